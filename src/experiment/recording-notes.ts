/** What is said of a recording that may mislead: what no membrane does, and what looks like a spike but is none. */
import type { Recording } from './recording.js';
import { figure } from './words.js';

/** A membrane's insulation breaks down somewhere beyond this, and nobody has measured channels there [mV]. */
const MOST_MV = 200;

/** Sentences, fit to stand under a figure as well. */
export function recordingNotes({ traces, lowestMv, highestMv }: Recording): string[] {
  const farthestMv = highestMv > -lowestMv ? highestMv : lowestMv;
  const beyond =
    Math.abs(farthestMv) > MOST_MV
      ? [
          `the potential reaches ${figure(farthestMv)} mV, where the current goes in or at an electrode: a real membrane breaks down beyond some ±${MOST_MV} mV – write a weaker current`,
        ]
      : [];
  const lifted = traces.flatMap(({ name, lifts }) => (lifts > 0 ? [name] : []));
  if (lifted.length === 0) return beyond;
  return [
    ...beyond,
    `at ${lifted.join(', ')} the potential is lifted by 30 mV or more without the sodium channels making it: that is not counted as a spike`,
  ];
}
