/**
 * Moves the axon to where the lens says it should be now, and looks at both voltmeters as often as the traces need.
 * A membrane that wants short steps is looked at after each of them. One that goes from switch to switch by itself is
 * only disturbed by a look, so it gets as many as a graph can show; corners in between are marked where they are.
 */
import { type Axon, type ElectrodePosition, type GateEvent, readElectrodeMv } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import { siteTimeConstantMs } from './axon-facts.js';
import type { Clock } from './clock.js';
import { PICTURE_MS } from './contract.js';
import type { TimeLens } from './lens.js';
import { createSamples, type Samples } from './samples.js';

/** Longest step of the model [ms]: the lesson's axon is then right within 0.1 %. */
const LONGEST_STEP_MS = 0.025;
/** Shortest step worth taking; less than this waits for the next picture [ms]. */
const SHORTEST_STEP_MS = 1e-6;
/** Room time that one advance may cover [ms]. More means that the computer slept: the rest is dropped. */
const MOST_CATCH_UP_MS = 100;
/** Computing time that one advance may take [ms]: less than a picture, so that the loop stays in rhythm. */
const COMPUTING_BUDGET_MS = 12;
/** A look that takes longer than this to compute is cut into shorter ones, for one look cannot be broken off [ms]. */
const LONG_LOOK_MS = 4;
/** How long the first look at a stimulus may be, on an axon that is not known to be slow to compute [time constants of a site]. */
const FIRST_LOOK_TIME_CONSTANTS = 50;
/** Looks that take less may be twice as long again [ms]. */
const QUICK_LOOK_MS = 1;
/** No look is made shorter than this, however long it takes to compute [ms of the axon]. */
const SHORTEST_LOOK_MS = 1e-5;
/** Looks from picture to picture at an axon that needs no steps, at the fastest lenses. */
const LOOKS_PER_PICTURE = 64;
/** The same while an electrode is where no channels are: crests there are round, nothing marks them. */
const LOOKS_AT_ROUND_CRESTS = 200;

export interface Motor {
  /** What both voltmeters have read since they were cleared. */
  readonly samples: Samples;
  /** Room time left out so far [ms]. */
  readonly droppedMs: number;
  /** Room time that computing the axon has taken so far [ms]. */
  readonly computedMs: number;
  readMv(name: MeterName): number;
  /** A stimulus begins: where looks may be slow to compute, or ever were, the next ones are short until they are quick. */
  stimulusBegins(): void;
  /** To where the axon should be at `wallMs`. */
  advance(wallMs: number): void;
  /** By this much of the axon's time, whatever the lens says; the lens goes on from there. */
  advanceBy(axonMs: number, wallMs: number): void;
}

/** @param gate is told of every change of a site's channels. */
export function createMotor(
  axon: Axon,
  lens: TimeLens,
  electrodes: Readonly<Record<MeterName, ElectrodePosition>>,
  clock: Clock,
  hasChannels: (site: number) => boolean,
  gate: (event: GateEvent) => void = () => {},
): Motor {
  const samples = createSamples();
  let droppedMs = 0;
  let computedMs = 0;
  /** How long a look may be, so that computing it is soon done [ms of the axon]. */
  let boundedLookMs = Number.POSITIVE_INFINITY;
  /** The same as a stimulus begins: the shortest that was ever needed. */
  let firstLookMs = FIRST_LOOK_TIME_CONSTANTS * siteTimeConstantMs(axon.geometry);

  function readMv(name: MeterName): number {
    return readElectrodeMv(axon, electrodes[name]);
  }

  // Where channels switch, the traces have their corners: threshold, crest and trough.
  axon.onGate = (event) => {
    const { state, site, timeMs } = event;
    if (state !== 'rest')
      for (const name of METERS)
        if (site === electrodes[name]) samples.mark(timeMs, name, axon.potentialMv[site]!);
    gate(event);
  };

  // And where a stimulus starts or stops.
  axon.onEdge = () => {
    for (const name of METERS) samples.mark(axon.modelMs, name, readMv(name));
  };

  /** How far apart two looks may be [ms]. */
  function longestLookMs(): number {
    if (!axon.anyStep) return LONGEST_STEP_MS;
    let looks = LOOKS_PER_PICTURE;
    for (const name of METERS) {
      const at = electrodes[name];
      if (at !== 'bath' && !hasChannels(at)) looks = LOOKS_AT_ROUND_CRESTS;
    }
    return Math.max(LONGEST_STEP_MS, lens.axonMs(PICTURE_MS) / looks);
  }

  /** Cuts what is left into equal looks. @returns how many. */
  function cut(axonMs: number): number {
    const lookMs = Math.min(longestLookMs(), boundedLookMs);
    const looks = Math.max(1, Math.ceil(axonMs / lookMs - 1e-9));
    axon.stepMs = axonMs / looks;
    samples.expect(looks);
    return looks;
  }

  /** Takes the computing time of the last look for a measure of the next. @returns whether that changes anything. */
  function boundLooks(tookMs: number): boolean {
    const { stepMs } = axon;
    if (tookMs > LONG_LOOK_MS) {
      boundedLookMs = Math.max(SHORTEST_LOOK_MS, (stepMs * LONG_LOOK_MS) / (2 * tookMs));
      firstLookMs = Math.min(firstLookMs, boundedLookMs);
      return boundedLookMs < stepMs;
    }
    if (tookMs > QUICK_LOOK_MS || boundedLookMs >= longestLookMs()) return false;
    boundedLookMs = Math.max(boundedLookMs, 2 * stepMs);
    return true;
  }

  /**
   * Equal steps that end exactly there: the picture then moves evenly however slow the lens. Where one takes long, the
   * rest is cut into shorter ones; when the time for computing is over, the rest is left.
   */
  function stepThrough(axonMs: number): void {
    const startedMs = clock.nowMs();
    const endMs = axon.modelMs + axonMs;
    let nowMs = startedMs;
    let looks = cut(axonMs);
    while (looks-- > 0) {
      axon.step();
      samples.add(axon.modelMs, readMv('blue'), readMv('yellow'));
      const tookMs = clock.nowMs() - nowMs;
      nowMs += tookMs;
      if (nowMs - startedMs > COMPUTING_BUDGET_MS) looks = 0;
      if (!boundLooks(tookMs) || looks === 0) continue;
      const leftMs = endMs - axon.modelMs;
      looks = leftMs < SHORTEST_STEP_MS ? 0 : cut(leftMs);
    }
    computedMs += nowMs - startedMs;
  }

  return {
    samples,
    get droppedMs() {
      return droppedMs;
    },
    get computedMs() {
      return computedMs;
    },
    readMv,
    stimulusBegins() {
      boundedLookMs = Math.min(boundedLookMs, firstLookMs);
    },
    advance(wallMs) {
      const behindMs = lens.modelMsAt(wallMs) - axon.modelMs;
      if (behindMs < SHORTEST_STEP_MS) return;
      stepThrough(Math.min(behindMs, lens.axonMs(MOST_CATCH_UP_MS)));
      const leftRoomMs = lens.roomMs(lens.modelMsAt(wallMs) - axon.modelMs);
      // Rounding of the model's own sum is no lost time.
      if (leftRoomMs < 0.01) return;
      droppedMs += leftRoomMs;
      lens.anchor(axon.modelMs, wallMs);
    },
    advanceBy(axonMs, wallMs) {
      stepThrough(axonMs);
      lens.anchor(axon.modelMs, wallMs);
    },
  };
}
