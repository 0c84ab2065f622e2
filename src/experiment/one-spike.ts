/** Whether what two electrodes saw was one spike on its way from one to the other. */

/** Where and from when on a current may have started a spike: in the unit of places, and [ms]. */
export interface Source {
  readonly along: number;
  readonly startMs: number;
}

/** The first spike that an electrode saw. */
export interface Arrival {
  readonly along: number;
  readonly ms: number;
}

/**
 * False if a current that is not on the far side of the electrode that fired first may have fired the other one:
 * a spike of its own would have come there in time even if no faster than what the two electrodes suggest. Then
 * their difference in time is no conduction, and may be anything, even nothing at all.
 */
export function isOneSpike(a: Arrival, b: Arrival, sources: readonly Source[]): boolean {
  if (a.ms === b.ms) return false;
  const [early, late] = a.ms < b.ms ? [a, b] : [b, a];
  const onwards = Math.sign(late.along - early.along);
  const speed = Math.abs(late.along - early.along) / (late.ms - early.ms);
  return sources.every(({ along, startMs }) => {
    const behind = (early.along - along) * onwards >= 0;
    const sinceMs = late.ms - startMs;
    return behind || sinceMs <= 0 || Math.abs(late.along - along) > speed * sinceMs;
  });
}
