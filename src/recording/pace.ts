/** When the pictures of a recording are due as it is played: as they were, but nobody waits long for the next one. */

/** A longer gap between two pictures, or before the first one, is played as one of this [ms of room]. */
export const LONGEST_GAP_MS = 60_000;

export interface Pace {
  /** Takes the room time of the next picture. @returns when it is due, from the beginning [ms]. */
  next(roomMs: number): number;
  /** When the last one that was taken is due [ms]. */
  readonly dueMs: number;
  /** How many gaps have been shortened. */
  readonly shortGaps: number;
}

export function createPace(): Pace {
  let beforeMs = 0;
  let dueMs = 0;
  let shortGaps = 0;
  return {
    next(roomMs) {
      const gapMs = roomMs - beforeMs;
      if (gapMs > LONGEST_GAP_MS) shortGaps++;
      dueMs = shortGaps === 0 ? roomMs : dueMs + Math.min(gapMs, LONGEST_GAP_MS);
      beforeMs = roomMs;
      return dueMs;
    },
    get dueMs() {
      return dueMs;
    },
    get shortGaps() {
      return shortGaps;
    },
  };
}
