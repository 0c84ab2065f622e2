/** What is said of a recording that may mislead: what no membrane does, and what looks like a spike but is none. */
import { recordingFigures } from './analysis.js';
import type { Recording } from './recording.js';
import { figure } from './words.js';

/** A membrane's insulation breaks down somewhere beyond this, and nobody has measured channels there [mV]. */
const MOST_MV = 200;

/** Sentences, fit to stand under a figure as well. */
export function recordingNotes(recording: Recording): string[] {
  const { traces } = recording;
  const farthestMv = farthest(recording);
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

/** The potential farthest from 0: at an electrode, the peak or trough between the steps that the table has [mV]. */
function farthest(recording: Recording): number {
  const figures = recordingFigures(recording);
  const lowestMv = Math.min(recording.lowestMv, ...figures.map(({ troughMv }) => troughMv));
  const highestMv = Math.max(recording.highestMv, ...figures.map(({ peakMv }) => peakMv));
  return highestMv > -lowestMv ? highestMv : lowestMv;
}
