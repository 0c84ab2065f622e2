/** All stimuli of a running axon that act or are still to come: currents, and conductances that the membrane opens. */

import type { Geometry } from './geometry.js';
import { copied, type GivenStimulus, type Pending, pendingOf } from './pending-stimulus.js';
import { ModelRefusal } from './refusal.js';
import { requireWhole } from './require.js';
import type { StepCurrents } from './staggered.js';
import type { StimulusSpec } from './stimulus-spec.js';
import { type Beats, requireSlowTrain, requireStepForTrains } from './train-checks.js';

/** A start this little in the past is now: what rounding leaves between two ways to the same time [ms]. */
const SAME_TIME_MS = 1e-6;

/** All stimuli at one instant, and what holds of them until the next edge. */
export interface StimuliState {
  readonly given: readonly GivenStimulus[];
  /** The highest number that any stimulus has had. */
  readonly lastId: number;
  readonly nextEdgeMs: number;
  readonly sloping: boolean;
  /**
   * What flows into their compartments, what is open, and that times its reversal potential: three numbers for each
   * compartment of each stimulus, one after the other. What slopes is worked out again in every step.
   */
  readonly flow: Float64Array;
}

/**
 * Currents for both ways of stepping: `injectedUa`, what flows now, for steps that are cut at every edge; and means
 * over a whole step, for those that are not. Conductances are for the first way alone. What is over is dropped.
 */
export class Stimuli implements StepCurrents {
  /** What flows into each compartment now, or is taken to flow until the next edge [µA]. */
  readonly injectedUa: Float64Array;
  /** How fast that grows until the next edge [µA/ms]. */
  readonly slopeUaPerMs: Float64Array;
  /** What stimuli let the membrane of each compartment open now [mS]: by itself, since no channel of the membrane does. */
  readonly openedMs: Float64Array;
  /** The same times the reversal potentials [µA]. */
  readonly openedUa: Float64Array;
  /** The next instant at which some stimulus jumps or bends [ms]; Infinity if there is none. */
  nextEdgeMs = Number.POSITIVE_INFINITY;
  /** Whether some current slopes now, so that `applyMeans` is wanted. */
  sloping = false;
  active = 0;
  compartments = new Int32Array(8);
  meanUa = new Float64Array(8);

  readonly #geometry: Geometry;
  #pending: Pending[] = [];
  /** No number is given twice, whatever becomes of the axon. */
  #lastId = 0;

  constructor(geometry: Geometry, count: number) {
    this.#geometry = geometry;
    this.injectedUa = new Float64Array(count);
    this.slopeUaPerMs = new Float64Array(count);
    this.openedMs = new Float64Array(count);
    this.openedUa = new Float64Array(count);
  }

  /**
   * @returns its number. Throws ModelRefusal for a wrong number, a place off the axon, a start before `nowMs` or a train
   * too fast for the step.
   */
  add(stimulus: StimulusSpec, nowMs: number, stepMs: number): number {
    const { startMs } = stimulus;
    const fromMs = Math.max(startMs, nowMs);
    const id = this.#lastId + 1;
    const pending = pendingOf({ id, stimulus: copied(stimulus), fromMs, endedMs: null }, this.#geometry);
    if (!Number.isFinite(startMs) || startMs < nowMs - SAME_TIME_MS) {
      throw new ModelRefusal(
        ['stimulus', 'startMs'],
        `now (${nowMs} ms of the axon) or later`,
        String(startMs),
      );
    }
    if (stimulus.kind === 'train') requireSlowTrain(pending.beats, this.#beats(), stepMs);
    this.#lastId = id;
    this.#pending.push(pending);
    this.nextEdgeMs = Math.min(this.nextEdgeMs, fromMs);
    return id;
  }

  /** Ends a stimulus now, if it is not over already. */
  end(id: number, nowMs: number): void {
    const k = this.#pending.findIndex(({ given }) => given.id === id);
    if (k < 0) return;
    const { given } = this.#pending[k]!;
    // What has not begun leaves nothing to be taken back.
    if (given.fromMs >= nowMs) this.#pending.splice(k, 1);
    else this.#pending[k] = pendingOf({ ...given, endedMs: nowMs }, this.#geometry);
    this.nextEdgeMs = nowMs;
  }

  /** Throws ModelRefusal for a step in which the trains start and stop too often. */
  requireStep(stepMs: number): void {
    requireStepForTrains(this.#beats(), stepMs);
  }

  /** Brings `injectedUa` and what is opened to what holds from `nowMs` on; `changed` is told the compartments concerned. */
  applyEdges(nowMs: number, changed: (compartment: number) => void): void {
    const before = this.#pending;
    this.#silence(before);
    for (const { compartments } of before) {
      for (const i of compartments) {
        this.openedMs[i] = 0;
        this.openedUa[i] = 0;
      }
    }
    this.#dropUntil(nowMs);
    this.nextEdgeMs = Number.POSITIVE_INFINITY;
    this.sloping = false;
    for (const { compartments, fullUa, openMs, openUa, waveform } of this.#pending) {
      const level = waveform.levelAt(nowMs);
      const ua = fullUa * level;
      const uaPerMs = fullUa * waveform.slopeAt(nowMs);
      for (const i of compartments) {
        this.injectedUa[i]! += ua;
        this.slopeUaPerMs[i]! += uaPerMs;
        this.openedMs[i]! += openMs * level;
        this.openedUa[i]! += openUa * level;
      }
      this.nextEdgeMs = Math.min(this.nextEdgeMs, waveform.edgeAfter(nowMs));
      if (waveform.slopes && nowMs >= waveform.startMs) this.sloping = true;
    }
    for (const { compartments } of before) compartments.forEach(changed);
  }

  /** Brings `injectedUa` to the means between two instants with no edge in between. */
  applyMeans(fromMs: number, toMs: number, changed: (compartment: number) => void): void {
    this.#silence(this.#pending);
    for (const { compartments, fullUa, waveform } of this.#pending) {
      const ua = fullUa * waveform.meanBetween(fromMs, toMs);
      for (const i of compartments) this.injectedUa[i]! += ua;
    }
    for (const { compartments } of this.#pending) compartments.forEach(changed);
  }

  /** Brings `active`, `compartments` and `meanUa` to the means over a step, edges or not: no charge is lost. */
  takeMeans(fromMs: number, toMs: number): void {
    this.active = 0;
    const pending = this.#pending;
    let over = false;
    for (let k = 0; k < pending.length; k++) {
      const { compartments, fullUa, waveform } = pending[k]!;
      if (waveform.startMs >= toMs) continue;
      if (waveform.endMs <= toMs) over = true;
      const ua = fullUa * waveform.meanBetween(fromMs, toMs);
      if (ua === 0) continue;
      for (let c = 0; c < compartments.length; c++) {
        if (this.active === this.compartments.length) this.#grow();
        this.compartments[this.active] = compartments[c]!;
        this.meanUa[this.active++] = ua;
      }
    }
    if (over) this.#dropUntil(toMs);
  }

  clear(): void {
    this.#pending = [];
    this.forgetFlow(Number.POSITIVE_INFINITY);
  }

  /** Nothing flows until the next edge, which is here: for an engine that has not followed the stimuli so far. */
  forgetFlow(nextEdgeMs: number): void {
    this.injectedUa.fill(0);
    this.slopeUaPerMs.fill(0);
    this.openedMs.fill(0);
    this.openedUa.fill(0);
    this.nextEdgeMs = nextEdgeMs;
    this.sloping = false;
    this.active = 0;
  }

  capture(): StimuliState {
    const { nextEdgeMs, sloping } = this;
    const pending = this.#pending;
    let size = 0;
    for (let k = 0; k < pending.length; k++) size += 3 * pending[k]!.compartments.length;
    const flow = new Float64Array(size);
    let at = 0;
    for (let k = 0; k < pending.length; k++) {
      for (const i of pending[k]!.compartments) {
        flow[at++] = this.injectedUa[i]!;
        flow[at++] = this.openedMs[i]!;
        flow[at++] = this.openedUa[i]!;
      }
    }
    const given = pending.map((each) => each.given);
    return { given, lastId: this.#lastId, nextEdgeMs, sloping, flow };
  }

  bring({ given, lastId, nextEdgeMs, sloping, flow }: StimuliState): void {
    const now = this.#pending;
    const pending = given.map((each, k) =>
      now[k]?.given === each ? now[k] : pendingOf(each, this.#geometry),
    );
    const places = pending.reduce((sum, { compartments }) => sum + compartments.length, 0);
    requireWhole(['snapshot', 'stimuli', 'flow', 'length'], flow.length, 3 * places, 3 * places);
    this.forgetFlow(nextEdgeMs);
    this.#pending = pending;
    this.sloping = sloping;
    // Never back: who holds the number of a stimulus that is no more must not end another one.
    this.#lastId = Math.max(this.#lastId, lastId);
    let at = 0;
    for (const { compartments } of pending) {
      for (const i of compartments) {
        this.injectedUa[i] = flow[at++]!;
        this.openedMs[i] = flow[at++]!;
        this.openedUa[i] = flow[at++]!;
      }
    }
  }

  #beats(): Beats[] {
    return this.#pending.map(({ beats }) => beats);
  }

  #silence(pending: readonly Pending[]): void {
    for (const { compartments } of pending) {
      for (const i of compartments) {
        this.injectedUa[i] = 0;
        this.slopeUaPerMs[i] = 0;
      }
    }
  }

  /** By itself, since a function that closes over a number puts it on the heap whenever it is entered. */
  #dropUntil(ms: number): void {
    this.#pending = this.#pending.filter(({ waveform }) => waveform.endMs > ms);
  }

  #grow(): void {
    const { compartments, meanUa } = this;
    this.compartments = new Int32Array(2 * compartments.length);
    this.compartments.set(compartments);
    this.meanUa = new Float64Array(2 * meanUa.length);
    this.meanUa.set(meanUa);
  }
}
