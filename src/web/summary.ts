/** A whole sweep in one sentence with numbers, for the end of it. Pure. */
import type { AxonFacts, Measures } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import { signedFigure } from './words.js';

const UNITS: Readonly<Record<string, string>> = {
  'sites/ms': 'sites per millisecond',
  'nodes/ms': 'nodes per millisecond',
  'mm/ms': 'metres per second',
  'm/s': 'metres per second',
};

/** A rise that is smaller than this is none to speak of [mV]. */
const RISE_FROM_MV = 0.05;
const RESTED = 'stayed at rest';

interface Did {
  readonly verb: 'fired' | 'rose' | typeof RESTED;
  /** @param isShort the unit has just been said. */
  words(isShort: boolean): string;
}

/**
 * `Blue fired after 1.15 ms (peak +39.5 mV), yellow after 8.10 ms (peak +39.8): 5.2 sites per millisecond.` The time is
 * from the press to the spike, which is before the peak. Empty where neither electrode has a peak.
 */
export function summaryWords({ blue, yellow, velocity }: Measures, axon: AxonFacts): string {
  const [first, second] = [didOf(blue, axon), didOf(yellow, axon)];
  const told = first ?? second;
  if (!told) return '';
  let rose = `${first ? 'Blue' : 'Yellow'} ${told.verb}${told.words(false)}`;
  // What both did is said once.
  if (first && second) {
    const isSame = first.verb === second.verb;
    rose += `, yellow${isSame && second.verb !== RESTED ? '' : ` ${second.verb}`}${second.words(isSame)}`;
  }
  if (velocity.value === null) return `${rose}.`;
  const unit = UNITS[velocity.unit] ?? velocity.unit;
  return `${rose}: ${Math.abs(velocity.value).toPrecision(2)} ${unit}.`;
}

/** What the potential did at an electrode: a time of a spike, a rise without one, or nothing to speak of. */
function didOf({ peak, latency }: Measures[MeterName], { restMv }: AxonFacts): Did | undefined {
  const peakMv = peak.value;
  if (peakMv === null) return undefined;
  if (peakMv < restMv + RISE_FROM_MV) return { verb: RESTED, words: () => '' };
  const peakWords = (isShort: boolean) => `${signedFigure(peakMv)}${isShort ? '' : ' mV'}`;
  const { value } = latency;
  return value === null
    ? { verb: 'rose', words: (isShort) => ` to ${peakWords(isShort)}` }
    : { verb: 'fired', words: (isShort) => ` after ${value.toFixed(2)} ms (peak ${peakWords(isShort)})` };
}
