/** How long a lattice takes to compute: one whose sites charge very fast is computed in very short stretches. */
import type { LatticeGeometry } from '../model/index.js';

/**
 * Computing time of one site for each of its time constants, C / (2 · axial + leak) [ms]: 0.1 to 0.19 µs on one core
 * of a server while a press acts, for 60 to 1000 sites of 0.01 to 0.1 µF and 1000 mS.
 */
export const MS_PER_SITE_AND_DECAY = 1.5e-4;
/** A signal keeps so many length constants of the axon busy; sites further away cost next to nothing. */
const BUSY_LENGTH_CONSTANTS = 10;

/** Computing time for a millisecond of a lattice while a press acts [ms], on a computer of middling speed. */
export function latticeMsPerAxonMs(geometry: LatticeGeometry): number {
  const { siteCount, capacitanceUf, leakConductanceMs, axialConductanceMs } = geometry;
  const decaysPerMs = (2 * axialConductanceMs + leakConductanceMs) / capacitanceUf;
  const busySites = Math.min(
    siteCount,
    BUSY_LENGTH_CONSTANTS * Math.sqrt(axialConductanceMs / leakConductanceMs),
  );
  return MS_PER_SITE_AND_DECAY * decaysPerMs * busySites;
}
