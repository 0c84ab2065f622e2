/** Where the whole axon rests: no current into any compartment, from outside or from its neighbours. */

import { Tridiagonal } from './tridiagonal.js';

/** Current out of a compartment held at a potential for ever [µA]. */
export type SteadyCurrent = (compartment: number, potentialMv: number) => number;

const MOST_ROUNDS = 200;
/** No compartment moves further than this in one round [mV]: from far away a tangent may lead anywhere. */
const MOST_AT_ONCE_MV = 5;
const DERIVATIVE_OVER_MV = 1e-3;
const CLOSE_ENOUGH_MV = 1e-10;

/**
 * Newton's method on the whole row of compartments, from where each would rest alone, to 1e-10 mV. Where all of
 * them would rest at the same potential, that is the answer as it stands. Rewrites `restMv`.
 */
export function settleAtRest(
  linkMs: Float64Array,
  capacitanceUf: Float64Array,
  steadyUa: SteadyCurrent,
  restMv: Float64Array,
): void {
  const count = restMv.length;
  if (restMv.every((v) => v === restMv[0])) return;
  const matrix = new Tridiagonal(count);
  const diagonal = new Float64Array(count);
  const surplusUa = new Float64Array(count);
  const change = new Float64Array(count);
  const none = new Float64Array(count);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let i = 0; i < count; i++) {
      const v = restMv[i]!;
      const left = i > 0 ? linkMs[i - 1]! : 0;
      const right = i + 1 < count ? linkMs[i]! : 0;
      surplusUa[i] = left * ((restMv[i - 1] ?? v) - v) + right * ((restMv[i + 1] ?? v) - v) - steadyUa(i, v);
      const slopeMs =
        (steadyUa(i, v + DERIVATIVE_OVER_MV) - steadyUa(i, v - DERIVATIVE_OVER_MV)) /
        (2 * DERIVATIVE_OVER_MV);
      // Where the curve falls Newton would climb to a threshold; a little inertia leads away from it.
      diagonal[i] = left + right + Math.max(slopeMs, 0.01 * capacitanceUf[i]!);
    }
    matrix.factor(diagonal, linkMs);
    matrix.solve(none, none, surplusUa, change);
    let worstMv = 0;
    for (let i = 0; i < count; i++) {
      const moveMv = Math.max(-MOST_AT_ONCE_MV, Math.min(MOST_AT_ONCE_MV, change[i]!));
      restMv[i]! += moveMv;
      worstMv = Math.max(worstMv, Math.abs(moveMv));
    }
    if (worstMv < CLOSE_ENOUGH_MV) return;
  }
}
