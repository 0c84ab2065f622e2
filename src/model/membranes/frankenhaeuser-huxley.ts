/**
 * The frog's node of Ranvier (Frankenhaeuser & Huxley 1964, J. Physiol. 171, 302–315): sodium m²h, a delayed
 * unspecific permeability p² that lets sodium through, potassium n², and a leak. The ions cross by constant field
 * (Goldman 1943, J. Gen. Physiol. 27, 37–60), not by a conductance:
 *
 *     I = P · F x (c_out − c_in eˣ) / (1 − eˣ),   x = V F / RT
 *
 * Rates of u = V + 70 mV [1/ms at 20 °C]:
 *
 *     α_m = 0.36 (u − 22) / (1 − e^((22 − u)/3))      β_m = 0.4 (13 − u) / (1 − e^((u − 13)/20))
 *     α_h = 0.1 (−10 − u) / (1 − e^((u + 10)/6))      β_h = 4.5 / (1 + e^((45 − u)/10))
 *     α_n = 0.02 (u − 35) / (1 − e^((35 − u)/10))     β_n = 0.05 (10 − u) / (1 − e^((u − 10)/10))
 *     α_p = 0.006 (u − 40) / (1 − e^((40 − u)/10))    β_p = 0.09 (−25 − u) / (1 − e^((u + 25)/20))
 */

import type { Conditions, Segment } from '../conditions.js';
import { FARADAY, thermalMv } from '../nernst.js';
import { requireNumber } from '../require.js';
import { bernoulli, GateTable } from './gate-table.js';
import { type KineticMembrane, remembering, restingPotentialMv, TableShelf } from './kinetic-membrane.js';
import type { FrankenhaeuserHuxleyMembraneSpec } from './membrane-spec.js';
import type { MembraneRun, RunState } from './run.js';

const GATES = 4;
const CURRENTS = 2;
const BASE_C = 20;

type Spec = FrankenhaeuserHuxleyMembraneSpec;

/** Throws RangeError for a membrane that makes no sense. */
export function requireFrankenhaeuserHuxley(spec: Spec): void {
  requireNumber(['membrane', 'temperatureC'], spec.temperatureC, -20, 60, '°C');
  requireNumber(['membrane', 'gateQ10'], spec.gateQ10, 1, 10, '');
  for (const name of [
    'sodiumPermeabilityCmPerS',
    'potassiumPermeabilityCmPerS',
    'unspecificPermeabilityCmPerS',
  ] as const) {
    requireNumber(['membrane', name], spec[name], 0, 10, 'cm/s');
  }
  requireNumber(['membrane', 'leakConductanceMsPerCm2'], spec.leakConductanceMsPerCm2, 1e-6, 1e5, 'mS/cm²');
  requireNumber(['membrane', 'leakReversalMv'], spec.leakReversalMv, -200, 200, 'mV');
  for (const name of [
    'sodiumInsideMillimolar',
    'sodiumOutsideMillimolar',
    'potassiumInsideMillimolar',
    'potassiumOutsideMillimolar',
  ] as const) {
    requireNumber(['membrane', name], spec[name], 0.01, 1000, 'mmol/l');
  }
  requireNumber(['membrane', 'rateZeroMv'], spec.rateZeroMv, -200, 200, 'mV');
}

/** α and β of m, h, n and p [1/ms] at displacement u, where gates run `speed` times as fast as at 20 °C. */
function rates(u: number, speed: number, out: Float64Array): void {
  out[0] = speed * 0.36 * 3 * bernoulli((22 - u) / 3);
  out[1] = speed * 0.4 * 20 * bernoulli((u - 13) / 20);
  out[2] = speed * 0.1 * 6 * bernoulli((u + 10) / 6);
  out[3] = (speed * 4.5) / (1 + Math.exp((45 - u) / 10));
  out[4] = speed * 0.02 * 10 * bernoulli((35 - u) / 10);
  out[5] = speed * 0.05 * 10 * bernoulli((u - 10) / 10);
  out[6] = speed * 0.006 * 10 * bernoulli((40 - u) / 10);
  out[7] = speed * 0.09 * 20 * bernoulli((u + 25) / 20);
}

/** Outward current of an ion for a permeability of 1 cm/s [µA/cm²]; concentrations in mmol/l, x = V F / RT. */
function constantFieldUaPerCm2(x: number, inside: number, outside: number): number {
  return FARADAY * (inside * bernoulli(-x) - outside * bernoulli(x));
}

/** Everything about 1 cm² of this membrane under some conditions. */
interface Densities {
  readonly temperatureC: number;
  readonly sodiumCmPerS: number;
  readonly potassiumCmPerS: number;
  readonly unspecificCmPerS: number;
  readonly leakMs: number;
  readonly leakMv: number;
  readonly potassiumOutside: number;
}

function densitiesUnder(spec: Spec, conditions: Conditions | null): Densities {
  const temperatureC = conditions?.temperatureC ?? Number.NaN;
  const potassiumOutside = conditions?.potassiumOutsideMillimolar ?? Number.NaN;
  const without: Densities = {
    temperatureC: Number.isNaN(temperatureC) ? spec.temperatureC : temperatureC,
    sodiumCmPerS: spec.sodiumPermeabilityCmPerS * (conditions?.sodiumFraction ?? 1),
    potassiumCmPerS: spec.potassiumPermeabilityCmPerS * (conditions?.potassiumFraction ?? 1),
    unspecificCmPerS: spec.unspecificPermeabilityCmPerS,
    leakMs: spec.leakConductanceMsPerCm2,
    leakMv: spec.leakReversalMv,
    potassiumOutside: Number.isNaN(potassiumOutside) ? spec.potassiumOutsideMillimolar : potassiumOutside,
  };
  const shiftMv = conditions?.shiftMv ?? 0;
  if (shiftMv === 0) return without;
  const goalMv = restingPotentialMv((v) => steadyUaPerCm2(spec, without, v)) + shiftMv;
  return { ...without, leakMv: without.leakMv + steadyUaPerCm2(spec, without, goalMv) / without.leakMs };
}

const scratch = new Float64Array(2 * GATES);
const steady = new Float64Array(GATES);

function steadyGates(spec: Spec, v: number, gates: Float64Array, offset: number): void {
  rates(v - spec.rateZeroMv, 1, scratch);
  for (let k = 0; k < GATES; k++) {
    gates[offset + k] = scratch[2 * k]! / (scratch[2 * k]! + scratch[2 * k + 1]!);
  }
}

/** Current out of 1 cm² with every gate settled [µA]. */
function steadyUaPerCm2(spec: Spec, of: Densities, v: number): number {
  steadyGates(spec, v, steady, 0);
  return ionicUaPerCm2(spec, of, v, steady, 0);
}

/** Current out of 1 cm² whose gates begin at `gates[at]` [µA]. */
function ionicUaPerCm2(spec: Spec, of: Densities, v: number, gates: Float64Array, at: number): number {
  const [m, h, n, p] = [gates[at]!, gates[at + 1]!, gates[at + 2]!, gates[at + 3]!];
  const x = v / thermalMv(of.temperatureC);
  const sodium = constantFieldUaPerCm2(x, spec.sodiumInsideMillimolar, spec.sodiumOutsideMillimolar);
  const potassium = constantFieldUaPerCm2(x, spec.potassiumInsideMillimolar, of.potassiumOutside);
  return (
    (of.sodiumCmPerS * m * m * h + of.unspecificCmPerS * p * p) * sodium +
    of.potassiumCmPerS * n * n * potassium +
    of.leakMs * (v - of.leakMv)
  );
}

/** The membrane without treatments, and its runs under any. */
export function frankenhaeuserHuxley(spec: Spec): KineticMembrane {
  const base = densitiesUnder(spec, null);
  const restMv = restingPotentialMv((v) => steadyUaPerCm2(spec, base, v));
  /** Shelves of tables, one for each potassium outside: it is in the curved current. */
  const shelves = new Map<number, TableShelf>();
  function shelfFor(potassiumOutside: number): TableShelf {
    let shelf = shelves.get(potassiumOutside);
    if (shelf === undefined) {
      if (shelves.size >= 64) shelves.clear();
      shelf = new TableShelf((temperatureC) => tableOf(spec, temperatureC, potassiumOutside, restMv));
      shelves.set(potassiumOutside, shelf);
    }
    return shelf;
  }
  const under = remembering((conditions) => {
    const densities = densitiesUnder(spec, conditions);
    return { densities, aloneMv: restingPotentialMv((v) => steadyUaPerCm2(spec, densities, v)) };
  });
  return {
    gateCount: GATES,
    restMv,
    leakMsPerCm2: spec.leakConductanceMsPerCm2,
    steadyGates: (v, gates, offset) => steadyGates(spec, v, gates, offset),
    runOf({ from, to, conditions }: Segment): MembraneRun {
      const { densities, aloneMv } = under(conditions);
      const table = shelfFor(densities.potassiumOutside).table(densities.temperatureC);
      return new FrankenhaeuserHuxleyRun(from, to, spec, conditions, densities, aloneMv, table);
    },
  };
}

function speedAt({ gateQ10 }: Spec, temperatureC: number): number {
  return gateQ10 ** ((temperatureC - BASE_C) / 10);
}

function tableOf(spec: Spec, temperatureC: number, potassiumOutside: number, centreMv: number): GateTable {
  const speed = speedAt(spec, temperatureC);
  const perMv = 1 / thermalMv(temperatureC);
  return new GateTable(
    (v, out) => {
      rates(v - spec.rateZeroMv, speed, out);
      const { sodiumInsideMillimolar: inside, sodiumOutsideMillimolar: outside } = spec;
      out[8] = constantFieldUaPerCm2(v * perMv, inside, outside);
      out[9] = constantFieldUaPerCm2(v * perMv, spec.potassiumInsideMillimolar, potassiumOutside);
    },
    GATES,
    CURRENTS,
    centreMv,
  );
}

class FrankenhaeuserHuxleyRun implements MembraneRun {
  readonly from: number;
  readonly to: number;
  readonly aloneMv: number;
  readonly #spec: Spec;
  readonly #conditions: Conditions;
  readonly #densities: Densities;
  readonly #table: GateTable;
  #inertiaMs = Number.NaN;

  constructor(
    from: number,
    to: number,
    spec: Spec,
    conditions: Conditions,
    densities: Densities,
    aloneMv: number,
    table: GateTable,
  ) {
    this.from = from;
    this.to = to;
    this.#spec = spec;
    this.#conditions = conditions;
    this.#densities = densities;
    this.#table = table;
    this.aloneMv = aloneMv;
  }

  prepare(stepMs: number, gateStepMs: number): void {
    this.#inertiaMs = (2 * this.#conditions.capacitanceUf) / stepMs;
    this.#table.prepare(gateStepMs);
  }

  /**
   * The constant-field current is a curve; over half a step it is taken as its tangent where the step begins, which
   * is wrong by the square of the half step only.
   */
  fill({ potentialMv, gates, rows: equations }: RunState, from: number, to: number): void {
    const { rows, lowestMv } = this.#table;
    // The constants of gate-table.ts as numbers: with imported ones the loop takes half as long again.
    const rowsPerMv = 4;
    const lastPosition = 1599.999999;
    const rowMask = 2047;
    const gatesEach = 4;
    const width = 20;
    const { areaCm2 } = this.#conditions;
    const of = this.#densities;
    const inertia = this.#inertiaMs;
    const sodiumCmPerS = of.sodiumCmPerS * areaCm2;
    const unspecificCmPerS = of.unspecificCmPerS * areaCm2;
    const potassiumCmPerS = of.potassiumCmPerS * areaCm2;
    const diagonal = inertia + of.leakMs * areaCm2;
    const leakUa = of.leakMs * areaCm2 * of.leakMv;
    for (let i = from, g = gatesEach * from, e = 2 * from; i < to; i++, g += gatesEach, e += 2) {
      const v = potentialMv[i]!;
      let position = (v - lowestMv) * rowsPerMv;
      if (!(position > 0)) position = 0;
      else if (position > lastPosition) position = lastPosition;
      const row = position & rowMask;
      const part = position - row;
      const at = row * width;
      const m = rows[at]! + part * rows[at + 1]! + (rows[at + 2]! + part * rows[at + 3]!) * gates[g]!;
      const h = rows[at + 4]! + part * rows[at + 5]! + (rows[at + 6]! + part * rows[at + 7]!) * gates[g + 1]!;
      const n =
        rows[at + 8]! + part * rows[at + 9]! + (rows[at + 10]! + part * rows[at + 11]!) * gates[g + 2]!;
      const p =
        rows[at + 12]! + part * rows[at + 13]! + (rows[at + 14]! + part * rows[at + 15]!) * gates[g + 3]!;
      gates[g] = m;
      gates[g + 1] = h;
      gates[g + 2] = n;
      gates[g + 3] = p;
      const sodium = sodiumCmPerS * m * m * h + unspecificCmPerS * p * p;
      const potassium = potassiumCmPerS * n * n;
      const currentUa =
        sodium * (rows[at + 16]! + part * rows[at + 17]!) +
        potassium * (rows[at + 18]! + part * rows[at + 19]!);
      const slopeMs = (sodium * rows[at + 17]! + potassium * rows[at + 19]!) * rowsPerMv;
      equations[e] = diagonal + slopeMs;
      equations[e + 1] = (inertia + slopeMs) * v - currentUa + leakUa;
    }
  }

  /** A node among myelin is a run by itself: nothing would be gained. */
  eliminate(): boolean {
    return false;
  }

  steadyUa(v: number): number {
    return this.#conditions.areaCm2 * steadyUaPerCm2(this.#spec, this.#densities, v);
  }

  rates(v: number, out: Float64Array): void {
    rates(v - this.#spec.rateZeroMv, speedAt(this.#spec, this.#densities.temperatureC), out);
  }

  ionicUa(v: number, gates: Float64Array, at: number): number {
    return this.#conditions.areaCm2 * ionicUaPerCm2(this.#spec, this.#densities, v, gates, at);
  }
}
