/** Days of an exhibit in a long run: when it is open, and which of its time is worth while to be played. */

const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const YEAR_MS = 365.25 * DAY_MS;
/** Where all runs begin: an hour before Berlin gets up. */
export const STARTS_AT = '2026-12-01T05:00:00Z';
/** Berlin in winter. */
const ZONE_MS = HOUR_MS;
/** Hours of the day at which it opens and closes there. */
const [OPENS_H, CLOSES_H] = [9, 17] as const;
/** Of the time before and after that so much is played, of an idle time so much; the rest is skipped [ms]. */
const EDGE_PLAYED_MS = 3 * MINUTE_MS;
export const IDLE_PLAYED_MS = 1.5 * MINUTE_MS;
/** Nobody comes in the last hour: what has begun is to end. */
const LAST_H = CLOSES_H - 1;
const MONDAY = 1;

/** By the clock of the house, as if it were that of Greenwich. */
const houseTime = (ms: number) => new Date(Date.parse(STARTS_AT) + ms + ZONE_MS);

/** Whether visitors are there so long after the beginning. */
export function isOpen(ms: number): boolean {
  const at = houseTime(ms);
  return at.getUTCDay() !== MONDAY && at.getUTCHours() >= OPENS_H && at.getUTCHours() < LAST_H;
}

/** How much may be skipped from here on, at least 0, until it is about to open or to close [ms]. */
export function calmMs(ms: number): number {
  const ofDayMs = houseTime(ms).getTime() % DAY_MS;
  const ahead = [OPENS_H, CLOSES_H, 24 + OPENS_H].map((hour) => hour * HOUR_MS - ofDayMs);
  return Math.max(0, ahead.find((leftMs) => leftMs > -EDGE_PLAYED_MS)! - EDGE_PLAYED_MS);
}
