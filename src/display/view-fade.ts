/**
 * The way from one palette to another: twelve steps in six tenths of a second, slow at both ends, and then a pause,
 * however often somebody switches. A step is taken only when it may be shown, so each may have to wait. Pure.
 */
import { mix } from '../units.js';
import { STOP_BYTES } from './palette.js';
import type { View } from './view.js';

export const FADE_STEPS = 12;
export const FADE_MS = 600;
/** From the beginning of one fade to that of the next, at least [ms]. */
export const FADE_EVERY_MS = 1500;
const STEP_MS = FADE_MS / FADE_STEPS;

/** A view of an axon that rests at `restMv`, and its palette. */
export interface LightView {
  readonly view: View;
  readonly restMv: number;
  /** 99 bytes. */
  readonly stops: Uint8Array;
}

export interface ViewFade {
  /** The view that is shown, or is being faded to. */
  readonly view: LightView;
  /** Nothing is left of another view. */
  readonly arrived: boolean;
  /** Where the next fade leads; one that is under way is finished first. */
  aim(view: LightView): void;
  /** The palette of the step that is due, used again for the next; undefined if none is. */
  due(nowMs: number): Uint8Array | undefined;
  /** The step that was due is shown. */
  taken(nowMs: number): void;
}

/** @param first what is shown at the beginning. */
export function createViewFade(first: LightView): ViewFade {
  let wanted = first;
  let from = first;
  let to = first;
  const next = new Uint8Array(STOP_BYTES);
  /** Steps taken of the fade to `to`. */
  let steps = FADE_STEPS;
  let startMs = Number.NEGATIVE_INFINITY;
  let dueMs = Number.NEGATIVE_INFINITY;

  return {
    get view() {
      return to;
    },
    get arrived() {
      return steps === FADE_STEPS;
    },
    aim(view) {
      wanted = view;
    },
    due(nowMs) {
      const begins = steps === FADE_STEPS;
      if (begins && (wanted === to || nowMs - startMs < FADE_EVERY_MS)) return undefined;
      if (!begins && nowMs < dueMs) return undefined;
      const [before, after] = begins ? [to, wanted] : [from, to];
      const share = smooth(((begins ? 0 : steps) + 1) / FADE_STEPS);
      for (let i = 0; i < STOP_BYTES; i++)
        next[i] = Math.round(mix(before.stops[i]!, after.stops[i]!, share));
      return next;
    },
    taken(nowMs) {
      if (steps === FADE_STEPS) {
        from = to;
        to = wanted;
        steps = 0;
        startMs = dueMs = nowMs;
      }
      steps++;
      // On its rhythm, unless it has had to wait.
      dueMs = Math.max(dueMs, nowMs - STEP_MS / 2) + STEP_MS;
    },
  };
}

/** 0 at 0, 1 at 1, level at both ends. */
const smooth = (share: number) => share * share * (3 - 2 * share);
