/** What the stage shows now, in one sentence for those who do not see it. Pure. */
import type { PageState } from '../../server/messages.js';
import { placeWords } from '../happening.js';
import { countOf, LOCKED, OPEN, type Side } from './gates.js';
import { signedFigure } from './potential-scale.js';

export interface Shown {
  readonly potentialMv: Float32Array;
  readonly gates: Uint8Array;
  readonly lookingBack: boolean;
  readonly channelsOn: boolean;
}

/** Less than this above rest is rest [mV]. */
const REST_WITHIN_MV = 1;

export function stageSentence(
  axon: PageState['axon'],
  { potentialMv, gates, lookingBack, channelsOn }: Shown,
): string {
  const sentence = `The axon, ${axon.lengthWords}: ${potentialWords(axon, potentialMv)}${channelsOn ? gateWords(gates) : ''}.`;
  return lookingBack ? `As it was then. ${sentence}` : sentence;
}

function potentialWords(axon: PageState['axon'], potentialMv: Float32Array): string {
  let high = 0;
  let low = 0;
  for (let led = 1; led < potentialMv.length; led++) {
    if (potentialMv[led]! > potentialMv[high]!) high = led;
    if (potentialMv[led]! < potentialMv[low]!) low = led;
  }
  const highMv = potentialMv[high];
  if (highMv === undefined) return 'nothing is shown yet';
  const where = (led: number) =>
    axon.placeUnit === '' || axon.ledPlaces[led] === undefined
      ? ''
      : ` at ${placeWords(axon.ledPlaces[led], axon)}`;
  if (highMv - axon.restMv >= REST_WITHIN_MV) return `highest ${signedFigure(highMv)} mV${where(high)}`;
  if (axon.restMv - potentialMv[low]! >= REST_WITHIN_MV)
    return `lowest ${signedFigure(potentialMv[low]!)} mV${where(low)}`;
  return `all at rest, ${signedFigure(axon.restMv)} mV`;
}

function gateWords(gates: Uint8Array): string {
  if (gates.length === 0) return '';
  const parts = [
    counted(countOf(gates, 'sodium', OPEN), 'sodium', 'open'),
    counted(countOf(gates, 'sodium', LOCKED), 'sodium', 'locked'),
    counted(countOf(gates, 'potassium', OPEN), 'potassium', 'open'),
  ].filter((words) => words !== '');
  if (parts.length === 0) return '; all gates are shut';
  return `; ${parts.join(', ')}`;
}

function counted(count: number, side: Side, state: string): string {
  return count === 0 ? '' : `${count} ${side} ${count === 1 ? 'gate' : 'gates'} ${state}`;
}
