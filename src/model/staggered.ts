/**
 * One step of an axon whose gates obey rates, of second order: potentials at the ends of steps, gates in their
 * middles (Hines 1984, Int. J. Biomed. Comput. 15, 69–76). The gates stride over a potential they know, then the
 * potentials over gates they know: half a step of backward Euler, and the other half is its mirror image,
 * V(t + h) = 2 V(t + h/2) − V(t), which together is Crank–Nicolson.
 *
 * Compartments are taken in blocks small enough to stay in the processor's nearest memory between being filled and
 * being eliminated, so a long axon costs as much per compartment as a short one. A membrane may do both in one go
 * (`MembraneRun.eliminate`), which spares the way through memory altogether.
 */

import { CARRIED, eliminateLeft, eliminatePairs, substitute } from './elimination.js';
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
  readonly rows: Float64Array;
  readonly linkMs: Float64Array;
  readonly carried = new Float64Array(CARRIED);

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
    this.linkMs = linkMs;
    this.#runs = runs;
  }

  /** To be called before steps of another length; `gateStepMs` differs from `stepMs` only right after a change. */
  prepare(stepMs: number, gateStepMs: number): void {
    for (const run of this.#runs) run.prepare(stepMs, gateStepMs);
  }

  advance(currents: StepCurrents): void {
    const middle = this.#count >> 1;
    this.carried.fill(0);
    this.#leftRun = 0;
    this.#rightRun = this.#runs.length - 1;
    let i = 0;
    for (let j = this.#count - 1; j > middle; ) {
      const pairs = this.#eliminate(currents, i, j, Math.min(BLOCK, j - middle));
      i += pairs;
      j -= pairs;
    }
    for (; i < middle; i++) {
      this.#fillLeft(currents, i, i + 1);
      eliminateLeft(this, i);
    }
    this.#fillLeft(currents, middle, middle + 1);
    substitute(this, middle);
  }

  /** Fills and eliminates up to `most` rows from `i` upwards and as many from `j` downwards. @returns how many. */
  #eliminate(currents: StepCurrents, i: number, j: number, most: number): number {
    const left = this.#leftRunAt(i);
    const right = this.#rightRunAt(j);
    const alike = Math.min(most, left.to - i, j + 1 - right.from);
    const quiet = !flows(currents, i, i + alike) && !flows(currents, j + 1 - alike, j + 1);
    if (quiet && left.eliminate(this, right, i, j, alike)) return alike;
    this.#fillLeft(currents, i, i + most);
    this.#fillRight(currents, j + 1 - most, j + 1);
    eliminatePairs(this, i, j, most);
    return most;
  }

  #leftRunAt(i: number): MembraneRun {
    while (this.#runs[this.#leftRun]!.to <= i) this.#leftRun++;
    return this.#runs[this.#leftRun]!;
  }

  #rightRunAt(j: number): MembraneRun {
    while (this.#runs[this.#rightRun]!.from > j) this.#rightRun--;
    return this.#runs[this.#rightRun]!;
  }

  #fillLeft(currents: StepCurrents, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const run = this.#leftRunAt(at);
      const end = Math.min(to, run.to);
      run.fill(this, at, end);
      at = end;
    }
    this.#inject(currents, from, to);
  }

  #fillRight(currents: StepCurrents, from: number, to: number): void {
    for (let end = to; end > from; ) {
      const run = this.#rightRunAt(end - 1);
      const at = Math.max(from, run.from);
      run.fill(this, at, end);
      end = at;
    }
    this.#inject(currents, from, to);
  }

  #inject({ active, compartments, meanUa }: StepCurrents, from: number, to: number): void {
    for (let k = 0; k < active; k++) {
      const i = compartments[k]!;
      if (i >= from && i < to) this.rows[2 * i + 1]! += meanUa[k]!;
    }
  }
}

/** Whether a current flows into compartments `from` up to, but not including, `to`. */
function flows({ active, compartments }: StepCurrents, from: number, to: number): boolean {
  for (let k = 0; k < active; k++) {
    const i = compartments[k]!;
    if (i >= from && i < to) return true;
  }
  return false;
}
