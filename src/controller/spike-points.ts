/**
 * The compartments at which spikes are looked for while an axon plays, and the spike at each of them. What a spike is
 * experiment/spikes.ts says; here it is looked for as cheaply as can be, for it is done after every step: one comparison
 * where nothing rises, and the membrane's current only where the potential has risen far enough to become a spike.
 */
import { Rise, SPIKE_CARRIED_MV, SPIKE_RISE_MV } from '../experiment/spikes.js';
import type { Axon } from '../model/index.js';
import { FiringPoints } from './firing-points.js';
import { BACK_MV, Recovery } from './recovery.js';

/** From here on the current is looked at: more than what an axon rises as it returns from below its rest [mV]. */
const LOOK_FROM_MV = 12;
/** And from here on where it rises steeper than an axon returns: the foot of a spike [mV, mV/ms]. */
const STEEP_FROM_MV = 3;
const STEEP_MV_PER_MS = 15;
/** What has fallen back to this is no rise any more [mV]. */
const FALLEN_TO_MV = 6;
/** A spike that has not fallen after so long is none that travels on: the membrane stays up [ms of axon]. */
const LONGEST_SPIKE_MS = 50;
/** Looks are no further apart: at 18.5 °C spikes rise for 0.1 ms [ms of axon]; warm ones are quicker, as steps are. */
const LOOK_EVERY_MS = 0.02;
const LOOK_EVERY_STEPS = 2;
/** How often is looked at what is back at rest [ms of axon]. */
const TIDY_EVERY_MS = 0.25;
/** Current flows out this many times as strongly as through the resting membrane: a spike that comes down. */
const COMES_DOWN = 3;

const UNKNOWN: Axon['treatmentsInForce'] = [];

const QUIET = 0;
const RISING = 1;
const FIRED = 2;

/** Told of the index of a point. */
export interface SpikeListener {
  fired(point: number): void;
  /** Its spike is over. */
  fell(point: number): void;
  /** Whether a stimulus moves its potential. */
  isStimulated(point: number): boolean;
}

/** How an axon is looked at. */
export interface SpikeParts {
  readonly axon: Axon;
  /** No step is longer, with the treatments in force [ms]. */
  longestStepMs(): number;
}

export class SpikePoints {
  readonly points: FiringPoints;
  readonly #parts: SpikeParts;
  readonly #axon: Axon;
  readonly #listener: SpikeListener;
  readonly #compartments: Int32Array;
  readonly #canFire: Uint8Array;
  readonly #capacitanceUf: Float64Array;
  readonly #state: Uint8Array;
  readonly #recovery: Recovery;
  readonly #troughMv: Float64Array;
  readonly #peakMv: Float64Array;
  readonly #lastMv: Float64Array;
  readonly #lastMvPerMs: Float64Array;
  readonly #firedMs: Float64Array;
  readonly #rises: readonly Rise[];
  /** The time of the last look, and since the one before [ms of axon]. */
  #lookedMs = Number.NEGATIVE_INFINITY;
  #sinceMs = 0;
  #tidiedMs = Number.NEGATIVE_INFINITY;
  #lookEveryMs = LOOK_EVERY_MS;
  /** The treatments that all this is for. */
  #inForce = UNKNOWN;

  constructor(parts: SpikeParts, compartments: Iterable<number>, listener: SpikeListener) {
    this.#parts = parts;
    this.#axon = parts.axon;
    this.#listener = listener;
    this.points = new FiringPoints(compartments);
    const { count } = this.points;
    const numbers = () => new Float64Array(count);
    this.#compartments = this.points.compartments;
    this.#canFire = this.points.able;
    this.#capacitanceUf = numbers();
    this.#state = new Uint8Array(count);
    this.#recovery = new Recovery(count);
    this.#troughMv = numbers();
    this.#peakMv = numbers();
    this.#lastMv = numbers();
    this.#lastMvPerMs = numbers();
    this.#firedMs = numbers();
    this.#rises = Array.from({ length: count }, () => new Rise());
    this.forget();
    this.#treated();
  }

  isFired(point: number): boolean {
    return this.#state[point] === FIRED;
  }

  /** Whether it has fired and is not back at rest. */
  isRecovering(point: number): boolean {
    return this.#recovery.goesOn(point);
  }

  /** Other treatments: where something can fire may have changed. */
  #treated(): void {
    this.#inForce = this.#axon.treatmentsInForce;
    this.#lookEveryMs = Math.min(LOOK_EVERY_MS, LOOK_EVERY_STEPS * this.#parts.longestStepMs());
    this.#compartments.forEach((compartment, k) => {
      const { canFire, capacitanceUf } = this.#axon.membraneAt(compartment);
      this.#canFire[k] = canFire ? 1 : 0;
      this.#capacitanceUf[k] = capacitanceUf;
      if (canFire || this.#state[k] === QUIET) return;
      if (this.#state[k] === FIRED) this.#fall(k, this.#axon.potentialMv[compartment]!);
      this.#state[k] = QUIET;
    });
  }

  /** Nothing has happened, and nothing is known of where something can fire. */
  forget(): void {
    this.#inForce = UNKNOWN;
    this.#state.fill(QUIET);
    this.#recovery.forget();
    this.#lookedMs = Number.NEGATIVE_INFINITY;
    this.#tidiedMs = Number.NEGATIVE_INFINITY;
    this.#compartments.forEach((compartment, k) => {
      this.#troughMv[k] = this.#axon.potentialMv[compartment]!;
    });
  }

  /** Another moment: what is up has fired, and nobody is told. @param timeConstantMs of the membrane at rest. */
  resume(timeConstantMs: number): void {
    this.forget();
    this.#treated();
    const { potentialMv, restMv, modelMs } = this.#axon;
    this.#compartments.forEach((compartment, k) => {
      if (this.#canFire[k] === 0) return;
      const mv = potentialMv[compartment]!;
      const aboveMv = mv - restMv[compartment]!;
      const comesDown = -this.#inwardMvPerMs(k) > (COMES_DOWN * aboveMv) / timeConstantMs;
      if (aboveMv >= SPIKE_RISE_MV) {
        this.#state[k] = FIRED;
        this.#firedMs[k] = modelMs;
        this.#peakMv[k] = mv;
      }
      if (this.#state[k] === FIRED || aboveMv < -BACK_MV || (aboveMv > BACK_MV && comesDown))
        this.#recovery.begin(k);
      this.#troughMv[k] = Math.min(mv, restMv[compartment]!);
    });
  }

  /** After each step of the axon; it looks at some of them. */
  step(): void {
    const { potentialMv, modelMs, treatmentsInForce } = this.#axon;
    if (treatmentsInForce !== this.#inForce) this.#treated();
    this.#sinceMs = modelMs - this.#lookedMs;
    // Half a step early is as near as half a step late.
    if (this.#sinceMs < this.#lookEveryMs - this.#axon.stepMs / 2) return;
    this.#lookedMs = modelMs;
    const steepMv = STEEP_MV_PER_MS * this.#sinceMs;
    for (let k = 0; k < this.#compartments.length; k++) {
      if (this.#canFire[k] === 0) continue;
      const mv = potentialMv[this.#compartments[k]!]!;
      if (this.#state[k] !== QUIET) {
        this.#follow(k, mv);
        continue;
      }
      const riseMv = mv - this.#troughMv[k]!;
      const isSteep = mv - this.#lastMv[k]! > steepMv;
      this.#lastMv[k] = mv;
      if (riseMv <= 0) this.#troughMv[k] = mv;
      else if (riseMv > LOOK_FROM_MV || (riseMv > STEEP_FROM_MV && isSteep)) this.#beginRise(k, mv);
    }
    if (modelMs - this.#tidiedMs >= TIDY_EVERY_MS) this.#tidy(modelMs);
  }

  /** What is back at rest begins again from there. */
  #tidy(modelMs: number): void {
    const { potentialMv, restMv } = this.#axon;
    const sinceMs = modelMs - this.#tidiedMs;
    this.#tidiedMs = modelMs;
    for (let k = 0; k < this.#compartments.length; k++) {
      const mv = potentialMv[this.#compartments[k]!]!;
      const aboveMv = mv - restMv[this.#compartments[k]!]!;
      if (this.#state[k] === FIRED) {
        if (modelMs - this.#firedMs[k]! > LONGEST_SPIKE_MS) this.#fall(k, mv);
      } else {
        if (this.#recovery.goesOn(k))
          this.#recovery.see(k, mv, aboveMv, sinceMs, this.#listener.isStimulated(k));
        if (Math.abs(aboveMv) >= BACK_MV) continue;
        this.#state[k] = QUIET;
        this.#troughMv[k] = mv;
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
    const falls = mv < this.#lastMv[k]!;
    rise.grow(mv - this.#lastMv[k]!, this.#sinceMs, this.#lastMvPerMs[k]!, inward);
    this.#keep(k, mv, inward);
    const riseMv = mv - rise.troughMv;
    if (riseMv >= SPIKE_RISE_MV && rise.carried >= SPIKE_CARRIED_MV) {
      this.#state[k] = FIRED;
      this.#recovery.begin(k);
      this.#firedMs[k] = this.#axon.modelMs;
      this.#listener.fired(k);
    } else if (fallen || (falls && riseMv < FALLEN_TO_MV)) {
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
    return -this.#axon.ionicUa(this.#compartments[k]!) / this.#capacitanceUf[k]!;
  }
}
