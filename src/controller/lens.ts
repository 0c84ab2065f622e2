/**
 * The time lens: how the room's time (`wallMs`) becomes the axon's time (`modelMs`). Nowhere else is one turned
 * into the other. Whatever is turned, started or dropped, the axon's time never jumps: each change sets a new
 * anchor at the point that the axon has reached.
 */
import { clamp, LENS_FASTEST, LENS_SLOWEST } from '../units.js';

export interface TimeLens {
  /** Milliseconds of room for one millisecond of axon. */
  readonly roomMsPerAxonMs: number;
  readonly running: boolean;
  /** Where the axon should be at `wallMs`; holds while the lens is stopped. */
  modelMsAt(wallMs: number): number;
  /** How much of the axon's time `roomMs` cover [ms]. */
  axonMs(roomMs: number): number;
  /** How much of the room's time `axonMs` take [ms]. */
  roomMs(axonMs: number): number;
  /** Turns the lens; out of range is clamped. */
  turn(roomMsPerAxonMs: number, wallMs: number): void;
  setRunning(running: boolean, wallMs: number): void;
  /** From `wallMs` on the axon's time is counted from `modelMs`: after a step, a reset, or dropped room time. */
  anchor(modelMs: number, wallMs: number): void;
}

export function createLens(roomMsPerAxonMs: number, wallMs: number): TimeLens {
  let ratio = clamp(roomMsPerAxonMs, LENS_FASTEST, LENS_SLOWEST);
  let running = true;
  let anchorModelMs = 0;
  let anchorWallMs = wallMs;

  function modelMsAt(nowMs: number): number {
    return running ? anchorModelMs + (nowMs - anchorWallMs) / ratio : anchorModelMs;
  }

  function anchor(modelMs: number, nowMs: number): void {
    anchorModelMs = modelMs;
    anchorWallMs = nowMs;
  }

  return {
    get roomMsPerAxonMs() {
      return ratio;
    },
    get running() {
      return running;
    },
    modelMsAt,
    axonMs: (roomMs) => roomMs / ratio,
    roomMs: (axonMs) => axonMs * ratio,
    turn(wanted, nowMs) {
      anchor(modelMsAt(nowMs), nowMs);
      ratio = clamp(wanted, LENS_FASTEST, LENS_SLOWEST);
    },
    setRunning(wanted, nowMs) {
      anchor(modelMsAt(nowMs), nowMs);
      running = wanted;
    },
    anchor,
  };
}
