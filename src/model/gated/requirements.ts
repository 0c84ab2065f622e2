/** What the numbers of the gated membrane must be to each other and to the lattice, so that it can be computed. */

import type { EngineParts } from '../engine.js';
import type { LatticeGeometry } from '../geometry.js';
import { ModelRefusal } from '../refusal.js';
import { orderAndThresholdObjections } from './objections.js';
import type { GatedMembraneSpec } from './spec.js';

/** Throws ModelRefusal for thresholds that are not in their order, or a rest at the threshold or beyond. */
export function requireOrder(spec: GatedMembraneSpec, axon: LatticeGeometry): void {
  const [objection] = orderAndThresholdObjections(spec, axon);
  if (objection === undefined) return;
  const { paths, expected, got, advice } = objection;
  throw new ModelRefusal(paths[0]!, expected, got, advice);
}

/** The engine goes from switch to switch in pieces of this time constant's size, so there must not be too many [ms]. */
const SHORTEST_TIME_CONSTANT_MS = 1e-6;

/** Throws ModelRefusal for sites that charge so fast that working them out would take for ever. */
export function requireTimeConstant(spec: GatedMembraneSpec, axon: LatticeGeometry): void {
  const openMs = Math.max(spec.sodiumConductanceMs, spec.potassiumConductanceMs);
  const totalMs = 4 * axon.axialConductanceMs + axon.leakConductanceMs + openMs;
  const timeConstantMs = axon.capacitanceUf / totalMs;
  if (timeConstantMs >= SHORTEST_TIME_CONSTANT_MS) return;
  throw new ModelRefusal(
    ['axon', 'capacitanceUf'],
    `at least ${(totalMs * SHORTEST_TIME_CONSTANT_MS).toPrecision(3)} µF for these conductances (${totalMs.toPrecision(3)} mS with channels open)`,
    String(axon.capacitanceUf),
    `as it is, a gated site charges in less than ${SHORTEST_TIME_CONSTANT_MS} ms`,
  );
}

/** Throws ModelRefusal where a treatment has shifted the rest of a site to its threshold or beyond. */
export function requireRestBelowThreshold(spec: GatedMembraneSpec, restMv: Float64Array): void {
  const site = restMv.findIndex((v) => !(v < spec.sodiumOpensMv));
  if (site < 0) return;
  throw new ModelRefusal(
    ['treatments'],
    `a shifted rest below membrane.sodiumOpensMv (${spec.sodiumOpensMv} mV)`,
    `${restMv[site]} mV`,
    `as it is, site ${site} never rests`,
  );
}

/** Where the leak of every site reverses [mV]. ModelRefusal where that is at the threshold or beyond. */
export function leakReversalsMv(
  { geometry, segments, potentialMv }: EngineParts,
  spec: GatedMembraneSpec,
): Float64Array {
  const ownMv = geometry.kind === 'lattice' ? geometry.leakReversalMv : Number.NaN;
  const leakMv = new Float64Array(potentialMv.length);
  for (const { from, to, conditions } of segments) leakMv.fill(ownMv + conditions.shiftMv, from, to);
  requireRestBelowThreshold(spec, leakMv);
  return leakMv;
}
