/**
 * Whether the browser lets the rig keep its rhythm: a look that comes late again and again says that it does not. One
 * that comes very late says only that the computer has slept.
 */
import type { Timers } from '../../devices/timers.js';

export const LOOK_EVERY_MS = 100;
/** Later than this a look is late; from this on the computer has slept [ms]. */
const LATE_MS = 400;
const SLEPT_MS = 5000;
/** So many late looks one after the other are told; so many in time are its end. */
const LATE_LOOKS = 5;
const GOOD_LOOKS = 20;

export const HELD_BACK =
  'The browser holds this page back, as it does with pages in the background: the rig cannot keep its rhythm. Bring the page to the front, or plug the computer in and switch its energy saver off.';

/** @param tell null: it keeps its rhythm again. @returns ends it. */
export function watchRhythm(timers: Timers, tell: (words: string | null) => void): () => void {
  let lookedMs = timers.nowMs();
  let late = 0;
  let good = 0;
  let isHeldBack = false;
  return timers.every(LOOK_EVERY_MS, () => {
    const nowMs = timers.nowMs();
    const sinceMs = nowMs - lookedMs;
    lookedMs = nowMs;
    if (sinceMs >= SLEPT_MS) return;
    if (sinceMs > LATE_MS) {
      late++;
      good = 0;
    } else if (++good >= GOOD_LOOKS || !isHeldBack) late = 0;
    if (!isHeldBack && late >= LATE_LOOKS) {
      isHeldBack = true;
      tell(HELD_BACK);
    } else if (isHeldBack && good >= GOOD_LOOKS) {
      isHeldBack = false;
      tell(null);
    }
  });
}
