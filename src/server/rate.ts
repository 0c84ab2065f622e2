/** A bucket of tokens: so many at once, so many again per second. Pure: the caller brings the time. */
export interface Bucket {
  /**
   * Takes a token, or so many. @returns false if there are not as many; then none is taken.
   * @param left so many must be left then; 0 unless given.
   */
  take(nowMs: number, count?: number, left?: number): boolean;
  /** Gives a token back that was taken. */
  giveBack(): void;
}

export function createBucket(perSecond: number, burst: number, nowMs: number): Bucket {
  let tokens = burst;
  let filledMs = nowMs;
  return {
    take(atMs, count = 1, left = 0) {
      tokens = Math.min(burst, tokens + ((atMs - filledMs) * perSecond) / 1000);
      filledMs = atMs;
      if (tokens < count + left) return false;
      tokens -= count;
      return true;
    },
    giveBack() {
      tokens = Math.min(burst, tokens + 1);
    },
  };
}
