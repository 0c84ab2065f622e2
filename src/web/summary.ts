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

/**
 * `Blue rose to +39.5 mV after 1.15 ms, yellow to +39.8 after 8.10 ms: 5.2 sites per millisecond.` Empty where neither
 * electrode has a peak.
 */
export function summaryWords({ blue, yellow, velocity }: Measures, axon: AxonFacts): string {
  const first = roseWords('Blue', blue, axon, true);
  const second = roseWords(first === '' ? 'Yellow' : 'yellow', yellow, axon, first === '');
  const rose = [first, second].filter((words) => words !== '').join(', ');
  if (rose === '') return '';
  if (velocity.value === null) return `${rose}.`;
  const unit = UNITS[velocity.unit] ?? velocity.unit;
  return `${rose}: ${Math.abs(velocity.value).toPrecision(2)} ${unit}.`;
}

function roseWords(
  name: string,
  { peak, latency }: Measures[MeterName],
  { restMv }: AxonFacts,
  isFirst: boolean,
): string {
  if (peak.value === null) return '';
  if (peak.value < restMv + RISE_FROM_MV) return `${name} stayed at rest`;
  const to = `${name}${isFirst ? ' rose' : ''} to ${signedFigure(peak.value)}${isFirst ? ' mV' : ''}`;
  return latency.value === null ? to : `${to} after ${latency.value.toFixed(2)} ms`;
}
