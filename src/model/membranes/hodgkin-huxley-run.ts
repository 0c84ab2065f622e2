/** The squid's membrane at work: the two loops that an axon of this kind spends its life in. */

import type { Segment } from '../conditions.js';
import type { GateTable } from './gate-table.js';
import type { MembraneRun, RunState } from './run.js';

/** A membrane of this kind, per cm²: its conductances with every gate open [mS] and reversals [mV]. */
export interface Densities {
  readonly sodiumMs: number;
  readonly potassiumMs: number;
  readonly leakMs: number;
  readonly sodiumMv: number;
  readonly potassiumMv: number;
  readonly leakMv: number;
}

export class HodgkinHuxleyRun implements MembraneRun {
  readonly from: number;
  readonly to: number;
  readonly aloneMv: number;
  readonly steadyUa: (potentialMv: number) => number;
  readonly rates: (potentialMv: number, out: Float64Array) => void;
  readonly #table: GateTable;
  readonly #capacitanceUf: number;
  // Of one compartment.
  readonly #sodiumMs: number;
  readonly #potassiumMs: number;
  readonly #leakMs: number;
  readonly #leakUa: number;
  readonly #sodiumMv: number;
  readonly #potassiumMv: number;
  #inertiaMs = Number.NaN;

  constructor(
    { from, to, conditions }: Segment,
    densities: Densities,
    aloneMv: number,
    steadyUa: (potentialMv: number) => number,
    rates: (potentialMv: number, out: Float64Array) => void,
    table: GateTable,
  ) {
    const { areaCm2, capacitanceUf } = conditions;
    this.from = from;
    this.to = to;
    this.aloneMv = aloneMv;
    this.steadyUa = steadyUa;
    this.rates = rates;
    this.#table = table;
    this.#capacitanceUf = capacitanceUf;
    this.#sodiumMs = densities.sodiumMs * areaCm2;
    this.#potassiumMs = densities.potassiumMs * areaCm2;
    this.#leakMs = densities.leakMs * areaCm2;
    this.#leakUa = this.#leakMs * densities.leakMv;
    this.#sodiumMv = densities.sodiumMv;
    this.#potassiumMv = densities.potassiumMv;
  }

  ionicUa(v: number, gates: Float64Array, at: number): number {
    const [m, h, n] = [gates[at]!, gates[at + 1]!, gates[at + 2]!];
    return (
      this.#sodiumMs * m * m * m * h * (v - this.#sodiumMv) +
      this.#potassiumMs * n * n * n * n * (v - this.#potassiumMv) +
      this.#leakMs * v -
      this.#leakUa
    );
  }

  currentsInto(v: number, gates: Float64Array, out: Float64Array, to: number): void {
    const [m, h, n] = [gates[0]!, gates[1]!, gates[2]!];
    out[to] = this.#sodiumMs * m * m * m * h * (v - this.#sodiumMv);
    out[to + 1] = this.#potassiumMs * n * n * n * n * (v - this.#potassiumMv);
    out[to + 2] = this.#leakMs * v - this.#leakUa;
  }

  prepare(stepMs: number, gateStepMs: number): void {
    this.#inertiaMs = (2 * this.#capacitanceUf) / stepMs;
    this.#table.prepare(gateStepMs);
  }

  fill({ potentialMv, gates, rows: equations }: RunState, from: number, to: number): void {
    const { rows, lowestMv } = this.#table;
    // tablePosition and tableRow of gate-table.ts, written out: some per cent faster where a step is nothing but this loop.
    const rowsPerMv = 4;
    const lastPosition = 1599.999999;
    const rowMask = 2047;
    const inertia = this.#inertiaMs;
    const sodiumMs = this.#sodiumMs;
    const potassiumMs = this.#potassiumMs;
    const sodiumMv = this.#sodiumMv;
    const potassiumMv = this.#potassiumMv;
    const diagonal = inertia + this.#leakMs;
    const leakUa = this.#leakUa;
    for (let i = from, g = 3 * from, e = 2 * from; i < to; i++, g += 3, e += 2) {
      const v = potentialMv[i]!;
      let position = (v - lowestMv) * rowsPerMv;
      // Far off (an absurd current) the rates are those at the end of the table.
      if (!(position > 0)) position = 0;
      else if (position > lastPosition) position = lastPosition;
      const row = position & rowMask;
      const part = position - row;
      const at = row * 12;
      const m = rows[at]! + part * rows[at + 1]! + (rows[at + 2]! + part * rows[at + 3]!) * gates[g]!;
      const h = rows[at + 4]! + part * rows[at + 5]! + (rows[at + 6]! + part * rows[at + 7]!) * gates[g + 1]!;
      const n =
        rows[at + 8]! + part * rows[at + 9]! + (rows[at + 10]! + part * rows[at + 11]!) * gates[g + 2]!;
      gates[g] = m;
      gates[g + 1] = h;
      gates[g + 2] = n;
      const sodium = sodiumMs * m * m * (m * h);
      const potassium = potassiumMs * (n * n) * (n * n);
      equations[e] = diagonal + sodium + potassium;
      equations[e + 1] = inertia * v + leakUa + sodium * sodiumMv + potassium * potassiumMv;
    }
  }

  /** `fill` and `eliminatePairs` in one loop, twice side by side: a fifth faster than one after the other. */
  eliminate(state: RunState, other: MembraneRun, i: number, j: number, pairs: number): boolean {
    if (!(other instanceof HodgkinHuxleyRun)) return false;
    const { potentialMv, gates, rows: equations, linkMs, carried } = state;
    const rowsPerMv = 4;
    const lastPosition = 1599.999999;
    const rowMask = 2047;
    // Of the left row, and of the right one.
    const aRows = this.#table.rows;
    const bRows = other.#table.rows;
    const aLowestMv = this.#table.lowestMv;
    const bLowestMv = other.#table.lowestMv;
    const aInertia = this.#inertiaMs;
    const bInertia = other.#inertiaMs;
    const aSodiumMs = this.#sodiumMs;
    const bSodiumMs = other.#sodiumMs;
    const aPotassiumMs = this.#potassiumMs;
    const bPotassiumMs = other.#potassiumMs;
    const aSodiumMv = this.#sodiumMv;
    const bSodiumMv = other.#sodiumMv;
    const aPotassiumMv = this.#potassiumMv;
    const bPotassiumMv = other.#potassiumMv;
    const aDiagonal = aInertia + this.#leakMs;
    const bDiagonal = bInertia + other.#leakMs;
    const aLeakUa = this.#leakUa;
    const bLeakUa = other.#leakUa;
    let aUa = carried[0]!;
    let aMs = carried[1]!;
    let aLink = carried[2]!;
    let bUa = carried[3]!;
    let bMs = carried[4]!;
    let bLink = carried[5]!;
    for (const end = i + pairs; i < end; i++, j--) {
      const aMv = potentialMv[i]!;
      const bMv = potentialMv[j]!;
      let aPosition = (aMv - aLowestMv) * rowsPerMv;
      let bPosition = (bMv - bLowestMv) * rowsPerMv;
      if (!(aPosition > 0)) aPosition = 0;
      else if (aPosition > lastPosition) aPosition = lastPosition;
      if (!(bPosition > 0)) bPosition = 0;
      else if (bPosition > lastPosition) bPosition = lastPosition;
      const aRow = aPosition & rowMask;
      const bRow = bPosition & rowMask;
      const aPart = aPosition - aRow;
      const bPart = bPosition - bRow;
      const aAt = aRow * 12;
      const bAt = bRow * 12;
      const aGate = 3 * i;
      const bGate = 3 * j;
      const am =
        aRows[aAt]! + aPart * aRows[aAt + 1]! + (aRows[aAt + 2]! + aPart * aRows[aAt + 3]!) * gates[aGate]!;
      const ah =
        aRows[aAt + 4]! +
        aPart * aRows[aAt + 5]! +
        (aRows[aAt + 6]! + aPart * aRows[aAt + 7]!) * gates[aGate + 1]!;
      const an =
        aRows[aAt + 8]! +
        aPart * aRows[aAt + 9]! +
        (aRows[aAt + 10]! + aPart * aRows[aAt + 11]!) * gates[aGate + 2]!;
      gates[aGate] = am;
      gates[aGate + 1] = ah;
      gates[aGate + 2] = an;
      const bm =
        bRows[bAt]! + bPart * bRows[bAt + 1]! + (bRows[bAt + 2]! + bPart * bRows[bAt + 3]!) * gates[bGate]!;
      const bh =
        bRows[bAt + 4]! +
        bPart * bRows[bAt + 5]! +
        (bRows[bAt + 6]! + bPart * bRows[bAt + 7]!) * gates[bGate + 1]!;
      const bn =
        bRows[bAt + 8]! +
        bPart * bRows[bAt + 9]! +
        (bRows[bAt + 10]! + bPart * bRows[bAt + 11]!) * gates[bGate + 2]!;
      gates[bGate] = bm;
      gates[bGate + 1] = bh;
      gates[bGate + 2] = bn;
      const aSodium = aSodiumMs * am * am * (am * ah);
      const bSodium = bSodiumMs * bm * bm * (bm * bh);
      const aPotassium = aPotassiumMs * (an * an) * (an * an);
      const bPotassium = bPotassiumMs * (bn * bn) * (bn * bn);
      const toRight = linkMs[i]!;
      const toLeft = linkMs[j - 1]!;
      const a = 1 / (aDiagonal + aSodium + aPotassium + aLink + toRight - aMs);
      const b = 1 / (bDiagonal + bSodium + bPotassium + bLink + toLeft - bMs);
      aUa += aInertia * aMv + aLeakUa + aSodium * aSodiumMv + aPotassium * aPotassiumMv;
      bUa += bInertia * bMv + bLeakUa + bSodium * bSodiumMv + bPotassium * bPotassiumMv;
      const aRatio = toRight * a;
      const bRatio = toLeft * b;
      const aSolvedMv = aUa * a;
      const bSolvedMv = bUa * b;
      equations[2 * i] = aRatio;
      equations[2 * i + 1] = aSolvedMv;
      equations[2 * j] = bRatio;
      equations[2 * j + 1] = bSolvedMv;
      aUa = toRight * aSolvedMv;
      bUa = toLeft * bSolvedMv;
      aMs = toRight * aRatio;
      bMs = toLeft * bRatio;
      aLink = toRight;
      bLink = toLeft;
    }
    carried[0] = aUa;
    carried[1] = aMs;
    carried[2] = aLink;
    carried[3] = bUa;
    carried[4] = bMs;
    carried[5] = bLink;
    return true;
  }
}
