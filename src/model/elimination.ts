/**
 * The tridiagonal equations of half a step, eliminated from both ends at once, towards the middle: each chain waits
 * for its own divisions only, so the processor works on both.
 *
 * Of a row there are two numbers, side by side in `rows`: what stands on its diagonal (without links) and its
 * right-hand side. Once eliminated they are a ratio and a potential: V of this row is potential + ratio · V of its
 * neighbour towards the middle.
 */

/** What elimination works on; arrays are per compartment. */
export interface Equations {
  readonly potentialMv: Float64Array;
  readonly rows: Float64Array;
  /** From compartment i to i + 1 [mS]. */
  readonly linkMs: Float64Array;
  /**
   * What the last eliminated row leaves to the next: its current [µA], its conductance in series with the link, which
   * comes off the next row's diagonal, and the link itself [mS]; of the left chain, then of the right one.
   */
  readonly carried: Float64Array;
}

/** Numbers carried on by both chains. */
export const CARRIED = 6;

/** Eliminates rows `i`, i + 1, … and `j`, j − 1, …, as many as `pairs` of each. */
export function eliminatePairs(
  { rows, linkMs, carried }: Equations,
  i: number,
  j: number,
  pairs: number,
): void {
  let leftUa = carried[0]!;
  let leftMs = carried[1]!;
  let leftLink = carried[2]!;
  let rightUa = carried[3]!;
  let rightMs = carried[4]!;
  let rightLink = carried[5]!;
  for (const end = i + pairs; i < end; i++, j--) {
    const toRight = linkMs[i]!;
    const toLeft = linkMs[j - 1]!;
    const a = 1 / (rows[2 * i]! + leftLink + toRight - leftMs);
    const b = 1 / (rows[2 * j]! + rightLink + toLeft - rightMs);
    const leftMv = (leftUa + rows[2 * i + 1]!) * a;
    const rightMv = (rightUa + rows[2 * j + 1]!) * b;
    const leftRatio = toRight * a;
    const rightRatio = toLeft * b;
    rows[2 * i] = leftRatio;
    rows[2 * j] = rightRatio;
    rows[2 * i + 1] = leftMv;
    rows[2 * j + 1] = rightMv;
    leftUa = toRight * leftMv;
    rightUa = toLeft * rightMv;
    leftMs = toRight * leftRatio;
    rightMs = toLeft * rightRatio;
    leftLink = toRight;
    rightLink = toLeft;
  }
  carried[0] = leftUa;
  carried[1] = leftMs;
  carried[2] = leftLink;
  carried[3] = rightUa;
  carried[4] = rightMs;
  carried[5] = rightLink;
}

/** Eliminates row `i` of the left chain alone: with an even count it has one more. */
export function eliminateLeft({ rows, linkMs, carried }: Equations, i: number): void {
  const toRight = linkMs[i]!;
  const a = 1 / (rows[2 * i]! + carried[2]! + toRight - carried[1]!);
  const leftMv = (carried[0]! + rows[2 * i + 1]!) * a;
  rows[2 * i] = toRight * a;
  rows[2 * i + 1] = leftMv;
  carried[0] = toRight * leftMv;
  carried[1] = toRight * toRight * a;
  carried[2] = toRight;
}

/** Solves row `middle`, then all others outwards; each potential goes on from V to twice the solution less V. */
export function substitute({ potentialMv, rows, carried }: Equations, middle: number): void {
  const pivotMs = rows[2 * middle]! + carried[2]! + carried[5]! - carried[1]! - carried[4]!;
  let left = (rows[2 * middle + 1]! + carried[0]! + carried[3]!) / pivotMs;
  let right = left;
  potentialMv[middle] = 2 * left - potentialMv[middle]!;
  let i = middle - 1;
  let j = middle + 1;
  for (; j < potentialMv.length; i--, j++) {
    left = rows[2 * i + 1]! + rows[2 * i]! * left;
    right = rows[2 * j + 1]! + rows[2 * j]! * right;
    potentialMv[i] = 2 * left - potentialMv[i]!;
    potentialMv[j] = 2 * right - potentialMv[j]!;
  }
  if (i === 0) {
    left = rows[1]! + rows[0]! * left;
    potentialMv[0] = 2 * left - potentialMv[0]!;
  }
}
