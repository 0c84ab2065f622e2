/** Which stretch of millivolts and milliseconds the traces show. Pure. */
import { REST_MV } from '../units.js';

/** Full scale of an action potential [mV]. */
export const FULL_LOW_MV = -100;
export const FULL_HIGH_MV = 60;

/** Distances between lines of the grid [mV, ms]. */
export const GRID_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

/** Widths that a zoomed axis may have [mV], so that it changes rarely and in steps that can be named. */
const SPANS_MV = [2, 5, 10, 20, 50, 100, 160];
/** Rest sits this far up the zoomed axis. */
const REST_AT = 0.15;

/** The narrowest named span around rest that holds `lowMv`…`highMv`: small bumps fill the graph. */
export function zoomSpanMv(lowMv: number, highMv: number): number {
  const up = (highMv - REST_MV) / (1 - REST_AT);
  const down = (REST_MV - lowMv) / REST_AT;
  // Eight per cent of air, so that a crest does not touch the edge.
  const needed = 1.08 * Math.max(up, down);
  return SPANS_MV.find((span) => span >= needed) ?? SPANS_MV[SPANS_MV.length - 1]!;
}

/** Lower and upper end of the axis for a span [mV]. */
export function zoomRange(spanMv: number): [number, number] {
  if (spanMv >= SPANS_MV[SPANS_MV.length - 1]!) return [FULL_LOW_MV, FULL_HIGH_MV];
  return [REST_MV - REST_AT * spanMv, REST_MV + (1 - REST_AT) * spanMv];
}

/** About ten seconds of room, but at least one whole event of the axon [ms of axon]. */
export function traceWindowMs(roomMsPerAxonMs: number, passive: boolean): number {
  const wanted = 10_000 / roomMsPerAxonMs;
  const least = passive ? 40 : 20;
  for (const windowMs of [20, 40, 100, 200]) if (windowMs >= least && windowMs >= wanted) return windowMs;
  return 200;
}
