/**
 * The one solver: compartments in a row, each a capacitance with conductances across the membrane, joined end to
 * end, both ends sealed.
 *
 *     C dV/dt = link left · (V left − V) + link right · (V right − V) − conductance · V + drive
 *
 * `drive` gathers every conductance times its reversal potential and every injected current. Between two changes
 * of conductance or current this is a linear equation with constant coefficients, V' = A V + b, and one step of
 * length h may be any rational approximation of exp(hA). Here it is the one of third order that decays as the
 * exact solution does however stiff the cable is (L-stable; the stability function of the singly diagonally
 * implicit Runge–Kutta method of three stages: Hairer & Wanner, Solving Ordinary Differential Equations II,
 * section IV.6). All its poles coincide, so it is a weighted sum of repeated backward Euler steps with one and
 * the same matrix:
 *
 *     W₁ = E V,  W₂ = E W₁,  W₃ = E W₂,   E: a backward Euler step of length γ h
 *     V(h) = c₁ W₁ + c₂ W₂ + c₃ W₃
 *
 * The weights add up to 1, so a resting cable stays at rest to the last digits.
 */

import { Tridiagonal } from './tridiagonal.js';

/** Root of γ³ − 3γ² + 3γ/2 − 1/6 that makes the method L-stable. */
const GAMMA = 0.43586652150845906;

// The weights follow from γ: the series of c₁u + c₂u² + c₃u³ with u = 1/(1 − γz) agrees with exp(z) up to z³.
const C3 = (1 / (2 * GAMMA) - 2) / GAMMA + 1;
const C2 = 1 / GAMMA - 1 - 2 * C3;
const C1 = 1 - C2 - C3;

/** What the solver needs of an axon without channels; arrays are per compartment. */
export interface PassiveAxon {
  readonly count: number;
  readonly capacitanceUf: Float64Array;
  readonly leakConductanceMs: Float64Array;
  readonly leakReversalMv: Float64Array;
  /** From compartment i to i + 1; one shorter than the others would do, but it has their length (last is 0). */
  readonly linkConductanceMs: Float64Array;
}

export class Cable {
  readonly count: number;
  /** Where the cable is now [mV]. */
  readonly potentialMv: Float64Array;
  /** Where the last trial step ended [mV]. */
  readonly trialMv: Float64Array;
  /**
   * Length of the trial step [ms], to be set before `tryStep`. A field rather than a parameter, since numbers that
   * are handed from call to call may be put on the heap, and the solver allocates nothing.
   */
  trialMs = Number.NaN;
  /** The compartments that a trial is about: `from` up to, but not including, `to`. See `narrowTo`. */
  from = 0;
  to: number;

  readonly #axon: PassiveAxon;
  /** Across the membrane, leak and channels together [mS]. */
  readonly #conductanceMs: Float64Array;
  /** Conductances times reversal potentials, and injected current [µA]. */
  readonly #driveUa: Float64Array;
  readonly #diagonal: Float64Array;
  /** Capacitance over the length of a backward Euler step: it acts like a conductance [mS]. */
  readonly #inertiaMs: Float64Array;
  readonly #narrowDiagonal: Float64Array;
  readonly #narrowInertiaMs: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #matrix: Tridiagonal;
  readonly #narrowMatrix: Tridiagonal;
  /** Step that the matrix is factored for [ms]. */
  #factoredMs = Number.NaN;
  /** Compartments whose conductance has changed since; none if the first is above the last. */
  #changedFrom = Number.POSITIVE_INFINITY;
  #changedTo = -1;

  /** Rewrites `potentialMv`, which begins as it is. */
  constructor(axon: PassiveAxon, potentialMv: Float64Array) {
    const { count } = axon;
    this.count = count;
    this.#axon = axon;
    this.potentialMv = potentialMv;
    this.trialMv = new Float64Array(count);
    this.#conductanceMs = new Float64Array(count);
    this.#driveUa = new Float64Array(count);
    this.#diagonal = new Float64Array(count);
    this.#inertiaMs = new Float64Array(count);
    this.#narrowDiagonal = new Float64Array(count);
    this.#narrowInertiaMs = new Float64Array(count);
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
    this.#matrix = new Tridiagonal(count);
    this.#narrowMatrix = new Tridiagonal(count);
    this.to = count;
  }

  /** Sets what crosses the membrane of one compartment besides the leak. */
  setMembraneCurrent(
    i: number,
    channelConductanceMs: number,
    channelDriveUa: number,
    injectedUa: number,
  ): void {
    const leakMs = this.#axon.leakConductanceMs[i]!;
    const conductanceMs = leakMs + channelConductanceMs;
    if (this.#conductanceMs[i] !== conductanceMs) {
      this.#changedFrom = Math.min(this.#changedFrom, i);
      this.#changedTo = Math.max(this.#changedTo, i);
    }
    this.#conductanceMs[i] = conductanceMs;
    this.#driveUa[i] = leakMs * this.#axon.leakReversalMv[i]! + channelDriveUa + injectedUa;
  }

  /**
   * From now on trials are about these compartments only; what lies beyond stands still at `potentialMv`. Over a
   * short step that is as good as exact: see `reachOf`. A stretch takes as long as it is, so what happens to a few
   * sites need not be worked out for the whole axon.
   */
  narrowTo(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }

  /**
   * How many compartments away a change can be felt at all, to 14 digits, before a step of this length is over: each
   * backward Euler step hands on a part r, with r + 1/r = 2 + inertia / link.
   */
  reachOf(stepMs: number): number {
    const { capacitanceUf, linkConductanceMs } = this.#axon;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i + 1 < this.count; i++) {
      least = Math.min(least, Math.min(capacitanceUf[i]!, capacitanceUf[i + 1]!) / linkConductanceMs[i]!);
    }
    const half = 1 + least / (GAMMA * stepMs) / 2;
    const perCompartment = Math.log(half + Math.sqrt(half * half - 1));
    return Math.ceil(Math.log(1e14) / perCompartment) + 4;
  }

  /** Computes where a step of `trialMs` would lead, into `trialMv`; `potentialMv` stays. */
  tryStep(): void {
    const { potentialMv, trialMv, from, to } = this;
    const first = this.#first;
    const second = this.#second;
    const narrow = from > 0 || to < this.count;
    if (narrow) this.#factorNarrow();
    else this.#factor();

    const matrix = narrow ? this.#narrowMatrix : this.#matrix;
    const inertia = narrow ? this.#narrowInertiaMs : this.#inertiaMs;
    const drive = this.#driveUa;
    const link = this.#axon.linkConductanceMs;
    const leftUa = drive[from]!;
    const rightUa = drive[to - 1]!;
    if (from > 0) drive[from]! += link[from - 1]! * potentialMv[from - 1]!;
    if (to < this.count) drive[to - 1]! += link[to - 1]! * potentialMv[to]!;
    matrix.solve(inertia, potentialMv, drive, first);
    matrix.solve(inertia, first, drive, second);
    matrix.solve(inertia, second, drive, trialMv);
    drive[to - 1] = rightUa;
    drive[from] = leftUa;
    for (let i = from; i < to; i++) {
      trialMv[i] = C1 * first[i]! + C2 * second[i]! + C3 * trialMv[i]!;
    }
  }

  /** Makes the last trial the present. */
  accept(): void {
    const { potentialMv, trialMv } = this;
    for (let i = this.from; i < this.to; i++) potentialMv[i] = trialMv[i]!;
  }

  /** Trials are about the whole axon again; where the last one of those led becomes the present outside `narrowTo`. */
  widen(): void {
    const { potentialMv, trialMv, count } = this;
    for (let i = 0; i < this.from; i++) potentialMv[i] = trialMv[i]!;
    for (let i = this.to; i < count; i++) potentialMv[i] = trialMv[i]!;
    this.from = 0;
    this.to = count;
  }

  /** dV/dt of one compartment [mV/ms] where its potentials are `atMv`. */
  slopeMvPerMs(atMv: Float64Array, i: number): number {
    const link = this.#axon.linkConductanceMs;
    const v = atMv[i]!;
    let currentUa = this.#driveUa[i]! - this.#conductanceMs[i]! * v;
    if (i > 0) currentUa += link[i - 1]! * (atMv[i - 1]! - v);
    if (i + 1 < this.count) currentUa += link[i]! * (atMv[i + 1]! - v);
    return currentUa / this.#axon.capacitanceUf[i]!;
  }

  #factor(): void {
    const link = this.#axon.linkConductanceMs;
    const lowest = this.#changedFrom;
    const highest = this.#changedTo;
    this.#changedFrom = Number.POSITIVE_INFINITY;
    this.#changedTo = -1;
    if (this.#factoredMs === this.trialMs) {
      if (lowest > highest) return;
      this.#diagonalOf(lowest, highest + 1, this.#inertiaMs, this.#diagonal);
      this.#matrix.refactor(this.#diagonal, link, lowest, highest);
      return;
    }
    this.#diagonalOf(0, this.count, this.#inertiaMs, this.#diagonal);
    this.#matrix.factor(this.#diagonal, link);
    this.#factoredMs = this.trialMs;
  }

  #factorNarrow(): void {
    const { from, to } = this;
    this.#diagonalOf(from, to, this.#narrowInertiaMs, this.#narrowDiagonal);
    this.#narrowMatrix.factor(this.#narrowDiagonal, this.#axon.linkConductanceMs, from, to);
  }

  #diagonalOf(from: number, to: number, inertia: Float64Array, diagonal: Float64Array): void {
    const { capacitanceUf, linkConductanceMs: link } = this.#axon;
    const last = this.count - 1;
    const perMs = 1 / (GAMMA * this.trialMs);
    for (let i = from; i < to; i++) {
      inertia[i] = capacitanceUf[i]! * perMs;
      diagonal[i] =
        inertia[i]! + this.#conductanceMs[i]! + (i > 0 ? link[i - 1]! : 0) + (i < last ? link[i]! : 0);
    }
  }
}
