/** When a step is over that has been done, and how much of its recording is there. Pure. */
import type { Snapshot } from '../controller/contract.js';
import type { Step } from './card.js';

/** Times of the axon [ms]. */
export interface StepTime {
  readonly nowMs: number;
  /** When the last of `act` was done. */
  readonly lastMs: number;
  /** Pictures since then: what was done last must be seen. */
  readonly shown: number;
}

/** The share of a recording is told so often. */
const SHARES = 10;

/** Whether how the rig stands ends it; undefined: time does, or somebody who goes on. */
export function endsByState({ done }: Pick<Step, 'done'>, now: () => Snapshot): boolean | undefined {
  switch (done) {
    case 'crossed':
      return now().pauseWhen?.crossed === true;
    case 'weakest': {
      const { kind } = now().weakest;
      return kind === 'found' || kind === 'none';
    }
    case 'read':
      return false;
    default:
      return undefined;
  }
}

/** @param durationMs how long a recording is where the step does not say. @param isAtRest the rig has just told so. */
export function endsByTime(
  { done, watchMs }: Pick<Step, 'done' | 'watchMs'>,
  durationMs: number,
  { nowMs, lastMs, shown }: StepTime,
  isAtRest: boolean,
): boolean {
  if (isAtRest && done === 'press' && watchMs === undefined && nowMs > lastMs) return true;
  const recordedMs = watchMs ?? (done === 'press' ? durationMs : 0);
  return shown > 0 && nowMs >= lastMs + recordedMs;
}

/** From 0 to 1, in tenths; undefined where that is not known. */
export function recordedShare(
  { watchMs }: Pick<Step, 'watchMs'>,
  { nowMs, lastMs }: StepTime,
): number | undefined {
  if (watchMs === undefined) return undefined;
  const share = Math.floor((SHARES * (nowMs - lastMs)) / watchMs) / SHARES;
  return share >= 0 && share <= 1 ? share : undefined;
}
