/**
 * Notices that a file is another one than before, however an editor writes it: into the file, beside it and then by a
 * change of names, in pieces, or again and again. It looks at what the file system says of it, now and then, and tells
 * once that has stood still for a while; one that never stands still is told of now and then.
 */
import type { Timers } from '../devices/timers.js';

/** How often it looks [ms]. */
export const LOOK_EVERY_MS = 500;
/** A file that has been as it is for so long is taken for whole [ms]. */
export const STANDS_STILL_MS = 1000;
/** One that is gone is given so long to come back, for editors take it away first [ms]. */
export const GONE_MS = 3000;
/** From one telling to the next are so long at least [ms]. */
export const LEAST_BETWEEN_MS = 5000;
/** One that is touched without end is told of all the same, so often [ms]. */
export const RESTLESS_MS = 15_000;

/** A name for how it is now: another one once somebody has written it. Null: it is not there. */
export type Stamp = string | null;

export interface FileWatchOptions {
  readonly timers: Timers;
  /** Must not reject. One look at a time: a disk that does not answer is asked no further. */
  readonly stamp: () => Promise<Stamp>;
  /** The file is another one, or has been touched, or is gone. */
  readonly changed: () => void;
}

/** @param known how it was when it was read. @returns ends it. */
export function watchFile(known: Stamp, { timers, stamp, changed }: FileWatchOptions): () => void {
  let told = known;
  let seen = known;
  let seenSinceMs = timers.nowMs();
  /** Since when it is not as it was told. */
  let restlessSinceMs: number | undefined;
  let toldMs = Number.NEGATIVE_INFINITY;
  let isLooking = false;
  let isOver = false;

  function judge(now: Stamp): void {
    const nowMs = timers.nowMs();
    if (now !== seen) {
      seen = now;
      seenSinceMs = nowMs;
    }
    if (now === told) {
      restlessSinceMs = undefined;
      return;
    }
    restlessSinceMs ??= nowMs;
    const isStill = nowMs - seenSinceMs >= (now === null ? GONE_MS : STANDS_STILL_MS);
    const isRestless = nowMs - restlessSinceMs >= RESTLESS_MS;
    if (!(isStill || isRestless) || nowMs - toldMs < LEAST_BETWEEN_MS) return;
    told = now;
    toldMs = nowMs;
    restlessSinceMs = undefined;
    changed();
  }

  const stop = timers.every(LOOK_EVERY_MS, () => {
    if (isLooking) return;
    isLooking = true;
    void stamp().then((now) => {
      isLooking = false;
      if (!isOver) judge(now);
    });
  });
  return () => {
    isOver = true;
    stop();
  };
}
