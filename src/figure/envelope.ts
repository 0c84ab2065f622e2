/** How high and how low a line goes in each column of a drawing: what a label must know of it, and quickly. */
import type { Pen } from './pen.js';
import type { Box } from './plot.js';

export class Envelope {
  readonly #cell: number;
  readonly #left: number;
  /** Of each column; the high one is the smaller number, as y goes down. Infinite where the line is not. */
  readonly #high: Float32Array;
  readonly #low: Float32Array;

  /** @param cell width of a column. */
  constructor(pen: Pen, left: number, right: number, cell: number) {
    this.#cell = cell;
    this.#left = left;
    const columns = Math.max(1, Math.ceil((right - left) / cell) + 1);
    this.#high = new Float32Array(columns).fill(Number.POSITIVE_INFINITY);
    this.#low = new Float32Array(columns).fill(Number.NEGATIVE_INFINITY);
    const { points, length } = pen;
    for (let i = 2; i + 1 < length; i += 2)
      this.#add(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
  }

  #add(x1: number, y1: number, x2: number, y2: number): void {
    if (!(x1 <= x2)) return;
    const [first, last] = [this.#column(x1), this.#column(x2)];
    for (let column = first; column <= last; column++) {
      const from = Math.max(x1, this.#left + column * this.#cell);
      const to = Math.min(x2, this.#left + (column + 1) * this.#cell);
      const slope = x2 === x1 ? 0 : (y2 - y1) / (x2 - x1);
      const yFrom = first === last || column === first ? y1 : y1 + slope * (from - x1);
      const yTo = first === last || column === last ? y2 : y1 + slope * (to - x1);
      this.#high[column] = Math.min(this.#high[column]!, yFrom, yTo);
      this.#low[column] = Math.max(this.#low[column]!, yFrom, yTo);
    }
  }

  #column(x: number): number {
    return Math.min(this.#high.length - 1, Math.max(0, Math.floor((x - this.#left) / this.#cell)));
  }

  /** Whether the line goes through a box or comes so near. */
  crosses({ left, right, top, bottom }: Box, around: number): boolean {
    const last = this.#column(right + around);
    for (let column = this.#column(left - around); column <= last; column++)
      if (this.#low[column]! >= top - around && this.#high[column]! <= bottom + around) return true;
    return false;
  }

  /** How high and low it goes between two places; undefined where it is not there. */
  between(left: number, right: number): { readonly high: number; readonly low: number } | undefined {
    let [high, low] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const last = this.#column(right);
    for (let column = this.#column(left); column <= last; column++) {
      high = Math.min(high, this.#high[column]!);
      low = Math.max(low, this.#low[column]!);
    }
    return high <= low ? { high, low } : undefined;
  }
}
