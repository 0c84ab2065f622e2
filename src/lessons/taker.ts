/** What takes one measure from the recording of a step, and what all of them count from. */
import type { LivePicture, Measure, Snapshot } from '../controller/contract.js';
import type { Value } from './judge.js';

/** One measure. Times are on the axon's own time [ms]. */
export interface Taker {
  pressed?(axonMs: number): void;
  sample?(axonMs: number, mv: number, picture: number): void;
  look?(picture: LivePicture): void;
  end(now: Snapshot): Value;
}

export const NO_PRESS: Value = { value: null, because: { kind: 'nothing-pressed' } };
export const NO_PICTURE: Value = { value: null, because: { kind: 'no-picture' } };

/** As the rig has it, with its own reason where there is none. */
export function fromHouse(measure: Measure): Value {
  return measure.value === null ? noValue(measure.because) : { value: measure.value };
}

/** @param words of the rig. */
export function noValue(words: string): Value {
  return { value: null, because: { kind: 'rig', words } };
}

/** Counts presses until the one from which a measure counts. */
export class FromPress {
  startMs: number;
  startMv = Number.NaN;
  #left: number;

  /** @param press its number in the step; undefined: it counts from the beginning. */
  constructor(press: number | undefined) {
    this.#left = press ?? 0;
    this.startMs = press === undefined ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  pressed(axonMs: number): void {
    if (this.#left === 0) return;
    this.#left--;
    if (this.#left === 0) this.startMs = axonMs;
  }

  /** Whether a sample counts; the last one until the press, or else the first one, is what is read at the press. */
  counts(axonMs: number, mv: number): boolean {
    if (axonMs <= this.startMs || Number.isNaN(this.startMv)) this.startMv = mv;
    return axonMs >= this.startMs;
  }
}
