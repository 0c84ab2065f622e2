/** What a reader would measure on the trace of one voltmeter, live or from a recording. */
import {
  crossingMs,
  figure,
  LEAST_RISE_MV,
  SpikeFinder,
  type TraceFigures,
  traceFigures,
} from '../../experiment/index.js';
import { known, type Measure, type TraceMeasures, unknown } from './measure.js';

/** One voltmeter: its readings in order of time, both arrays of one length. */
export interface MeterTrace {
  readonly timesMs: Float64Array;
  readonly potentialMv: Float64Array;
}

const LIFTED = 'the rise at the voltmeter is no spike: the membrane there did not make it, and was lifted';
const NOTHING = 'the voltmeter has read nothing yet';

/** What was measured, and how many rises of 30 mV or more there were that are no spikes. */
export interface MeterFigures extends TraceFigures {
  readonly lifts: number;
  /** The first spike may be so much earlier or later, and the half width so much off; 0 where they are exact [ms]. */
  readonly spikeWithinMs: number;
  readonly widthWithinMs: number;
}

/** Between samples no further apart than this a crossing is found to the last digit that is told, or nearly so [ms]. */
const CLOSE_MS = 0.03;
/** The same on a lattice, whose traces have corners. */
export const CLOSE_ON_LATTICE_MS = 0.0225;

/** The longest time between two samples, from the one at or before `fromMs` to the one at or after `toMs`; 0 if short [ms]. */
function apartMs(timesMs: Float64Array, fromMs: number, toMs: number, closeMs: number): number {
  let longest = 0;
  for (let row = 1; row < timesMs.length; row++) {
    if (timesMs[row]! < fromMs || timesMs[row - 1]! > toMs) continue;
    longest = Math.max(longest, timesMs[row]! - timesMs[row - 1]!);
  }
  return longest > closeMs ? longest : 0;
}

/**
 * Of a trace alone nobody can tell whether the membrane made an upswing or something else lifted it.
 * @param spikesMs when the membrane at this voltmeter began spikes of its own, in order of time.
 * @param closeMs samples that are further apart make figures inexact.
 * @returns `null` for an empty trace.
 */
export function figuresOf(
  { timesMs, potentialMv }: MeterTrace,
  spikesMs: readonly number[],
  closeMs = CLOSE_MS,
): MeterFigures | null {
  if (timesMs.length === 0) return null;
  const finder = new SpikeFinder();
  for (let row = 0; row < timesMs.length; row++) finder.add(row, timesMs[row]!, potentialMv[row]!, 0);
  const { upswings } = finder;
  const spikes = upswings.filter(({ troughMs }, k) => {
    const nextMs = upswings[k + 1]?.troughMs ?? Number.POSITIVE_INFINITY;
    return spikesMs.some((ms) => troughMs <= ms && ms < nextMs);
  });
  const figures = traceFigures(timesMs, potentialMv, spikes);
  const [firstMs = Number.NaN] = figures.spikesMs;
  const { peakMs, halfWidthMs } = figures;
  return {
    ...figures,
    lifts: upswings.length - spikes.length,
    spikeWithinMs: Number.isNaN(firstMs) ? 0 : apartMs(timesMs, firstMs, firstMs, closeMs),
    // One crossing before the crest, one after it.
    widthWithinMs:
      halfWidthMs === null ? 0 : 2 * apartMs(timesMs, peakMs - halfWidthMs, peakMs + halfWidthMs, closeMs),
  };
}

/** @param figures of the trace from the press on. @param pressMs when that was, on the axon's own time. */
export function traceMeasures(figures: MeterFigures | null, pressMs: number): TraceMeasures {
  if (figures === null) {
    const nothing = unknown(NOTHING);
    return { peak: nothing, latency: nothing, halfWidth: nothing };
  }
  const { restMv, peakMv, spikesMs, halfWidthMs, lifts, spikeWithinMs, widthWithinMs } = figures;
  return {
    peak: known(peakMv, 'mV'),
    latency:
      spikesMs.length > 0
        ? known(spikesMs[0]! - pressMs, 'ms', spikeWithinMs)
        : unknown(lifts > 0 ? LIFTED : 'no rise of 30 mV or more came past the voltmeter'),
    halfWidth:
      halfWidthMs === null
        ? unknown(
            peakMv - restMv < LEAST_RISE_MV
              ? 'the potential has not risen'
              : 'the potential has not come back below half of its rise',
          )
        : known(halfWidthMs, 'ms', widthWithinMs),
  };
}

/** When a trace falls through a level for the first time, at `afterMs` or later [ms]. */
export function fallThrough({ timesMs, potentialMv }: MeterTrace, levelMv: number, afterMs: number): Measure {
  let above = false;
  for (let row = 0; row < timesMs.length; row++) {
    if (timesMs[row]! < afterMs) continue;
    if (above && potentialMv[row]! <= levelMv) {
      return known(crossingMs(timesMs, potentialMv, row, levelMv), 'ms');
    }
    above = potentialMv[row]! > levelMv;
  }
  if (timesMs.length === 0) return unknown(NOTHING);
  return unknown(
    above
      ? `the potential is still above ${figure(levelMv)} mV`
      : `the potential was never above ${figure(levelMv)} mV`,
  );
}
