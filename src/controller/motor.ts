/**
 * Moves the axon to where the lens says it should be now, and looks at both voltmeters as often as the traces need.
 * A membrane that wants short steps is looked at after each of them. One that goes from switch to switch by itself is
 * only disturbed by a look, so it gets as many as a graph can show; corners in between are marked where they are.
 */
import { type Axon, type ElectrodePosition, type GateEvent, readElectrodeMv } from '../model/index.js';
import type { Clock } from './clock.js';
import type { MeterName } from './contract.js';
import type { TimeLens } from './lens.js';
import { createTrace, type Trace } from './trace.js';

/** Longest step of the model [ms]: the lesson's axon is then right within 0.1 %. */
export const LONGEST_STEP_MS = 0.025;
/** Shortest step worth taking; less than this waits for the next picture [ms]. */
const SHORTEST_STEP_MS = 1e-6;
/** Room time that one advance may cover [ms]. More means that the computer slept: the rest is dropped. */
export const MOST_CATCH_UP_MS = 100;
/** Computing time that one advance may take [ms]: less than a picture, so that the loop stays in rhythm. */
const COMPUTING_BUDGET_MS = 12;
/** Looks at the axon between two at the clock. */
const LOOKS_PER_CLOCK = 16;
/** Looks from picture to picture at an axon that needs no steps, at the fastest lenses. */
const LOOKS_PER_PICTURE = 64;
/** The same while an electrode is where no channels are: crests there are round, nothing marks them. */
const LOOKS_AT_ROUND_CRESTS = 200;
/** Room time from picture to picture [ms]. */
export const FRAME_MS = 1000 / 60;

const METERS = ['blue', 'yellow'] as const;

export interface Motor {
  readonly trace: Trace;
  /** Room time left out so far [ms]. */
  readonly droppedMs: number;
  readMv(name: MeterName): number;
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
  const trace = createTrace();
  let droppedMs = 0;

  function readMv(name: MeterName): number {
    return readElectrodeMv(axon, electrodes[name]);
  }

  // Where channels switch, the traces have their corners: threshold, crest and trough.
  axon.onGate = (event) => {
    const { state, site, timeMs } = event;
    if (state !== 'rest')
      for (const name of METERS)
        if (site === electrodes[name]) trace.mark(timeMs, name, axon.potentialMv[site]!);
    gate(event);
  };

  // And where a stimulus starts or stops.
  axon.onEdge = () => {
    for (const name of METERS) trace.mark(axon.modelMs, name, readMv(name));
  };

  /** How far apart two looks may be [ms]. */
  function longestLookMs(): number {
    if (!axon.anyStep) return LONGEST_STEP_MS;
    let looks = LOOKS_PER_PICTURE;
    for (const name of METERS) {
      const at = electrodes[name];
      if (at !== 'bath' && !hasChannels(at)) looks = LOOKS_AT_ROUND_CRESTS;
    }
    return Math.max(LONGEST_STEP_MS, lens.axonMs(FRAME_MS) / looks);
  }

  /** Equal steps that end exactly there: the picture then moves evenly however slow the lens. */
  function stepThrough(axonMs: number, startedMs: number): void {
    const steps = Math.max(1, Math.ceil(axonMs / longestLookMs() - 1e-9));
    axon.stepMs = axonMs / steps;
    trace.expect(steps);
    for (let step = 1; step <= steps; step++) {
      axon.step();
      trace.add(axon.modelMs, readMv('blue'), readMv('yellow'));
      if (step % LOOKS_PER_CLOCK === 0 && clock.nowMs() - startedMs > COMPUTING_BUDGET_MS) return;
    }
  }

  return {
    trace,
    get droppedMs() {
      return droppedMs;
    },
    readMv,
    advance(wallMs) {
      const behindMs = lens.modelMsAt(wallMs) - axon.modelMs;
      if (behindMs < SHORTEST_STEP_MS) return;
      stepThrough(Math.min(behindMs, lens.axonMs(MOST_CATCH_UP_MS)), clock.nowMs());
      const leftRoomMs = lens.roomMs(lens.modelMsAt(wallMs) - axon.modelMs);
      // Rounding of the model's own sum is no lost time.
      if (leftRoomMs < 0.01) return;
      droppedMs += leftRoomMs;
      lens.anchor(axon.modelMs, wallMs);
    },
    advanceBy(axonMs, wallMs) {
      stepThrough(axonMs, clock.nowMs());
      lens.anchor(axon.modelMs, wallMs);
    },
  };
}
