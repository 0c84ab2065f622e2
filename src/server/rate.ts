/** A bucket of tokens: so many at once, so many again per second. Pure: the caller brings the time. */
export interface Bucket {
  /** Takes a token, or so many. @returns false if there are not as many; then none is taken. */
  take(nowMs: number, count?: number): boolean;
}

export function createBucket(perSecond: number, burst: number, nowMs: number): Bucket {
  let tokens = burst;
  let filledMs = nowMs;
  return {
    take(atMs, count = 1) {
      tokens = Math.min(burst, tokens + ((atMs - filledMs) * perSecond) / 1000);
      filledMs = atMs;
      if (tokens < count) return false;
      tokens -= count;
      return true;
    },
  };
}
