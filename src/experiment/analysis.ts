/** Figures of a recording: what a reader would measure on the traces with a ruler, only finer. */
import { crossingMs } from './crossing.js';
import type { Recording } from './recording.js';

/**
 * How far above rest a trace must rise to have spikes [mV]. Spikes of every membrane here rise by 40 mV and more,
 * even where warmth keeps their peaks below 0 mV; what spreads into a blocked stretch, or from a stimulus below
 * threshold, stays under this.
 */
export const SPIKE_RISE_MV = 30;

/** Potentials this close together are the same: what rounding leaves [mV]. */
const SAME_MV = 1e-9;

/** What one trace shows. */
export interface TraceFigures {
  /** Potential at the start [mV]. */
  readonly restMv: number;
  /** Highest potential [mV], and when [ms]. */
  readonly peakMv: number;
  readonly peakMs: number;
  /** Lowest potential after the peak of a spike, or of the whole trace if it has no spike [mV], and when [ms]. */
  readonly troughMv: number;
  readonly troughMs: number;
  /** How long the highest peak stays above half of its rise [ms]; `null` if it has not begun or ended. */
  readonly halfWidthMs: number | null;
  /** When the trace crossed half of its rise upwards [ms]; none if it rose by less than `SPIKE_RISE_MV`. */
  readonly spikesMs: readonly number[];
}

interface Extreme {
  readonly mv: number;
  readonly ms: number;
}

/**
 * Times at which a trace crosses a level upwards [ms], found between its points (see crossing.ts). The level may lie
 * anywhere, so it works where no peak reaches 0 mV.
 */
export function upwardCrossingsMs(timesMs: Float64Array, mv: Float64Array, levelMv: number): number[] {
  const crossings: number[] = [];
  for (let i = 1; i < mv.length; i++) {
    if (mv[i - 1]! < levelMv && mv[i]! >= levelMv) crossings.push(crossingMs(timesMs, mv, i, levelMv));
  }
  return crossings;
}

/** Figures of one trace. Its arrays have the same length, 1 at least; its times are in order. */
export function traceFigures(timesMs: Float64Array, mv: Float64Array, excitable = true): TraceFigures {
  const restMv = mv[0]!;
  const top = indexOfHighest(mv, 0, 1);
  const rose = mv[top]! - restMv;
  const peak = refined(timesMs, mv, top);
  const halfMv = restMv + (peak.mv - restMv) / 2;
  const spikesMs =
    excitable && rose >= SPIKE_RISE_MV ? upwardCrossingsMs(timesMs, mv, halfMv) : ([] as number[]);
  const trough = refined(timesMs, mv, indexOfHighest(mv, spikesMs.length > 0 ? top : 0, -1));
  return {
    restMv,
    peakMv: peak.mv,
    peakMs: peak.ms,
    troughMv: trough.mv,
    troughMs: trough.ms,
    halfWidthMs: rose > 0 ? widthMs(timesMs, mv, top, halfMv) : null,
    spikesMs,
  };
}

/** Index of the first highest (`sign` 1) or lowest (−1) value from `from` on. */
function indexOfHighest(mv: Float64Array, from: number, sign: 1 | -1): number {
  let best = from;
  for (let i = from + 1; i < mv.length; i++) if (sign * mv[i]! > sign * mv[best]! + SAME_MV) best = i;
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
function refined(timesMs: Float64Array, mv: Float64Array, i: number): Extreme {
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
   * both saw it at one instant.
   */
  readonly velocity: number | null;
}

/** Velocities between each two electrodes on the axon, in the order in which they are named. */
export function pairVelocities(places: readonly Place[], figures: readonly TraceFigures[]): PairVelocity[] {
  return places.flatMap((from, i) =>
    places.slice(i + 1).flatMap((to, offset) => {
      if (from.along === null || to.along === null || from.along === to.along) return [];
      const start = figures[i]?.spikesMs[0];
      const end = figures[i + 1 + offset]?.spikesMs[0];
      const known = start !== undefined && end !== undefined && start !== end;
      return [
        { from: from.name, to: to.name, velocity: known ? (to.along - from.along) / (end - start) : null },
      ];
    }),
  );
}

/** Figures of every trace of a recording, in its order. */
export function recordingFigures({ timesMs, traces }: Recording, excitable = true): TraceFigures[] {
  return traces.map(({ potentialMv }) => traceFigures(timesMs, potentialMv, excitable));
}
