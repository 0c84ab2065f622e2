/**
 * A run: neighbouring compartments with the same membrane under the same conditions. It says what crosses their
 * membrane as a conductance and a drive, linear in the potential for the length of half a step.
 */

import type { Equations } from '../elimination.js';

/** What all runs of an axon work on; arrays are per compartment. */
export interface RunState extends Equations {
  /** Gates, `gateCount` numbers per compartment side by side; of no meaning where there are none. */
  readonly gates: Float64Array;
}

export interface MembraneRun {
  /** Compartments `from` up to, but not including, `to`. */
  readonly from: number;
  readonly to: number;
  /** Where it would rest without neighbours [mV]. */
  readonly aloneMv: number;
  /**
   * To be told before steps of another length: the potential's step, and the gates' [ms]; 0 if they stay as they are.
   */
  prepare(stepMs: number, gateStepMs: number): void;
  /**
   * Takes the gates of compartments `from` up to `to`, which lie in this run, one gate step further and writes
   * their rows.
   */
  fill(state: RunState, from: number, to: number): void;
  /**
   * Fills and eliminates in one go (see elimination.ts) rows `i`, i + 1, … of this run and `j`, j − 1, … of `other`,
   * as many as `pairs` of each. @returns false, with nothing done, where it cannot, or not with such another.
   */
  eliminate(state: RunState, other: MembraneRun, i: number, j: number, pairs: number): boolean;
  /** Current out of one compartment that has been at this potential for ever [µA]; exact, not from a table. */
  steadyUa(potentialMv: number): number;
  /** Writes α and β of each gate at this potential [1/ms], one after the other; exact, not from a table. */
  rates(potentialMv: number, out: Float64Array): void;
  /**
   * Current out through the membrane of one compartment whose gates begin at `gates[at]` [µA]: channels and leak,
   * not what goes to neighbours, into the capacitance or comes from an electrode.
   */
  ionicUa(potentialMv: number, gates: Float64Array, at: number): number;
  /** Writes the same by ion, from `out[to]` on: as `KineticMembrane.ions` says, and where there are no channels the leak alone. */
  currentsInto(potentialMv: number, gates: Float64Array, out: Float64Array, to: number): void;
}

/** A run of leak alone: myelin, bare internode, dead membrane. */
export class LeakRun implements MembraneRun {
  readonly from: number;
  readonly to: number;
  readonly aloneMv: number;
  readonly #capacitanceUf: number;
  readonly #leakMs: number;
  readonly #reversalMv: number;
  #inertiaMs = Number.NaN;

  constructor(from: number, to: number, capacitanceUf: number, leakMs: number, reversalMv: number) {
    this.from = from;
    this.to = to;
    this.#capacitanceUf = capacitanceUf;
    this.#leakMs = leakMs;
    this.#reversalMv = reversalMv;
    this.aloneMv = reversalMv;
  }

  prepare(stepMs: number): void {
    this.#inertiaMs = (2 * this.#capacitanceUf) / stepMs;
  }

  fill({ potentialMv, rows }: RunState, from: number, to: number): void {
    const inertia = this.#inertiaMs;
    const diagonal = inertia + this.#leakMs;
    const drive = this.#leakMs * this.#reversalMv;
    for (let i = from; i < to; i++) {
      rows[2 * i] = diagonal;
      rows[2 * i + 1] = inertia * potentialMv[i]! + drive;
    }
  }

  eliminate(): boolean {
    return false;
  }

  steadyUa(potentialMv: number): number {
    return this.#leakMs * (potentialMv - this.#reversalMv);
  }

  /** It has no gates; whatever stands in their places stays as it is. */
  rates(_potentialMv: number, out: Float64Array): void {
    out.fill(0);
  }

  ionicUa(potentialMv: number): number {
    return this.steadyUa(potentialMv);
  }

  currentsInto(potentialMv: number, _gates: Float64Array, out: Float64Array, to: number): void {
    out[to] = this.steadyUa(potentialMv);
  }
}
