/** When a page that nobody looks after may load itself again, and whether its rig has another page by now. Pure. */

/** A reload is forgotten after so long, and from one to the next are at least these [ms of room]. */
const FORGOTTEN_MS = 600_000;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;
const MOST_KEPT = 16;

/** @param past when it was loaded again [ms since 1970]; what a clock that has jumped calls the future is left out. */
export function reloadDueMs(past: readonly number[], nowMs: number): number {
  const recent = past.filter((atMs) => atMs <= nowMs && nowMs - atMs < FORGOTTEN_MS);
  const last = recent.at(-1);
  if (last === undefined) return nowMs;
  return Math.max(nowMs, last + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (recent.length - 1)));
}

/** As a browser has kept them; nothing where that is none. */
export function readReloads(kept: string | null): number[] {
  const numbers = (kept ?? '').split(' ').map(Number);
  return numbers.filter((one) => Number.isFinite(one) && one > 0).slice(-MOST_KEPT);
}

export function writeReloads(past: readonly number[], nowMs: number): string {
  return [...past, nowMs].slice(-MOST_KEPT).join(' ');
}

/** The script that a page begins with; its name goes with what is in it. Undefined: that is no page of a rig. */
export function scriptOf(html: string): string | undefined {
  const tag = html.match(/<script\b[^>]*\btype="module"[^>]*>/)?.[0];
  return tag?.match(/\bsrc="([^"]+)"/)?.[1];
}
