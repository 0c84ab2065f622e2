/** What a power series has in the memory of the kernel, as kernel.wat has it. */

import type { Equation } from './equation.js';
import type { Kernel } from './kernel.js';

/** Enough for stretches of up to five decays: 5³⁴/34! is 2e-15. */
const MOST_ORDERS = 33;
/** After the first order, or the second where currents grow, they come in pairs: there may be one more. */
export const ROWS = MOST_ORDERS + 2;
/** Terms that would move a site by less than this in a millisecond are left out [mV/ms]. */
export const NEGLIGIBLE_MV_PER_MS = 1e-8;
/** The block of a series as kernel.wat has it: places of its integers, then of its other numbers. */
const INTEGERS = {
  rows: 0,
  stride: 1,
  from: 2,
  to: 3,
  powers: 4,
  decays: 5,
  count: 6,
  most: 7,
  movesFrom: 8,
  movesTo: 9,
  parts: 18,
};
const NUMBERS = { coupling: 5, length: 6, at: 7, negligible: 8 };
const BLOCK_NUMBERS = 10;

/** From row to row: rows that are a power of two apart would push each other out of the cache. */
const strideOf = (count: number): number => 64 * Math.ceil((count + 2) / 64) + 24;

/** What a series of `count` sites takes of the memory of the kernel [bytes], every array rounded up. */
export const seriesBytes = (count: number): number =>
  8 * ((ROWS + 2) * strideOf(count) + 4 * ROWS + BLOCK_NUMBERS + 10);

export class SeriesMemory {
  /** Places from row to row. */
  readonly stride: number;
  /**
   * Row k holds the k-th derivatives at the beginning over k! [mV/msᵏ], site by site; its first and its last place are
   * for the neighbours of the stretch or, at a sealed end, its mirror image.
   */
  readonly rows: Float64Array;
  /** Row k holds for sites from `from[k]` up to, but not including, `to[k]`; elsewhere it counts as zero. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The k-th power of the length of the stretch [msᵏ]. */
  readonly lengthToThe: Float64Array;
  /** What the kernel knows the series by. */
  readonly address: number;

  readonly #integers: Int32Array;
  readonly #numbers: Float64Array;

  /** `kernel` has `seriesBytes` left for it. */
  constructor(kernel: Kernel, count: number, { couplingPerMs, decayPerMs }: Equation) {
    this.stride = strideOf(count);
    this.rows = kernel.numbers(ROWS * this.stride);
    this.from = kernel.integers(ROWS);
    this.to = kernel.integers(ROWS);
    this.lengthToThe = kernel.numbers(ROWS);
    const parts = kernel.numbers(ROWS);
    for (let k = 1; k < ROWS; k++) parts[k] = 1 / k;
    const numbers = kernel.numbers(BLOCK_NUMBERS);
    this.address = numbers.byteOffset;
    const integers = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * BLOCK_NUMBERS);
    integers[INTEGERS.rows] = this.rows.byteOffset;
    integers[INTEGERS.stride] = this.rows.BYTES_PER_ELEMENT * this.stride;
    integers[INTEGERS.from] = this.from.byteOffset;
    integers[INTEGERS.to] = this.to.byteOffset;
    integers[INTEGERS.powers] = this.lengthToThe.byteOffset;
    integers[INTEGERS.decays] = decayPerMs.byteOffset;
    integers[INTEGERS.count] = count;
    integers[INTEGERS.most] = MOST_ORDERS;
    integers[INTEGERS.parts] = parts.byteOffset;
    numbers[NUMBERS.coupling] = couplingPerMs;
    numbers[NUMBERS.negligible] = NEGLIGIBLE_MV_PER_MS;
    this.#integers = integers;
    this.#numbers = numbers;
  }

  set lengthMs(lengthMs: number) {
    this.#numbers[NUMBERS.length] = lengthMs;
  }

  set atMs(atMs: number) {
    this.#numbers[NUMBERS.at] = atMs;
  }

  /** The first site that moves, after `expand`. */
  get movesFrom(): number {
    return this.#integers[INTEGERS.movesFrom]!;
  }

  /** The site behind the last one that moves. */
  get movesTo(): number {
    return this.#integers[INTEGERS.movesTo]!;
  }
}
