/**
 * What the gates of a membrane do within one step, tabulated over the membrane potential, so that a step needs no
 * exponential. A gate x with rates α and β obeys dx/dt = α (1 − x) − β x; held at one potential for a time h, the
 * trapezoidal rule (the first Padé approximant) takes it from x to A + B x with
 *
 *     A = αh / (1 + (α + β) h/2),   B = (1 − (α + β) h/2) / (1 + (α + β) h/2)
 *
 * Between two rows A and B are interpolated, so that errors cancel over a few rows: the period of a train is right to
 * some millionths. Everything that a potential needs stands in one row: for each gate A,
 * what A gains to the next row, B, what B gains; then the same two numbers for each current that is no straight
 * line. One row lies exactly on the resting potential, where the axon spends most of its life: there the table is
 * as good as the rates themselves.
 *
 * How it is read: `tablePosition` of a potential is a row and a part of the way to the next one, `tableRow` its row. Row r
 * begins at `rows[width * r]`, and gate k of it at 4 k from there:
 *
 *     x ← (A + part · A's gain) + (B + part · B's gain) · x
 */

/** Rows per millivolt. */
const ROWS_PER_MV = 4;
/** The table covers this much to either side of its centre; beyond, the rates are those of its ends [mV]. */
const REACH_MV = 200;

const ROWS = 2 * REACH_MV * ROWS_PER_MV + 1;
/** Exactly on the potential that the table is centred on. */
const REST_ROW = REACH_MV * ROWS_PER_MV;

/** Writes α and β of every gate [1/ms], one after the other, and then each curved current. */
export type Rates = (potentialMv: number, out: Float64Array) => void;

export class GateTable {
  /** Potential of the first row [mV]. */
  readonly lowestMv: number;
  /** Numbers in a row. */
  readonly width: number;
  /** The table itself, for steps of the length last asked for. */
  readonly rows: Float64Array;

  readonly #gates: number;
  readonly #currents: number;
  /** α, β and currents per row. */
  readonly #rates: Float64Array;
  #stepMs = Number.NaN;

  constructor(rates: Rates, gates: number, currents: number, centreMv: number) {
    this.#gates = gates;
    this.#currents = currents;
    this.lowestMv = centreMv - REACH_MV;
    this.width = 4 * gates + 2 * currents;
    this.rows = new Float64Array(ROWS * this.width);
    const each = 2 * gates + currents;
    this.#rates = new Float64Array(ROWS * each);
    for (let row = 0; row < ROWS; row++) {
      rates(this.lowestMv + row / ROWS_PER_MV, this.#rates.subarray(row * each, (row + 1) * each));
    }
  }

  /** Makes `rows` those of gate steps of `stepMs`. Cheap: no exponential is computed again. */
  prepare(stepMs: number): void {
    if (stepMs === this.#stepMs) return;
    this.#stepMs = stepMs;
    const { rows, width } = this;
    const rates = this.#rates;
    const gates = this.#gates;
    const each = 2 * gates + this.#currents;
    for (let row = 0; row < ROWS; row++) {
      const to = row * width;
      const from = row * each;
      for (let gate = 0; gate < gates; gate++) {
        const alpha = rates[from + 2 * gate]!;
        const half = (alpha + rates[from + 2 * gate + 1]!) * 0.5 * stepMs;
        rows[to + 4 * gate] = (alpha * stepMs) / (1 + half);
        rows[to + 4 * gate + 2] = (1 - half) / (1 + half);
      }
      for (let k = 0; k < this.#currents; k++) rows[to + 4 * gates + 2 * k] = rates[from + 2 * gates + k]!;
    }
    this.#balance();
    const last = (ROWS - 1) * width;
    for (let at = 0; at < last; at += 2) rows[at + 1] = rows[at + width]! - rows[at]!;
  }

  /**
   * A straight line between two points of a curve lies on one side of it, by a twelfth of the second difference on the
   * average. Every row but that of the rest is moved by so much to the other side, so that errors cancel as the
   * potential passes from row to row.
   */
  #balance(): void {
    const { rows, width } = this;
    for (let column = 0; column < width; column += 2) {
      let before = rows[column]!;
      for (let row = 1; row < ROWS - 1; row++) {
        const at = row * width + column;
        const here = rows[at]!;
        if (row !== REST_ROW) rows[at] = here - (before - 2 * here + rows[at + width]!) / 12;
        before = here;
      }
    }
  }
}

/**
 * Where a potential stands in a table that begins at `lowestMv`: its row, and after the point how far it is to the next;
 * far off (an absurd current) at the end of the table. Numbers, not the constants above, with which the loops take half
 * as long again: 4 rows per mV, and just below 1600, the last of the 2 · 200 · 4 + 1 rows, so that there is a next one.
 */
export function tablePosition(potentialMv: number, lowestMv: number): number {
  const position = (potentialMv - lowestMv) * 4;
  if (!(position > 0)) return 0;
  return position > 1599.999999 ? 1599.999999 : position;
}

/**
 * The whole part of a position. 2047 is the first power of two above 1600, less one: this mask tells the compiler how
 * large a row can be, and spares a check of overflow at each of the dozen places that are computed from it.
 */
export function tableRow(position: number): number {
  return position & 2047;
}

/** x / (eˣ − 1), which is 1 at 0: the shape of several rates, and of the constant-field current. */
export function bernoulli(x: number): number {
  return Math.abs(x) < 1e-6 ? 1 - x / 2 : x / Math.expm1(x);
}
