/** Figures of a recording: what a reader would measure on the traces with a ruler, only finer. */
import { crossingMs } from './crossing.js';
import type { Recording } from './recording.js';
import type { Upswing } from './spikes.js';

/** Potentials this close together are the same: what rounding leaves [mV]. */
const SAME_MV = 1e-9;

/** What one trace shows. */
export interface TraceFigures {
  /** Potential at the start [mV]. */
  readonly restMv: number;
  /** Highest potential [mV], and when [ms]. */
  readonly peakMv: number;
  readonly peakMs: number;
  /**
   * Lowest potential from the peak of the highest spike until the next spike begins, or of the whole trace if it has no
   * spike [mV], and when [ms].
   */
  readonly troughMv: number;
  readonly troughMs: number;
  /**
   * How long the highest spike stays above half of its rise from the trough before it [ms]; without a spike, how long
   * the peak stays above half of its rise from rest; `null` if that has not begun or ended.
   */
  readonly halfWidthMs: number | null;
  /** When each spike crossed half of its own rise upwards [ms]. */
  readonly spikesMs: readonly number[];
}

/** The highest or the lowest of a trace. */
export interface Extreme {
  readonly mv: number;
  readonly ms: number;
}

/** What rises less has no half width that means anything [mV]. */
export const LEAST_RISE_MV = 0.1;

/** Figures of one trace. Its arrays have the same length, 1 at least; its times are in order. */
export function traceFigures(
  timesMs: Float64Array,
  mv: Float64Array,
  spikes: readonly Upswing[] = [],
): TraceFigures {
  const restMv = mv[0]!;
  const last = mv.length - 1;
  const peak = refined(timesMs, mv, extremeRow(mv, 0, last, 1));
  const highest = highestOf(mv, spikes);
  const top = highest?.peakRow ?? extremeRow(mv, 0, last, 1);
  const nextSpike = highest && spikes[spikes.indexOf(highest) + 1];
  const trough = extremeRow(mv, highest ? top : 0, nextSpike?.troughRow ?? last, -1);
  const halfMv = highest ? halfLevelMv(timesMs, mv, highest) : restMv + (peak.mv - restMv) / 2;
  return {
    restMv,
    peakMv: peak.mv,
    peakMs: peak.ms,
    troughMv: refined(timesMs, mv, trough).mv,
    troughMs: refined(timesMs, mv, trough).ms,
    halfWidthMs:
      mv[top]! > halfMv && peak.mv - restMv >= LEAST_RISE_MV ? widthMs(timesMs, mv, top, halfMv) : null,
    spikesMs: spikes.map((spike) => riseMs(timesMs, mv, spike)),
  };
}

function highestOf(mv: Float64Array, spikes: readonly Upswing[]): Upswing | undefined {
  let highest = spikes[0];
  for (const spike of spikes) if (mv[spike.peakRow]! > mv[highest!.peakRow]! + SAME_MV) highest = spike;
  return highest;
}

/** Halfway between the trough before a spike and its peak: a level of its own, wherever it lies [mV]. */
function halfLevelMv(timesMs: Float64Array, mv: Float64Array, { troughRow, peakRow }: Upswing): number {
  return (mv[troughRow]! + refined(timesMs, mv, peakRow).mv) / 2;
}

/** When a spike crossed its half level on the way to its peak, found between its points (see crossing.ts) [ms]. */
function riseMs(timesMs: Float64Array, mv: Float64Array, spike: Upswing): number {
  const levelMv = halfLevelMv(timesMs, mv, spike);
  let first = spike.peakRow;
  while (first - 1 > spike.troughRow && mv[first - 1]! >= levelMv) first--;
  return crossingMs(timesMs, mv, first, levelMv);
}

/** The first highest (`sign` 1) or lowest (−1) row from `from` to `to`, both included. */
function extremeRow(mv: Float64Array, from: number, to: number, sign: 1 | -1): number {
  let best = from;
  for (let i = from + 1; i <= to; i++) if (sign * mv[i]! > sign * mv[best]! + SAME_MV) best = i;
  return best;
}

function widthMs(timesMs: Float64Array, mv: Float64Array, top: number, levelMv: number): number | null {
  let first = top;
  while (first > 0 && mv[first - 1]! >= levelMv) first--;
  let last = top;
  while (last < mv.length - 1 && mv[last + 1]! >= levelMv) last++;
  if (first === 0 || last === mv.length - 1) return null;
  return crossingMs(timesMs, mv, last + 1, levelMv) - crossingMs(timesMs, mv, first, levelMv);
}

/**
 * The extreme between the points: top of the parabola through three of them. Only where the trace is round, that
 * is where it bends beside the extreme about as much as in it: a corner, where a current stops or a channel
 * switches, is where its point is.
 */
export function refined(timesMs: Float64Array, mv: Float64Array, i: number): Extreme {
  const point = { mv: mv[i]!, ms: timesMs[i]! };
  if (i < 2 || i > mv.length - 3) return point;
  const stepMs = timesMs[i + 1]! - timesMs[i]!;
  for (let k = i - 2; k < i + 2; k++) {
    if (Math.abs(timesMs[k + 1]! - timesMs[k]! - stepMs) > 1e-6 * stepMs) return point;
  }
  const bend = (k: number) => mv[k - 1]! - 2 * mv[k]! + mv[k + 1]!;
  const here = bend(i);
  const round = (k: number) => bend(k) / here > 0.5 && bend(k) / here < 2;
  if (here === 0 || !round(i - 1) || !round(i + 1)) return point;
  const slope = (mv[i + 1]! - mv[i - 1]!) / 2;
  return { mv: point.mv - (slope * slope) / (2 * here), ms: point.ms - (slope / here) * stepMs };
}

/** Where an electrode is along the axon, in the unit that its velocities are made of; `null` if nowhere. */
export interface Place {
  readonly name: string;
  readonly along: number | null;
}

/** How fast the first spike went from one electrode to another. */
export interface PairVelocity {
  readonly from: string;
  readonly to: string;
  /**
   * Units of place a millisecond; below 0 if the spike ran the other way, `null` if one of them saw no spike or
   * both saw it at one instant, which they did if the times differ by no more than the computation errs.
   */
  readonly velocity: number | null;
}

/** Times of spikes this close together are one instant [ms]: nearer than any of them is known. */
export const SAME_INSTANT_MS = 1e-6;

/** Velocities between each two electrodes on the axon, in the order in which they are named. */
export function pairVelocities(places: readonly Place[], figures: readonly TraceFigures[]): PairVelocity[] {
  return places.flatMap((from, i) =>
    places.slice(i + 1).flatMap((to, offset) => {
      if (from.along === null || to.along === null || from.along === to.along) return [];
      const start = figures[i]?.spikesMs[0];
      const end = figures[i + 1 + offset]?.spikesMs[0];
      const known = start !== undefined && end !== undefined && Math.abs(end - start) > SAME_INSTANT_MS;
      return [
        { from: from.name, to: to.name, velocity: known ? (to.along - from.along) / (end - start) : null },
      ];
    }),
  );
}

/** Figures of every trace of a recording, in its order. */
export function recordingFigures({ timesMs, traces }: Recording): TraceFigures[] {
  return traces.map(({ potentialMv, spikes }) => traceFigures(timesMs, potentialMv, spikes));
}
