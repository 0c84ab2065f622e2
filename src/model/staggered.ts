/**
 * One step of an axon whose gates obey rates, of second order: potentials at the ends of steps, gates in their
 * middles (Hines 1984, Int. J. Biomed. Comput. 15, 69–76). The gates stride over a potential they know, then the
 * potentials over gates they know: half a step of backward Euler, and the other half is its mirror image,
 * V(t + h) = 2 V(t + h/2) − V(t), which together is Crank–Nicolson.
 *
 * The tridiagonal equations are eliminated from both ends at once, towards the middle: each chain waits for its
 * own divisions only. Compartments are taken in blocks small enough to stay in the processor's nearest memory
 * between being filled and being eliminated, so a long axon costs as much per compartment as a short one.
 */

import type { MembraneRun, RunState } from './membranes/run.js';

/** Compartments filled and eliminated at a time, at either end. */
const BLOCK = 64;

/** Mean currents of a step, few and anywhere. */
export interface StepCurrents {
  readonly active: number;
  readonly compartments: Int32Array;
  readonly meanUa: Float64Array;
}

export class StaggeredStep implements RunState {
  readonly potentialMv: Float64Array;
  readonly gates: Float64Array;
  /** Diagonal and right-hand side; once eliminated, inverse pivot and right-hand side. */
  readonly rows: Float64Array;

  readonly #linkMs: Float64Array;
  readonly #runs: readonly MembraneRun[];
  readonly #count: number;
  /** The run that the left and the right cursor stand in. */
  #leftRun = 0;
  #rightRun = 0;

  constructor(
    potentialMv: Float64Array,
    gates: Float64Array,
    linkMs: Float64Array,
    runs: readonly MembraneRun[],
  ) {
    this.potentialMv = potentialMv;
    this.gates = gates;
    this.#count = potentialMv.length;
    this.rows = new Float64Array(2 * this.#count);
    this.#linkMs = linkMs;
    this.#runs = runs;
  }

  /** To be called before steps of another length; `gateStepMs` differs from `stepMs` only right after a change. */
  prepare(stepMs: number, gateStepMs: number): void {
    for (const run of this.#runs) run.prepare(stepMs, gateStepMs);
  }

  advance(currents: StepCurrents): void {
    const { rows, potentialMv } = this;
    const link = this.#linkMs;
    const count = this.#count;
    const middle = count >> 1;
    this.#leftRun = 0;
    this.#rightRun = this.#runs.length - 1;
    // What an eliminated neighbour leaves to the next: its link squared over its pivot, and its current.
    let leftUa = 0;
    let leftMs = 0;
    let leftLink = 0;
    let rightUa = 0;
    let rightMs = 0;
    let rightLink = 0;
    let i = 0;
    let j = count - 1;
    while (i < middle || j > middle) {
      const leftEnd = Math.min(middle, i + BLOCK);
      const rightEnd = Math.max(middle, j - BLOCK);
      this.#fillLeft(i, leftEnd);
      this.#fillRight(rightEnd + 1, j + 1);
      this.#inject(currents, i, leftEnd);
      this.#inject(currents, rightEnd + 1, j + 1);
      // Both sides have as many rows; with an even count the left has one more, in its last block.
      for (; i < leftEnd && j > rightEnd; i++, j--) {
        const toRight = link[i]!;
        const toLeft = link[j - 1]!;
        const a = 1 / (rows[2 * i]! + leftLink + toRight - leftMs);
        const b = 1 / (rows[2 * j]! + rightLink + toLeft - rightMs);
        leftUa += rows[2 * i + 1]!;
        rightUa += rows[2 * j + 1]!;
        rows[2 * i] = a;
        rows[2 * j] = b;
        rows[2 * i + 1] = leftUa;
        rows[2 * j + 1] = rightUa;
        const leftRatio = toRight * a;
        const rightRatio = toLeft * b;
        leftUa *= leftRatio;
        rightUa *= rightRatio;
        leftMs = toRight * leftRatio;
        rightMs = toLeft * rightRatio;
        leftLink = toRight;
        rightLink = toLeft;
      }
      for (; i < leftEnd; i++) {
        const toRight = link[i]!;
        const a = 1 / (rows[2 * i]! + leftLink + toRight - leftMs);
        leftUa += rows[2 * i + 1]!;
        rows[2 * i] = a;
        rows[2 * i + 1] = leftUa;
        const ratio = toRight * a;
        leftUa *= ratio;
        leftMs = toRight * ratio;
        leftLink = toRight;
      }
    }
    this.#fillLeft(middle, middle + 1);
    this.#inject(currents, middle, middle + 1);
    let left =
      (rows[2 * middle + 1]! + leftUa + rightUa) /
      (rows[2 * middle]! + leftLink + rightLink - leftMs - rightMs);
    let right = left;
    potentialMv[middle] = 2 * left - potentialMv[middle]!;
    i = middle - 1;
    j = middle + 1;
    for (; j < count; i--, j++) {
      left = (rows[2 * i + 1]! + link[i]! * left) * rows[2 * i]!;
      right = (rows[2 * j + 1]! + link[j - 1]! * right) * rows[2 * j]!;
      potentialMv[i] = 2 * left - potentialMv[i]!;
      potentialMv[j] = 2 * right - potentialMv[j]!;
    }
    if (i === 0) {
      left = (rows[1]! + link[0]! * left) * rows[0]!;
      potentialMv[0] = 2 * left - potentialMv[0]!;
    }
  }

  #fillLeft(from: number, to: number): void {
    const runs = this.#runs;
    let run = this.#leftRun;
    for (let at = from; at < to; ) {
      while (runs[run]!.to <= at) run++;
      const end = Math.min(to, runs[run]!.to);
      runs[run]!.fill(this, at, end);
      at = end;
    }
    this.#leftRun = run;
  }

  #fillRight(from: number, to: number): void {
    const runs = this.#runs;
    let run = this.#rightRun;
    for (let end = to; end > from; ) {
      while (runs[run]!.from >= end) run--;
      const at = Math.max(from, runs[run]!.from);
      runs[run]!.fill(this, at, end);
      end = at;
    }
    this.#rightRun = run;
  }

  #inject({ active, compartments, meanUa }: StepCurrents, from: number, to: number): void {
    for (let k = 0; k < active; k++) {
      const i = compartments[k]!;
      if (i >= from && i < to) this.rows[2 * i + 1]! += meanUa[k]!;
    }
  }
}
