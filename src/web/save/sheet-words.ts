/** What a sheet says beside its graphs: what was done, what to ask, where the figures come from. Pure. */
import type { AxonFacts, PressMark } from '../../controller/contract.js';
import { placeWords } from '../happening.js';
import { strengthFigure } from '../strength-scale.js';
import { SPIKE_RISE_MV, type Sweep } from '../sweep.js';
import { peakOf } from '../sweep-samples.js';
import { shortNumber } from '../words.js';
import type { Pair } from './pair.js';

/** `2.4 mS for 0.5 ms at site 0`; of several presses the first, and how many more. */
export function stimulusWords({ first, presses }: Sweep, axon: AxonFacts): string {
  const words = pressWords(presses.find(({ press }) => press === first.press) ?? first, axon);
  const more = presses.length - 1;
  return more > 0 ? `${words}, and ${more} more` : words;
}

function pressWords({ strength, atMs, untilMs, places }: PressMark, axon: AxonFacts): string {
  const lasting = untilMs === null ? '' : ` for ${shortNumber(untilMs - atMs)} ms`;
  const at =
    axon.placeUnit === '' ? '' : ` at ${places.map((place) => placeWords(place, axon)).join(' and ')}`;
  return `${strengthFigure(strength)} ${axon.press.unit}${lasting}${at}`;
}

/** One line under the title. */
export function doneWords({ off, on }: Pair, axon: AxonFacts): string {
  const [one, other] = [off, on].filter((sweep) => sweep !== undefined);
  const axonWords = axon.lengthWords;
  if (!one) return `The axon: ${axonWords}.`;
  const treated = (sweep: Sweep) => sweep.setUp?.treatments.join('; ') ?? '';
  const treatment = treated(one) === '' ? '' : `; ${treated(one)}`;
  const first = stimulusWords(one, axon);
  if (!other) return `A stimulus of ${first}, on the axon (${axonWords})${treatment}.`;
  const isSame = first === stimulusWords(other, axon) && treated(one) === treated(other);
  if (isSame) return `The same stimulus, ${first}, on the same axon (${axonWords})${treatment}.`;
  const also = treated(other) === '' ? '' : `; ${treated(other)}`;
  return `1: ${first}${treatment}. 2: ${stimulusWords(other, axon)}${also}. The axon: ${axonWords}.`;
}

function rises(sweep: Sweep | undefined, name: 'blue' | 'yellow'): number {
  if (!sweep || sweep.setUp?.electrodes[name] === 'bath') return 0;
  return (peakOf(sweep.samples, name)?.potentialMv ?? sweep.restMv) - sweep.restMv;
}

/** A bump that can be seen on paper [mV]. */
const VISIBLE_MV = 0.5;

/** Three questions that these very graphs can answer. */
export function questionsOf({ off, on }: Pair, axon: AxonFacts): string[] {
  const places = { site: 'sites', node: 'nodes', mm: 'millimetres', '': '' }[axon.placeUnit];
  const bothFire = rises(on, 'blue') >= SPIKE_RISE_MV && rises(on, 'yellow') >= SPIKE_RISE_MV;
  const isBump = rises(off, 'yellow') >= VISIBLE_MV;
  return [
    bothFire && places !== ''
      ? `Mark the time from the blue peak to the yellow peak. How many ${places} per millisecond is that?`
      : 'Mark the highest point of each trace. How much later is it at yellow than at blue?',
    off === undefined
      ? 'Draw in figure 1 what you expect with channels off. Why?'
      : isBump
        ? 'In figure 1 the yellow bump is smaller than the blue one, and later. What makes figure 2 so different, and from which potential on?'
        : 'In figure 1 the yellow trace is flat. What lifts the signal again and again in figure 2, and from which potential on?',
    on === undefined
      ? 'Draw in figure 2 what you expect with channels on. Why?'
      : 'Why does the pulse never turn round and run back to blue?',
  ];
}

/** Where the figures come from, and which line is which. */
export function sourceWords(title: string): string {
  return `Computed, not measured. Made with axon-rig${title === '' ? '' : `: ${title}`}. Solid line and ●: blue. Dashed line and ◆: yellow.`;
}
