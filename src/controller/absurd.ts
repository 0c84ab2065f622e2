/** What no membrane does and nobody must be shown: potentials without bounds, or no numbers at all. */
import { ABSURD_MV } from '../experiment/run.js';
import { figure } from '../experiment/words.js';

function isAbsurd(mv: number): boolean {
  return !(Math.abs(mv) < ABSURD_MV);
}

/**
 * The first such potential of an axon [mV].
 * @param potentialMv of each compartment, now.
 * @param samples what was read since the picture before: time, blue, yellow of each.
 * @returns undefined where all make sense.
 */
export function absurdPotentialMv(potentialMv: Float64Array, samples: Float64Array): number | undefined {
  for (let i = 0; i < samples.length; i++) if (i % 3 > 0 && isAbsurd(samples[i]!)) return samples[i];
  for (let i = 0; i < potentialMv.length; i++) if (isAbsurd(potentialMv[i]!)) return potentialMv[i];
  return undefined;
}

/** What is said then, once the axon is at rest again. */
export function ranAwayWords(absurdMv: number): string {
  const what = Number.isFinite(absurdMv) ? `reached ${figure(absurdMv, 3)} mV` : 'was no number any more';
  return `The computation ran away: a potential ${what}. The axon has been put back to rest, with everything as its experiment has it. Give weaker stimuli.`;
}
