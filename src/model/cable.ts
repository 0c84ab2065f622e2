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
 *
 * Some of the weights are negative: across something fast (a large conductance, a small capacitance, a long step) such
 * a step can lead beyond what it tends to. The exact solution never does: a compartment stays between its own potential
 * before, the level its own conductances pull it to, and its neighbours. Backward Euler, of the first order, keeps to
 * that for any length of step. So, from the first conductance that is opened on, a step that leads beyond is taken back
 * and done in halves, down to `PIECES` of it; where even so short a piece leads beyond, it is a step of backward Euler.
 */

import { Tridiagonal } from './tridiagonal.js';

/** Root of γ³ − 3γ² + 3γ/2 − 1/6 that makes the method L-stable. */
const GAMMA = 0.43586652150845906;

// The weights follow from γ: the series of c₁u + c₂u² + c₃u³ with u = 1/(1 − γz) agrees with exp(z) up to z³.
const C3 = (1 / (2 * GAMMA) - 2) / GAMMA + 1;
const C2 = 1 / GAMMA - 1 - 2 * C3;
const C1 = 1 - C2 - C3;

/** Shortest piece of a step is one of so many, a power of 2: with as many tries again, this bounds the work of a step. */
const PIECES = 256;
/** So far beyond is no reason to take a step back: what it is too far is cut off [mV]. */
const SLIGHT_MV = 1e-6;

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
  /** A conductance has changed since the last step: potentials may jump, so the next one begins with short pieces. */
  opened = false;
  /** A conductance has been opened at some time: from then on potentials are kept within what drives them. */
  watched = false;

  readonly #axon: PassiveAxon;
  /** Leak times its reversal potential, and injected current [µA]. */
  readonly #driveUa: Float64Array;
  readonly #diagonal: Float64Array;
  /** Capacitance over the length of a backward Euler step: it acts like a conductance [mS]. */
  readonly #inertiaMs: Float64Array;
  /** What is open beside the leak [mS]. */
  readonly #openedMs: Float64Array;
  /** Where its own conductances and what is injected would bring each compartment without its neighbours [mV]. */
  readonly #levelMv: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #after: Float64Array;
  readonly #matrix: Tridiagonal;
  /** Length of a backward Euler step [ms]. */
  #eulerMs = Number.NaN;
  /** The one that the matrix is factored for [ms]. */
  #factoredMs = Number.NaN;

  /** Rewrites `potentialMv`, which begins as it is; nothing is injected yet. */
  constructor(axon: PassiveAxon, potentialMv: Float64Array) {
    const { count } = axon;
    this.#axon = axon;
    this.potentialMv = potentialMv;
    this.#driveUa = new Float64Array(count);
    this.#diagonal = new Float64Array(count);
    this.#inertiaMs = new Float64Array(count);
    this.#openedMs = new Float64Array(count);
    this.#levelMv = new Float64Array(count);
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
    this.#after = new Float64Array(count);
    this.#matrix = new Tridiagonal(count);
    for (let i = 0; i < count; i++) this.inject(i, 0);
  }

  /** The current into one compartment from now on [µA]. */
  inject(i: number, injectedUa: number): void {
    const { leakConductanceMs, leakReversalMv } = this.#axon;
    this.#driveUa[i] = leakConductanceMs[i]! * leakReversalMv[i]! + injectedUa;
    this.#findLevel(i);
  }

  /** A conductance of one compartment beside its leak, from now on [mS]; what it pulls with is part of what is injected. */
  open(i: number, openedMs: number): void {
    if (this.#openedMs[i] === openedMs) return;
    this.#openedMs[i] = openedMs;
    this.#findLevel(i);
    this.#factoredMs = Number.NaN;
    this.opened = true;
    this.watched = true;
  }

  /** One step of `stepMs`. */
  step(): void {
    let pieces = this.opened ? 1 : PIECES;
    this.opened = false;
    for (let done = 0; done < PIECES; ) {
      const pieceMs = (this.stepMs * pieces) / PIECES;
      this.#eulerMs = GAMMA * pieceMs;
      this.#tryThirdOrder();
      if (this.watched && !this.#staysBetween()) {
        if (pieces > 1) {
          pieces /= 2;
          continue;
        }
        this.#eulerMs = pieceMs;
        this.#tryEuler();
      }
      this.#accept();
      done += pieces;
      // The longest piece that ends where halving the step would end one.
      pieces = done & -done;
    }
  }

  /** Without own conductance no level: ±Infinity where something is injected, else NaN, which passes no comparison. */
  #findLevel(i: number): void {
    this.#levelMv[i] = this.#driveUa[i]! / (this.#axon.leakConductanceMs[i]! + this.#openedMs[i]!);
  }

  #tryThirdOrder(): void {
    const first = this.#first;
    const second = this.#second;
    const after = this.#after;
    const matrix = this.#matrix;
    const inertia = this.#inertiaMs;
    const drive = this.#driveUa;
    if (this.#factoredMs !== this.#eulerMs) this.#factor();
    matrix.solve(inertia, this.potentialMv, drive, first);
    matrix.solve(inertia, first, drive, second);
    matrix.solve(inertia, second, drive, after);
    for (let i = 0; i < after.length; i++) {
      after[i] = C1 * first[i]! + C2 * second[i]! + C3 * after[i]!;
    }
  }

  #tryEuler(): void {
    this.#factor();
    this.#matrix.solve(this.#inertiaMs, this.potentialMv, this.#driveUa, this.#after);
  }

  /** Whether each compartment is still between where it was, its level, and its neighbours before and after. */
  #staysBetween(): boolean {
    const before = this.potentialMv;
    const after = this.#after;
    const level = this.#levelMv;
    const last = before.length - 1;
    // What an end has no neighbour for is the end itself.
    let leftBefore = before[0]!;
    let leftAfter = leftBefore;
    for (let i = 0; i <= last; i++) {
      const from = before[i]!;
      const to = after[i]!;
      const rightBefore = i < last ? before[i + 1]! : from;
      const rightAfter = i < last ? after[i + 1]! : from;
      if (to > from + SLIGHT_MV) {
        const mv = to - SLIGHT_MV;
        const above =
          leftBefore >= mv || rightBefore >= mv || leftAfter >= mv || rightAfter >= mv || level[i]! >= mv;
        if (!above) return false;
      } else if (!(to >= from - SLIGHT_MV)) {
        const mv = to + SLIGHT_MV;
        const below =
          leftBefore <= mv || rightBefore <= mv || leftAfter <= mv || rightAfter <= mv || level[i]! <= mv;
        if (!below) return false;
      }
      leftBefore = from;
      leftAfter = to;
    }
    return true;
  }

  /** Takes over what was tried, without what lies slightly beyond all that the axon came from and is pulled to. */
  #accept(): void {
    const { potentialMv } = this;
    const after = this.#after;
    const level = this.#levelMv;
    if (!this.watched) {
      potentialMv.set(after);
      return;
    }
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < after.length; i++) {
      const mv = potentialMv[i]!;
      const levelMv = level[i]!;
      if (mv < lowest) lowest = mv;
      if (mv > highest) highest = mv;
      if (levelMv < lowest) lowest = levelMv;
      if (levelMv > highest) highest = levelMv;
    }
    for (let i = 0; i < after.length; i++) {
      const mv = after[i]!;
      potentialMv[i] = mv < lowest ? lowest : mv > highest ? highest : mv;
    }
  }

  #factor(): void {
    const { count, capacitanceUf, leakConductanceMs, linkConductanceMs: link } = this.#axon;
    const perMs = 1 / this.#eulerMs;
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
    this.#factoredMs = this.#eulerMs;
  }
}
