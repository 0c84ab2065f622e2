/**
 * A symmetric tridiagonal system, factored once and solved many times:
 *
 *     diagonal[i] x[i] − link[i − 1] x[i − 1] − link[i] x[i + 1] = rhs[i]
 *
 * Elimination runs from both ends at once and meets in the middle. Each of the two chains waits for its own last
 * division only, so the processor works on both: on one core this is close to twice as fast as the usual single
 * sweep. The matrix must be diagonally dominant, as one with capacitance on its diagonal is.
 */
export class Tridiagonal {
  /** What the neighbour that was eliminated before contributes: link / pivot of that neighbour. */
  readonly #ratio: Float64Array;
  readonly #inverse: Float64Array;
  /** The rows in use: `#first` to `#last`, both included; elimination meets at `#middle`. */
  #first: number;
  #last: number;
  #middle: number;

  constructor(count: number) {
    this.#ratio = new Float64Array(count);
    this.#inverse = new Float64Array(count);
    this.#first = 0;
    this.#last = count - 1;
    this.#middle = count >> 1;
  }

  /** Only rows `from` up to, but not including, `to`: what the links at its ends lead to counts as known. */
  factor(diagonal: Float64Array, link: Float64Array, from = 0, to = diagonal.length): void {
    this.#first = from;
    this.#last = to - 1;
    this.#middle = (from + to) >> 1;
    this.#eliminate(diagonal, link, from, to - 1);
  }

  /**
   * As before, but for other numbers on the diagonal from row `lowest` to row `highest`. Towards the middle a change
   * fades within a few rows, and the work ends where it is lost in rounding.
   */
  refactor(diagonal: Float64Array, link: Float64Array, lowest: number, highest: number): void {
    this.#eliminate(diagonal, link, Math.max(lowest, this.#first), Math.min(highest, this.#last));
  }

  #eliminate(diagonal: Float64Array, link: Float64Array, lowest: number, highest: number): void {
    const ratio = this.#ratio;
    const inverse = this.#inverse;
    const first = this.#first;
    const last = this.#last;
    const middle = this.#middle;
    for (let i = lowest; i < middle; i++) {
      const before = inverse[i]!;
      const up = 1 / (diagonal[i]! - (i > first ? link[i - 1]! * ratio[i - 1]! : 0));
      if (i > highest && up === before) break;
      inverse[i] = up;
      ratio[i] = link[i]! * up;
    }
    for (let i = highest; i > middle; i--) {
      const before = inverse[i]!;
      const down = 1 / (diagonal[i]! - (i < last ? link[i]! * ratio[i + 1]! : 0));
      if (i < lowest && down === before) break;
      inverse[i] = down;
      ratio[i] = link[i - 1]! * down;
    }
    let pivot = diagonal[middle]!;
    if (middle > first) pivot -= link[middle - 1]! * ratio[middle - 1]!;
    if (middle < last) pivot -= link[middle]! * ratio[middle + 1]!;
    inverse[middle] = 1 / pivot;
  }

  /** Solves for `x` with the right-hand side scale[i] v[i] + add[i], in the rows in use; `x` may be `v`. */
  solve(scale: Float64Array, v: Float64Array, add: Float64Array, x: Float64Array): void {
    const ratio = this.#ratio;
    const inverse = this.#inverse;
    const first = this.#first;
    const last = this.#last;
    const middle = this.#middle;
    // Inwards: row `middle` is reached from below by `left`, from above by `right`. What a chain has just computed
    // stays in a variable; reading it back from memory would be most of the waiting.
    let left = 0;
    let right = 0;
    let i = first;
    let j = last;
    for (; j > middle; i++, j--) {
      left += scale[i]! * v[i]! + add[i]!;
      right += scale[j]! * v[j]! + add[j]!;
      x[i] = left;
      x[j] = right;
      left *= ratio[i]!;
      right *= ratio[j]!;
    }
    // With an even count one row is left over below the middle.
    if (i < middle) {
      left += scale[i]! * v[i]! + add[i]!;
      x[i] = left;
      left *= ratio[i]!;
    }
    // Outwards.
    left = (scale[middle]! * v[middle]! + add[middle]! + left + right) * inverse[middle]!;
    x[middle] = left;
    right = left;
    i = middle - 1;
    j = middle + 1;
    for (; j <= last; i--, j++) {
      left = x[i]! * inverse[i]! + left * ratio[i]!;
      right = x[j]! * inverse[j]! + right * ratio[j]!;
      x[i] = left;
      x[j] = right;
    }
    if (i === first) x[i] = x[i]! * inverse[i]! + left * ratio[i]!;
  }
}
