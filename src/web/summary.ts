/** A whole sweep in one sentence with numbers, for the end of it. Pure. */
import type { AxonFacts, Measures } from '../controller/contract.js';
import type { MeterName } from '../units.js';
import { fixedFigure, type Key, say } from './words/say.js';
import { signedFigure } from './words.js';

const UNITS: Readonly<Record<string, Extract<Key, `spoken.${string}PerMs` | 'spoken.metresPerS'>>> = {
  'sites/ms': 'spoken.sitesPerMs',
  'nodes/ms': 'spoken.nodesPerMs',
  'mm/ms': 'spoken.metresPerS',
  'm/s': 'spoken.metresPerS',
};

/** A rise that is smaller than this is none to speak of [mV]. */
const RISE_FROM_MV = 0.05;

/** What the potential did at an electrode: a spike after a time, a rise without one, or nothing to speak of. */
type Did =
  | { readonly kind: 'fired'; readonly ms: string; readonly peak: string }
  | { readonly kind: 'rose'; readonly peak: string }
  | { readonly kind: 'rested' };

/**
 * `Blue fired after 1.15 ms (peak +39.5 mV), yellow after 8.10 ms (peak +39.8): 5.2 sites per millisecond.` The time is
 * from the press to the spike, which is before the peak. Empty where neither electrode has a peak.
 */
export function summaryWords({ blue, yellow, velocity }: Measures, axon: AxonFacts): string {
  const [first, second] = [didOf(blue, axon), didOf(yellow, axon)];
  const told = first ?? second;
  if (!told) return '';
  const one = didWords(first ? 'blue' : 'yellow', told);
  const what = first && second ? bothWords(one, first, second) : one;
  if (velocity.value === null) return say('spoken.end', { what });
  const unit = UNITS[velocity.unit];
  return say('spoken.endVelocity', {
    what,
    velocity: twoFigures(Math.abs(velocity.value)),
    unit: unit === undefined ? velocity.unit : say(unit),
  });
}

function didWords(name: MeterName, did: Did): string {
  switch (did.kind) {
    case 'fired':
      return say(`spoken.${name}Fired`, did);
    case 'rose':
      return say(`spoken.${name}Rose`, did);
    case 'rested':
      return say(`spoken.${name}Rested`);
  }
}

/** What both did is said once. */
function bothWords(blue: string, first: Did, second: Did): string {
  const isSame = first.kind === second.kind;
  switch (second.kind) {
    case 'fired':
      return say(isSame ? 'spoken.andFiredToo' : 'spoken.andFired', { blue, ...second });
    case 'rose':
      return say(isSame ? 'spoken.andRoseToo' : 'spoken.andRose', { blue, ...second });
    case 'rested':
      return say('spoken.andRested', { blue });
  }
}

function didOf({ peak, latency }: Measures[MeterName], { restMv }: AxonFacts): Did | undefined {
  const peakMv = peak.value;
  if (peakMv === null) return undefined;
  if (peakMv < restMv + RISE_FROM_MV) return { kind: 'rested' };
  const figure = signedFigure(peakMv);
  const { value } = latency;
  return value === null
    ? { kind: 'rose', peak: figure }
    : { kind: 'fired', ms: fixedFigure(value, 2), peak: figure };
}

/** Two figures, the second also where it is a zero: `5.0`. */
function twoFigures(value: number): string {
  const places = Math.max(0, 1 - Math.floor(Math.log10(Math.max(value, 1e-6))));
  return fixedFigure(Number(value.toPrecision(2)), places);
}
