/** What the stage shows now, in one sentence for those who do not see it. Pure. */
import type { PageState } from '../../server/messages.js';
import { placeWords } from '../meter-words.js';
import { axonWords } from '../treatment-words.js';
import { say } from '../words/say.js';
import { countOf, LOCKED, OPEN } from './gates.js';
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
  const told = { axon: axonWords(axon), potential: potentialWords(axon, potentialMv) };
  const about = channelsOn ? gateWords(gates) : '';
  const sentence =
    about === '' ? say('stage.sentence', told) : say('stage.sentenceGates', { ...told, gates: about });
  return lookingBack ? say('stage.ofThen', { sentence }) : sentence;
}

function potentialWords(axon: PageState['axon'], potentialMv: Float32Array): string {
  let high = 0;
  let low = 0;
  for (let led = 1; led < potentialMv.length; led++) {
    if (potentialMv[led]! > potentialMv[high]!) high = led;
    if (potentialMv[led]! < potentialMv[low]!) low = led;
  }
  const highMv = potentialMv[high];
  if (highMv === undefined) return say('stage.nothing');
  if (highMv - axon.restMv >= REST_WITHIN_MV) return atLed('highest', axon, high, highMv);
  if (axon.restMv - potentialMv[low]! >= REST_WITHIN_MV) return atLed('lowest', axon, low, potentialMv[low]!);
  return say('stage.allAtRest', { mv: signedFigure(axon.restMv) });
}

function atLed(
  which: 'highest' | 'lowest',
  axon: PageState['axon'],
  led: number,
  potentialMv: number,
): string {
  const mv = signedFigure(potentialMv);
  const place = axon.ledPlaces[led];
  return axon.placeUnit === '' || place === undefined
    ? say(`stage.${which}`, { mv })
    : say(`stage.${which}At`, { mv, place: placeWords(place, axon) });
}

function gateWords(gates: Uint8Array): string {
  if (gates.length === 0) return '';
  const parts = [
    counted('stage.sodiumOpen', countOf(gates, 'sodium', OPEN)),
    counted('stage.sodiumLocked', countOf(gates, 'sodium', LOCKED)),
    counted('stage.potassiumOpen', countOf(gates, 'potassium', OPEN)),
  ].filter((words) => words !== '');
  return parts.length === 0 ? say('stage.allShut') : parts.join(', ');
}

function counted(
  key: 'stage.sodiumOpen' | 'stage.sodiumLocked' | 'stage.potassiumOpen',
  count: number,
): string {
  return count === 0 ? '' : say(key, { count });
}
