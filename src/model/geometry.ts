/**
 * The shape of an axon: what the caller describes, turned into the compartments the solver works on.
 *
 * Both ends are sealed: no current leaves beyond the first and the last compartment.
 */

import type { Compartments } from './cable.js';
import { requireNumber, requireWhole } from './require.js';

/**
 * A row of equal sites joined by equal conductances, as the lesson draws its axon.
 *
 * Units are per site: µF, mS and µA, so that µA / mS = mV and µF / mS = ms. (In these names `Ms` at the end of a
 * conductance stands for millisiemens, at the end of a time for milliseconds.) With a capacitance of 1 the
 * numbers read just as well as µF/cm², mS/cm² and µA/cm² of one site's membrane.
 */
export interface LatticeGeometry {
  readonly kind: 'lattice';
  /** Number of sites, 1 to 100 000. */
  readonly siteCount: number;
  /** Membrane capacitance of a site [µF], 0.001 to 1000. */
  readonly capacitanceUf: number;
  /** Leak conductance of a site [mS], 0.0001 to 10 000. Capacitance over leak is the time constant τ. */
  readonly leakConductanceMs: number;
  /** Conductance from a site to the next one inside the axon [mS], 0 to 10 000. λ = √(axial / leak) sites. */
  readonly axialConductanceMs: number;
  /** Reversal potential of the leak [mV], −200 to 200: the rest, since nothing else is open then. */
  readonly leakReversalMv: number;
}

/** Throws RangeError where the geometry makes no sense; otherwise gives its compartments, one per site. */
export function compartmentsOf(geometry: LatticeGeometry): Compartments {
  if (geometry.kind !== 'lattice') {
    throw new RangeError(`axon.kind: expected 'lattice', got ${String(geometry.kind)}`);
  }
  requireWhole('axon.siteCount', geometry.siteCount, 1, 100_000);
  requireNumber('axon.capacitanceUf', geometry.capacitanceUf, 0.001, 1000, 'µF');
  requireNumber('axon.leakConductanceMs', geometry.leakConductanceMs, 0.0001, 10_000, 'mS');
  requireNumber('axon.axialConductanceMs', geometry.axialConductanceMs, 0, 10_000, 'mS');
  requireNumber('axon.leakReversalMv', geometry.leakReversalMv, -200, 200, 'mV');

  const count = geometry.siteCount;
  const linkConductanceMs = new Float64Array(count).fill(geometry.axialConductanceMs);
  linkConductanceMs[count - 1] = 0;
  return {
    count,
    capacitanceUf: new Float64Array(count).fill(geometry.capacitanceUf),
    leakConductanceMs: new Float64Array(count).fill(geometry.leakConductanceMs),
    leakReversalMv: new Float64Array(count).fill(geometry.leakReversalMv),
    linkConductanceMs,
  };
}
