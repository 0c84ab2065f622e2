/** Where the axon of an experiment rests. */
import { createAxon } from '../model/index.js';
import type { LiveExperiment } from './live.js';

/** The potential of its first place at rest [mV]. */
export function restMvOf({ geometry, membrane, treatments, stepMs }: LiveExperiment): number {
  if (geometry.kind === 'lattice' && treatments.length === 0) return geometry.leakReversalMv;
  return createAxon(geometry, membrane, { stepMs, treatments }).restMv[0]!;
}
