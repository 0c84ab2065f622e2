/** A bucket of tokens: so many at once, so many again per second. Pure: the caller brings the time. */
export interface Bucket {
  /** Takes one token. @returns false if there is none. */
  take(nowMs: number): boolean;
}

export function createBucket(perSecond: number, burst: number, nowMs: number): Bucket {
  let tokens = burst;
  let filledMs = nowMs;
  return {
    take(atMs) {
      tokens = Math.min(burst, tokens + ((atMs - filledMs) * perSecond) / 1000);
      filledMs = atMs;
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
}
