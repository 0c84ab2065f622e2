/**
 * The compartments at which spikes are looked for while an axon plays, and the spike at each of them. What a spike is
 * experiment/spikes.ts says; here it is looked for as cheaply as can be, for it is done after every step: one comparison
 * where nothing rises, and the membrane's current only where the potential has risen far enough to become a spike.
 */
import { Rise, SPIKE_CARRIED_MV, SPIKE_RISE_MV } from '../experiment/spikes.js';
import type { Axon } from '../model/index.js';

/** From here on the current is looked at: more than what an axon rises as it returns from below its rest [mV]. */
const LOOK_FROM_MV = 12;
/** What has fallen back to this is no rise any more [mV]. */
const FALLEN_TO_MV = 6;
/** A spike that has not fallen after so long is none that travels on: the membrane stays up [ms of axon]. */
const LONGEST_SPIKE_MS = 50;
/** Looks are no closer: the quickest spikes rise for 0.1 ms [ms of axon]. */
const LOOK_EVERY_MS = 0.02;
/** A potential this close to its rest is back [mV]. */
const BACK_MV = 1.5;

const QUIET = 0;
const RISING = 1;
const FIRED = 2;

/** Told of the index of a point. */
export interface SpikeListener {
  fired(point: number): void;
  /** Its spike is over. */
  fell(point: number): void;
}

export class SpikePoints {
  /** The compartment of each point, in order. */
  readonly compartments: Int32Array;
  readonly #axon: Axon;
  readonly #listener: SpikeListener;
  readonly #canFire: Uint8Array;
  readonly #capacitanceUf: Float64Array;
  readonly #state: Uint8Array;
  /** Since its last spike it has not been back at rest. */
  readonly #recovering: Uint8Array;
  readonly #troughMv: Float64Array;
  readonly #peakMv: Float64Array;
  readonly #lastMv: Float64Array;
  readonly #lastMvPerMs: Float64Array;
  readonly #firedMs: Float64Array;
  readonly #rises: readonly Rise[];
  /** The time of the last look, and since the one before [ms of axon]. */
  #lookedMs = Number.NEGATIVE_INFINITY;
  #sinceMs = 0;

  constructor(axon: Axon, compartments: Iterable<number>, listener: SpikeListener) {
    this.#axon = axon;
    this.#listener = listener;
    this.compartments = Int32Array.from(new Set(compartments)).sort();
    const count = this.compartments.length;
    const numbers = () => new Float64Array(count);
    this.#canFire = new Uint8Array(count);
    this.#capacitanceUf = numbers();
    this.#state = new Uint8Array(count);
    this.#recovering = new Uint8Array(count);
    this.#troughMv = numbers();
    this.#peakMv = numbers();
    this.#lastMv = numbers();
    this.#lastMvPerMs = numbers();
    this.#firedMs = numbers();
    this.#rises = Array.from({ length: count }, () => new Rise());
    this.treated();
    this.forget();
  }

  get count(): number {
    return this.compartments.length;
  }

  canFire(point: number): boolean {
    return this.#canFire[point] === 1;
  }

  isFired(point: number): boolean {
    return this.#state[point] === FIRED;
  }

  /** Whether it has fired and is not back at rest. */
  isRecovering(point: number): boolean {
    return this.#recovering[point] === 1;
  }

  /** Whether it may be on its way to a spike. */
  isRising(point: number): boolean {
    return this.#state[point] === RISING;
  }

  /** The next point that can fire, `by` 1 or −1; −1 if there is none. */
  next(point: number, by: 1 | -1): number {
    for (let other = point + by; other >= 0 && other < this.count; other += by)
      if (this.#canFire[other] === 1) return other;
    return -1;
  }

  /** The points that can fire on both sides of a compartment, or at it. */
  around(compartment: number): number[] {
    let first = 0;
    while (first < this.count && this.compartments[first]! < compartment) first++;
    if (this.compartments[first] === compartment && this.canFire(first)) return [first];
    return [this.next(first, -1), this.next(first - 1, 1)].filter((point) => point >= 0);
  }

  /** Other treatments: where something can fire may have changed. */
  treated(): void {
    this.compartments.forEach((compartment, k) => {
      const { canFire, capacitanceUf } = this.#axon.membraneAt(compartment);
      this.#canFire[k] = canFire ? 1 : 0;
      this.#capacitanceUf[k] = capacitanceUf;
      if (canFire || this.#state[k] === QUIET) return;
      if (this.#state[k] === FIRED) this.#fall(k, this.#axon.potentialMv[compartment]!);
      this.#state[k] = QUIET;
    });
  }

  /** Nothing has happened. */
  forget(): void {
    this.#state.fill(QUIET);
    this.#recovering.fill(0);
    this.#lookedMs = Number.NEGATIVE_INFINITY;
    this.compartments.forEach((compartment, k) => {
      this.#troughMv[k] = this.#axon.potentialMv[compartment]!;
    });
  }

  /** After each step of the axon; it looks at some of them. */
  step(): void {
    const { potentialMv, modelMs } = this.#axon;
    this.#sinceMs = modelMs - this.#lookedMs;
    // Half a step early is as near as half a step late.
    if (this.#sinceMs < LOOK_EVERY_MS - this.#axon.stepMs / 2) return;
    this.#lookedMs = modelMs;
    for (let k = 0; k < this.compartments.length; k++) {
      if (this.#canFire[k] === 0) continue;
      const mv = potentialMv[this.compartments[k]!]!;
      if (this.#state[k] !== QUIET) this.#follow(k, mv);
      else if (mv <= this.#troughMv[k]!) this.#troughMv[k] = mv;
      else if (mv - this.#troughMv[k]! > LOOK_FROM_MV) this.#beginRise(k, mv);
    }
  }

  /** Now and then: what is back at rest begins again from there. */
  tidy(): void {
    const { potentialMv, restMv, modelMs } = this.#axon;
    for (let k = 0; k < this.compartments.length; k++) {
      const at = this.compartments[k]!;
      if (this.#state[k] === FIRED) {
        if (modelMs - this.#firedMs[k]! > LONGEST_SPIKE_MS) this.#fall(k, potentialMv[at]!);
      } else if (Math.abs(potentialMv[at]! - restMv[at]!) < BACK_MV) {
        this.#state[k] = QUIET;
        this.#recovering[k] = 0;
        this.#troughMv[k] = potentialMv[at]!;
      }
    }
  }

  #beginRise(k: number, mv: number): void {
    this.#state[k] = RISING;
    const inward = this.#inwardMvPerMs(k);
    this.#rises[k]!.begin(0, this.#axon.modelMs, this.#troughMv[k]!, inward);
    this.#keep(k, mv, inward);
    this.#peakMv[k] = mv;
  }

  #follow(k: number, mv: number): void {
    if (mv > this.#peakMv[k]!) this.#peakMv[k] = mv;
    const fallen = this.#peakMv[k]! - mv >= SPIKE_RISE_MV;
    if (this.#state[k] === FIRED) {
      if (fallen) this.#fall(k, mv);
      return;
    }
    const rise = this.#rises[k]!;
    const inward = this.#inwardMvPerMs(k);
    rise.grow(mv - this.#lastMv[k]!, this.#sinceMs, this.#lastMvPerMs[k]!, inward);
    this.#keep(k, mv, inward);
    const riseMv = mv - rise.troughMv;
    if (riseMv >= SPIKE_RISE_MV && rise.carried >= SPIKE_CARRIED_MV) {
      this.#state[k] = FIRED;
      this.#recovering[k] = 1;
      this.#firedMs[k] = this.#axon.modelMs;
      this.#listener.fired(k);
    } else if (fallen || riseMv < FALLEN_TO_MV) {
      this.#state[k] = QUIET;
      this.#troughMv[k] = fallen ? mv : Math.min(mv, rise.troughMv);
    }
  }

  #fall(k: number, mv: number): void {
    this.#state[k] = QUIET;
    this.#troughMv[k] = mv;
    this.#listener.fell(k);
  }

  #keep(k: number, mv: number, inwardMvPerMs: number): void {
    this.#lastMv[k] = mv;
    this.#lastMvPerMs[k] = inwardMvPerMs;
  }

  #inwardMvPerMs(k: number): number {
    return -this.#axon.ionicUa(this.compartments[k]!) / this.#capacitanceUf[k]!;
  }
}
