/**
 * The lesson's excitable membrane. Each channel site is in one of four states:
 *
 *     rest ── V ≥ −55 ──▶ sodium-open ── V ≥ +40 ──▶ potassium-open ── V ≤ −80 ──▶ refractory ──▶ rest
 *
 * Potassium channels open at the instant the sodium channels close, whatever closes them. A refractory site rests again
 * once 3 ms have passed since its channels closed *and* it is at or below −60 mV; falling through −55 therefore opens
 * nothing.
 *
 * Three more rules keep a site from staying deaf where something holds it away from the next potential. Sodium closes
 * after 1 ms at the latest. Potassium that has been open for 5 ms closes already at −60 mV. A site that is still above
 * −60 mV when its 3 ms are over opens potassium once more, until it is there. None of them acts on a signal that runs
 * undisturbed in sets A and B; they matter at the edge of a dead stretch, and under stimuli that come too soon. The
 * numbers are those of the sets, all of them can be set.
 *
 * This is a rule for separate sites joined by passive membrane, as the lesson draws them. It has no travelling
 * wave on a continuous cable: sites are physical, not a mesh that could be refined.
 */

import type { LatticeGeometry } from '../geometry.js';
import { ModelRefusal } from '../refusal.js';
import { requireNumber, requireWhole } from '../require.js';
import type { GatedMembraneSpec } from './membrane-spec.js';

/** Throws RangeError for a membrane that makes no sense on an axon that rests at `restMv`. */
export function requireGated(spec: GatedMembraneSpec, restMv: number): void {
  requireWhole(['membrane', 'channelEvery'], spec.channelEvery, 1, 100_000);
  requireNumber(['membrane', 'sodiumConductanceMs'], spec.sodiumConductanceMs, 0, 10_000, 'mS');
  requireNumber(['membrane', 'potassiumConductanceMs'], spec.potassiumConductanceMs, 0, 10_000, 'mS');
  requireNumber(['membrane', 'sodiumReversalMv'], spec.sodiumReversalMv, -200, 200, 'mV');
  requireNumber(['membrane', 'potassiumReversalMv'], spec.potassiumReversalMv, -200, 200, 'mV');
  requireNumber(['membrane', 'sodiumOpensMv'], spec.sodiumOpensMv, -200, 200, 'mV');
  requireNumber(['membrane', 'sodiumClosesMv'], spec.sodiumClosesMv, -200, 200, 'mV');
  requireNumber(['membrane', 'potassiumClosesMv'], spec.potassiumClosesMv, -200, 200, 'mV');
  requireNumber(['membrane', 'recoveryBelowMv'], spec.recoveryBelowMv, -200, 200, 'mV');
  requireNumber(['membrane', 'sodiumMaxOpenMs'], spec.sodiumMaxOpenMs, 0.001, 1000, 'ms');
  requireNumber(['membrane', 'potassiumMaxOpenMs'], spec.potassiumMaxOpenMs, 0.001, 1000, 'ms');
  requireNumber(['membrane', 'recoveryMs'], spec.recoveryMs, 0.001, 1000, 'ms');
  requireOrder('potassiumClosesMv', spec.potassiumClosesMv, 'recoveryBelowMv', spec.recoveryBelowMv);
  requireOrder('recoveryBelowMv', spec.recoveryBelowMv, 'sodiumOpensMv', spec.sodiumOpensMv);
  requireOrder('sodiumOpensMv', spec.sodiumOpensMv, 'sodiumClosesMv', spec.sodiumClosesMv);
  if (!(restMv < spec.sodiumOpensMv)) {
    throw new ModelRefusal(
      ['axon', 'leakReversalMv'],
      `a rest below membrane.sodiumOpensMv (${spec.sodiumOpensMv} mV)`,
      String(restMv),
      'as it is, the axon never rests',
    );
  }
}

/** The engine goes from switch to switch in pieces of this time constant's size, so there must not be too many [ms]. */
const SHORTEST_TIME_CONSTANT_MS = 1e-6;

/** Throws RangeError for sites that charge so fast that working them out would take for ever. */
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

/** Throws RangeError where a treatment has shifted the rest of a site to its threshold or beyond. */
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

function requireOrder(lowName: string, lowMv: number, highName: string, highMv: number): void {
  if (lowMv < highMv) return;
  throw new ModelRefusal(
    ['membrane', lowName],
    `less than membrane.${highName} (${highMv} mV)`,
    String(lowMv),
  );
}
