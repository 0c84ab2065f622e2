/** The frog's node at work: its spec, the equations of frankenhaeuser-huxley.ts, and the loop over compartments. */

import type { Conditions } from '../conditions.js';
import { FARADAY, thermalMv } from '../nernst.js';
import { bernoulli, GateTable, tablePosition, tableRow } from './gate-table.js';
import type { MembraneRun, RunState } from './run.js';

/** Gates of a node. */
export const GATE_NAMES = ['m', 'h', 'n', 'p'];
export const GATES = 4;
const CURRENTS = 2;
export const BASE_C = 20;

/**
 * Permeabilities and ions, not conductances and reversal potentials. At the nodes of a myelinated axon, on a cable or on
 * a patch. The range of each number is in frankenhaeuser-huxley.ts.
 */
export interface FrankenhaeuserHuxleyMembraneSpec {
  readonly kind: 'frankenhaeuser-huxley';
  /** [°C]. The gates are `gateQ10` times as fast for every 10 °C above 20. */
  readonly temperatureC: number;
  readonly gateQ10: number;
  /** With every gate open [cm/s], as the two after it. */
  readonly sodiumPermeabilityCmPerS: number;
  readonly potassiumPermeabilityCmPerS: number;
  /** Of the delayed unspecific permeability, for sodium. */
  readonly unspecificPermeabilityCmPerS: number;
  readonly leakConductanceMsPerCm2: number;
  readonly leakReversalMv: number;
  /** [mmol/l], as the three after it. */
  readonly sodiumInsideMillimolar: number;
  readonly sodiumOutsideMillimolar: number;
  readonly potassiumInsideMillimolar: number;
  readonly potassiumOutsideMillimolar: number;
  /** The rates are those of the displacement from this potential [mV]. */
  readonly rateZeroMv: number;
}

type Spec = FrankenhaeuserHuxleyMembraneSpec;

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
export interface Densities {
  readonly temperatureC: number;
  readonly sodiumCmPerS: number;
  readonly potassiumCmPerS: number;
  readonly unspecificCmPerS: number;
  readonly leakMs: number;
  readonly leakMv: number;
  readonly potassiumOutside: number;
}

const scratch = new Float64Array(2 * GATES);
const steady = new Float64Array(GATES);

/** Writes the gates of a compartment that has been at this potential for ever. */
export function steadyGates(spec: Spec, v: number, gates: Float64Array, offset: number): void {
  rates(v - spec.rateZeroMv, 1, scratch);
  for (let k = 0; k < GATES; k++) {
    gates[offset + k] = scratch[2 * k]! / (scratch[2 * k]! + scratch[2 * k + 1]!);
  }
}

/** Current out of 1 cm² with every gate settled [µA]. */
export function steadyUaPerCm2(spec: Spec, of: Densities, v: number): number {
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

function speedAt({ gateQ10 }: Spec, temperatureC: number): number {
  return gateQ10 ** ((temperatureC - BASE_C) / 10);
}

/** Gates and currents at a temperature, looked up rather than computed. */
export function tableOf(
  spec: Spec,
  temperatureC: number,
  potassiumOutside: number,
  centreMv: number,
): GateTable {
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

export class FrankenhaeuserHuxleyRun implements MembraneRun {
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
    // As a number: with the constant of gate-table.ts the loop takes half as long again.
    const rowsPerMv = 4;
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
      const position = tablePosition(v, lowestMv);
      const row = tableRow(position);
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

  currentsInto(v: number, gates: Float64Array, out: Float64Array, to: number): void {
    const { areaCm2 } = this.#conditions;
    const spec = this.#spec;
    const of = this.#densities;
    const [m, h, n, p] = [gates[0]!, gates[1]!, gates[2]!, gates[3]!];
    const x = v / thermalMv(of.temperatureC);
    const sodium = constantFieldUaPerCm2(x, spec.sodiumInsideMillimolar, spec.sodiumOutsideMillimolar);
    const potassium = constantFieldUaPerCm2(x, spec.potassiumInsideMillimolar, of.potassiumOutside);
    out[to] = areaCm2 * of.sodiumCmPerS * m * m * h * sodium;
    out[to + 1] = areaCm2 * of.potassiumCmPerS * n * n * potassium;
    out[to + 2] = areaCm2 * of.unspecificCmPerS * p * p * sodium;
    out[to + 3] = areaCm2 * of.leakMs * (v - of.leakMv);
  }

  ionicUa(v: number, gates: Float64Array, at: number): number {
    return this.#conditions.areaCm2 * ionicUaPerCm2(this.#spec, this.#densities, v, gates, at);
  }
}
