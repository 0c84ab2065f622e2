/**
 * What can be known of a potential that was seen now and then, and never exactly: each figure with the least and the
 * most that it may have been. Only that it was seen is used, and that near its top it bends downwards as it rises.
 */
import type { MvReading } from './level-reader.js';

/** One look. All times are the room's [ms]. */
export interface Sighting extends MvReading {
  readonly roomMs: number;
}

/** In order of time, one or more. */
export type Sightings = readonly Sighting[];

/** A moment, and between which two it was. */
export interface Moment {
  readonly roomMs: number;
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** A spike rises so far from the trough before it, at least [mV]; as in src/experiment/spikes.ts. */
export const SPIKE_RISE_MV = 30;

/** The row that is highest from `from` on; the first of several. */
function topRow(seen: Sightings, from: number): number {
  let top = from;
  for (let row = from + 1; row < seen.length; row++) if (seen[row]!.mv > seen[top]!.mv) top = row;
  return top;
}

/** The steepest that it may have been from a row to the next [mV/ms]. */
function slope(seen: Sightings, from: number, to: number, sign: 1 | -1): number {
  const [a, b] = [seen[from]!, seen[to]!];
  const mv = sign > 0 ? b.highMv - a.lowMv : b.lowMv - a.highMv;
  return mv / (b.roomMs - a.roomMs);
}

/** A sharp top falls at most so much more steeply than a picture later. */
const MOST_STEEPER = 1.5;

/**
 * How steeply it may fall from its top to this row, at the most [mV/ms]. From a round top it bends downwards, so less
 * than after it. From a sharp one it bends upwards, and is taken to have bent as it did one picture later.
 */
function steepestFall(seen: Sightings, row: number, isSharp: boolean): number {
  const next = Math.min(0, slope(seen, row, row + 1, -1));
  if (!isSharp) return next;
  if (row + 2 >= seen.length) return Number.NEGATIVE_INFINITY;
  const later = Math.min(0, slope(seen, row + 1, row + 2, 1));
  return next * Math.min(MOST_STEEPER, Math.max(1, next / later || 1));
}

/**
 * How high it may have got between a row and the next [mV]: below the line through the two looks before, since it bends
 * downwards as it rises, and below a line that falls to the looks after.
 */
function mostAfter(seen: Sightings, row: number, isSharp: boolean): number {
  const [here, next] = [seen[row], seen[row + 1]];
  if (!here || !next || row === 0) return Number.NEGATIVE_INFINITY;
  const apartMs = next.roomMs - here.roomMs;
  const up = Math.max(0, slope(seen, row - 1, row, 1));
  if (row + 2 >= seen.length) return here.highMv + up * apartMs;
  const down = steepestFall(seen, row + 1, isSharp);
  // Where both lines meet.
  const meetMs = (next.highMv - here.highMv - down * apartMs) / (up - down || 1);
  return here.highMv + up * Math.min(apartMs, Math.max(0, meetMs));
}

/**
 * The highest from a time on: what was seen, and how high it may have been between two looks. `mv` is what was seen,
 * and so rather too low.
 */
export function crestOf(seen: Sightings, isSharp = false, fromMs = Number.NEGATIVE_INFINITY): Sighting {
  const first = seen.findIndex(({ roomMs }) => roomMs >= fromMs);
  const top = topRow(seen, Math.max(0, first));
  const { mv, lowMv, highMv, roomMs } = seen[top]!;
  const between = [top - 1, top].map((row) => mostAfter(seen, row, isSharp));
  return { mv, lowMv, highMv: Math.max(highMv, ...between), roomMs };
}

/** While it stood at its highest, as far as a level shows: in the middle, or at either end. */
export function crestTime(seen: Sightings): Moment {
  const top = topRow(seen, 0);
  let last = top;
  while (last + 1 < seen.length && seen[last + 1]!.mv === seen[top]!.mv) last++;
  const earliestMs = seen[Math.max(0, top - 1)]!.roomMs;
  const latestMs = seen[Math.min(seen.length - 1, last + 1)]!.roomMs;
  return { roomMs: (seen[top]!.roomMs + seen[last]!.roomMs) / 2, earliestMs, latestMs };
}

/**
 * When it first crossed half of the way from the first look to its crest; null where that was not seen.
 * @param unevenMs by how much one look may be later behind what it shows than another.
 */
export function halfRise(seen: Sightings, unevenMs = 0, isSharp = false): Moment | null {
  const rest = seen[0]!;
  const crest = crestOf(seen, isSharp);
  const half = (key: 'mv' | 'lowMv' | 'highMv') => (rest[key] + crest[key]) / 2;
  const above = seen.findIndex(({ lowMv }) => lowMv >= half('highMv'));
  let below = above;
  while (below >= 0 && seen[below]!.highMv >= half('lowMv')) below--;
  if (below < 0) return null;
  let after = below + 1;
  while (seen[after]!.mv < half('mv')) after++;
  const [a, b] = [seen[after - 1]!, seen[after]!];
  return {
    roomMs: a.roomMs + ((b.roomMs - a.roomMs) * (half('mv') - a.mv)) / (b.mv - a.mv),
    earliestMs: seen[below]!.roomMs - unevenMs,
    latestMs: seen[above]!.roomMs,
  };
}

/** When each rise of 30 mV or more had come to its top and fallen again: the top of each [ms]. */
export function spikeTops(seen: Sightings): number[] {
  const tops: number[] = [];
  let trough = seen[0]!.mv;
  let top = seen[0]!;
  for (const sighting of seen) {
    if (sighting.mv > top.mv) top = sighting;
    const rose = top.mv - trough >= SPIKE_RISE_MV;
    if (rose && top.mv - sighting.mv >= SPIKE_RISE_MV) {
      tops.push(top.roomMs);
      trough = sighting.mv;
      top = sighting;
    } else if (!rose && sighting.mv < trough) {
      trough = sighting.mv;
      top = sighting;
    }
  }
  return tops;
}
