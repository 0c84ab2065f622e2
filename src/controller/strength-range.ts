/** How strong a press may be: what the model takes of each of its stimuli, which change by as much as the strongest. */
import { type Geometry, STIMULUS_FIELDS, type StimulusSpec } from '../model/index.js';
import { pressStrength } from './press-stimuli.js';

/** Both ends of what `strength` may be, in the unit of the axon. */
export function strengthRange(
  stimuli: readonly StimulusSpec[],
  kind: Geometry['kind'],
): { readonly low: number; readonly high: number } {
  const { strength: usual, most } = pressStrength(stimuli, kind);
  let low = -most;
  let high = most;
  for (const stimulus of stimuli) {
    const own = pressStrength([stimulus], kind);
    const share = usual === 0 ? 1 : own.strength / usual;
    if (share === 0) continue;
    const least = stimulus.kind === 'conductance' ? STIMULUS_FIELDS.conductance.conductanceMs.low : -own.most;
    const ends = [least / share, own.most / share];
    low = Math.max(low, Math.min(...ends));
    high = Math.min(high, Math.max(...ends));
  }
  return { low, high };
}
