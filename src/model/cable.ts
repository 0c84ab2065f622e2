/**
 * Compartments in a row, each a capacitance with a leak across the membrane, joined end to end, both ends sealed.
 *
 *     C dV/dt = link left · (V left − V) + link right · (V right − V) − leak · (V − reversal) + injected
 *
 * Between two changes of current this is a linear equation with constant coefficients, V' = A V + b, and one step of
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
  /** Where the cable is now [mV]. */
  readonly potentialMv: Float64Array;
  /**
   * Length of a step [ms], to be set before `step`. A field rather than a parameter, since numbers that are handed
   * from call to call may be put on the heap, and the solver allocates nothing.
   */
  stepMs = Number.NaN;

  readonly #axon: PassiveAxon;
  /** Leak times its reversal potential, and injected current [µA]. */
  readonly #driveUa: Float64Array;
  readonly #diagonal: Float64Array;
  /** Capacitance over the length of a backward Euler step: it acts like a conductance [mS]. */
  readonly #inertiaMs: Float64Array;
  /** What is open beside the leak [mS]. */
  readonly #openedMs: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #matrix: Tridiagonal;
  /** Step that the matrix is factored for [ms]. */
  #factoredMs = Number.NaN;

  /** Rewrites `potentialMv`, which begins as it is; nothing is injected yet. */
  constructor(axon: PassiveAxon, potentialMv: Float64Array) {
    const { count, leakConductanceMs, leakReversalMv } = axon;
    this.#axon = axon;
    this.potentialMv = potentialMv;
    this.#driveUa = leakConductanceMs.map((leakMs, i) => leakMs * leakReversalMv[i]!);
    this.#diagonal = new Float64Array(count);
    this.#inertiaMs = new Float64Array(count);
    this.#openedMs = new Float64Array(count);
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
    this.#matrix = new Tridiagonal(count);
  }

  /** The current into one compartment from now on [µA]. */
  inject(i: number, injectedUa: number): void {
    const { leakConductanceMs, leakReversalMv } = this.#axon;
    this.#driveUa[i] = leakConductanceMs[i]! * leakReversalMv[i]! + injectedUa;
  }

  /** A conductance of one compartment beside its leak, from now on [mS]; what it pulls with is part of what is injected. */
  open(i: number, openedMs: number): void {
    if (this.#openedMs[i] === openedMs) return;
    this.#openedMs[i] = openedMs;
    this.#factoredMs = Number.NaN;
  }

  /** One step of `stepMs`. */
  step(): void {
    const { potentialMv } = this;
    const first = this.#first;
    const second = this.#second;
    const matrix = this.#matrix;
    const inertia = this.#inertiaMs;
    const drive = this.#driveUa;
    if (this.#factoredMs !== this.stepMs) this.#factor();
    matrix.solve(inertia, potentialMv, drive, first);
    matrix.solve(inertia, first, drive, second);
    matrix.solve(inertia, second, drive, potentialMv);
    for (let i = 0; i < potentialMv.length; i++) {
      potentialMv[i] = C1 * first[i]! + C2 * second[i]! + C3 * potentialMv[i]!;
    }
  }

  #factor(): void {
    const { count, capacitanceUf, leakConductanceMs, linkConductanceMs: link } = this.#axon;
    const perMs = 1 / (GAMMA * this.stepMs);
    for (let i = 0; i < count; i++) {
      const inertiaMs = capacitanceUf[i]! * perMs;
      this.#inertiaMs[i] = inertiaMs;
      this.#diagonal[i] =
        inertiaMs +
        leakConductanceMs[i]! +
        (link[i - 1] ?? 0) +
        (i + 1 < count ? link[i]! : 0) +
        this.#openedMs[i]!;
    }
    this.#matrix.factor(this.#diagonal, link);
    this.#factoredMs = this.stepMs;
  }
}
