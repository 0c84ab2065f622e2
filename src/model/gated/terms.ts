/**
 * The terms of a power series in time for every site of a lattice, and the loops over sites that make them and add them
 * up. Most of the time of a gated lattice is spent here.
 */

import type { Equation } from './equation.js';

/** Enough for periods of up to five decays: 5³⁴/34! is 2e-15. */
const MOST_ORDERS = 33;
/** After the first order, or the second where currents grow, they come in pairs: there may be one more. */
export const ROWS = MOST_ORDERS + 2;
/** Terms that would move a site by less than this in a millisecond are left out [mV/ms]. */
export const NEGLIGIBLE_MV_PER_MS = 1e-8;

/** From row to row: rows that are a power of two apart would push each other out of the cache. */
const strideOf = (count: number): number => 64 * Math.ceil((count + 2) / 64) + 24;

/** Numbers with a fraction live in fields: handed from call to call, they may be put on the heap. */
export class Terms {
  /** Places from row to row. */
  readonly stride: number;
  /**
   * Row k holds the k-th derivatives at the beginning over k! [mV/msᵏ], site by site; its first and its last place are
   * for the neighbours of these sites or, at a sealed end, its mirror image.
   */
  readonly rows: Float64Array;
  /** Row k holds for sites from `from[k]` up to, but not including, `to[k]`; elsewhere it counts as zero. */
  readonly from = new Int32Array(ROWS);
  readonly to = new Int32Array(ROWS);
  /** The k-th power of the length of the period [msᵏ]. */
  readonly lengthToThe = new Float64Array(ROWS);
  /** The highest order that matters, after `expand`. */
  highest = 0;
  /** What moves at all is between these, after `expand`: sites from the first up to, but not including, the second. */
  movesFrom = 0;
  movesTo = 0;
  /** To be set before `expand`: how long the period is [ms]. */
  lengthMs = Number.NaN;
  /** To be set before `evaluate`: how long after the beginning [ms]. */
  atMs = Number.NaN;

  readonly #count: number;
  readonly #equation: Equation;

  constructor(count: number, equation: Equation) {
    this.#count = count;
    this.#equation = equation;
    this.stride = strideOf(count);
    this.rows = new Float64Array(ROWS * this.stride);
  }

  /** Order k of sites `from` up to, but not including, `to`, by the order before: without drive or slope. */
  order(k: number, from: number, to: number): void {
    const { rows, stride } = this;
    const decay = this.#equation.decayPerMs;
    const part = 1 / k;
    const coupling = part * this.#equation.couplingPerMs;
    const upper = k * stride;
    const lower = upper - stride;
    let left = rows[lower + from]!;
    let here = rows[lower + from + 1]!;
    let j = from + 1;
    // Two sites at a time: what is read for one serves the next, and the loop costs half.
    for (; j < to; j += 2) {
      const right = rows[lower + j + 1]!;
      const beyond = rows[lower + j + 2]!;
      rows[upper + j] = (left + right) * coupling - decay[j]! * here * part;
      rows[upper + j + 1] = (here + beyond) * coupling - decay[j + 1]! * right * part;
      left = right;
      here = beyond;
    }
    if (j === to) rows[upper + j] = (left + rows[lower + j + 1]!) * coupling - decay[j]! * here * part;
  }

  /** Adds what is at `added[1 + site]`, over k, to order k of sites `from` up to, but not including, `to`. */
  add(k: number, from: number, to: number, added: Float64Array): void {
    const { rows } = this;
    const part = 1 / k;
    const row = k * this.stride;
    for (let j = from + 1; j <= to; j++) rows[row + j] = rows[row + j]! + added[j]! * part;
  }

  /** A sealed end: no current to or from a neighbour that is the mirror image. */
  mirror(k: number, from: number, to: number): void {
    const { rows } = this;
    const row = k * this.stride;
    if (from === 0) rows[row] = rows[row + 1]!;
    if (to === this.#count) rows[row + to + 1] = rows[row + to]!;
  }

  /**
   * The orders after order `k`, which is there, of the sites of row 0: each only where the one before still counts, that
   * is where |term| lengthᵏ is not less than what may be left out in the period.
   */
  expand(k: number): void {
    const { rows, stride, lengthToThe, lengthMs } = this;
    const from = this.from[0]!;
    const to = this.to[0]!;
    const sealed = from === 0 || to === this.#count;
    const lessByPair = 1 / (lengthMs * lengthMs);
    let power = lengthMs;
    let least = NEGLIGIBLE_MV_PER_MS;
    lengthToThe[1] = power;
    if (k === 2) {
      least /= lengthMs;
      power *= lengthMs;
      lengthToThe[2] = power;
    }
    let low = from;
    let high = to;
    let order = k;
    for (;;) {
      const row = order * stride;
      while (low < high && Math.abs(rows[row + low + 1]!) < least) low++;
      while (low < high && Math.abs(rows[row + high]!) < least) high--;
      if (order === k) {
        this.movesFrom = low;
        this.movesTo = high;
      }
      if (low === high || order >= MOST_ORDERS) break;
      // The next two orders spread by two places and read three beyond: those are zero, as far as they are inside.
      const first = row + Math.max(from, low - 3) + 1;
      for (let place = row + low; place >= first; place--) rows[place] = 0;
      const behind = row + Math.min(to, high + 3) + 1;
      for (let place = row + high + 1; place < behind; place++) rows[place] = 0;
      if (sealed) this.mirror(order, from, to);
      low = Math.max(from, low - 2);
      high = Math.min(to, high + 2);
      this.order(order + 1, low, high);
      const next = row + stride;
      if (low > from) rows[next + low] = 0;
      if (high < to) rows[next + high + 1] = 0;
      if (sealed) this.mirror(order + 1, low, high);
      this.order(order + 2, low, high);
      order += 2;
      this.from[order - 1] = low;
      this.to[order - 1] = high;
      this.from[order] = low;
      this.to[order] = high;
      power *= lengthMs;
      lengthToThe[order - 1] = power;
      power *= lengthMs;
      lengthToThe[order] = power;
      least *= lessByPair;
    }
    this.highest = order;
  }

  /** Where sites `from` up to, but not including, `to` are `atMs` after the beginning, into `into`, `[1 + site]`. */
  evaluate(from: number, to: number, into: Float64Array): void {
    const { rows, stride, highest, atMs } = this;
    for (let j = from + 1; j <= to; j++) into[j] = rows[j]!;
    let power = atMs;
    for (let k = 1; k <= highest; ) {
      const first = this.from[k]!;
      const behind = this.to[k]!;
      // Two orders at once where both hold for the same sites.
      const both = k < highest && first === this.from[k + 1] && behind === this.to[k + 1];
      const nextPower = power * atMs;
      const row = k * stride;
      const end = Math.min(to, behind);
      if (both) {
        const next = row + stride;
        for (let j = Math.max(from, first) + 1; j <= end; j++)
          into[j] = into[j]! + (rows[row + j]! * power + rows[next + j]! * nextPower);
        k += 2;
        power = nextPower * atMs;
      } else {
        for (let j = Math.max(from, first) + 1; j <= end; j++) into[j] = into[j]! + rows[row + j]! * power;
        k++;
        power = nextPower;
      }
    }
  }

  /** How far those sites may come from their beginning at most within the period: the sum of |term| lengthᵏ. */
  swing(from: number, to: number, into: Float64Array): void {
    const { rows, stride, highest, lengthToThe } = this;
    for (let j = from + 1; j <= to; j++) into[j] = 0;
    for (let k = 1; k <= highest; k++) {
      const row = k * stride;
      const power = lengthToThe[k]!;
      const end = Math.min(to, this.to[k]!);
      for (let j = Math.max(from, this.from[k]!) + 1; j <= end; j++)
        into[j] = into[j]! + Math.abs(rows[row + j]!) * power;
    }
  }
}
