/**
 * Moves the axon to where the lens says it should be now, in steps that suit the model, and writes both
 * voltmeters down at each step.
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
/** Steps between two looks at the clock. */
const STEPS_PER_LOOK = 64;

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
  gate: (event: GateEvent) => void = () => {},
): Motor {
  const trace = createTrace();
  let droppedMs = 0;

  function readMv(name: MeterName): number {
    return readElectrodeMv(axon, electrodes[name]);
  }

  // A spike turns round inside a step, where its potassium channels open: without that instant every crest on the
  // traces would be cut by another fraction of a millivolt.
  axon.onGate = (event) => {
    const { state, site } = event;
    if (state === 'potassium-open' && (site === electrodes.blue || site === electrodes.yellow))
      trace.mark(axon.modelMs, readMv('blue'), readMv('yellow'));
    gate(event);
  };

  /** Equal steps that end exactly there: the picture then moves evenly however slow the lens. */
  function stepThrough(axonMs: number, startedMs: number): void {
    const steps = Math.max(1, Math.ceil(axonMs / LONGEST_STEP_MS - 1e-9));
    axon.stepMs = axonMs / steps;
    trace.expect(steps);
    for (let step = 1; step <= steps; step++) {
      axon.step();
      trace.add(axon.modelMs, readMv('blue'), readMv('yellow'));
      if (step % STEPS_PER_LOOK === 0 && clock.nowMs() - startedMs > COMPUTING_BUDGET_MS) return;
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
