/** Which range of millivolts and milliseconds the traces show, for the axon that runs. Pure. */
import type { AxonFacts } from '../controller/contract.js';
import { BATH_MV } from '../units.js';
import type { Scale } from './dial.js';

/** Distances between lines of the grid [mV, ms]. */
export const GRID_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

/** Ends of the whole axis are multiples of this [mV]. */
const END_EVERY_MV = 20;
/** Widths that a zoomed axis may have [mV], so that it changes rarely and in steps that can be named. */
const SPANS_MV = [2, 5, 10, 20, 50, 100];
/** Rest sits this far up the zoomed axis. */
const REST_AT = 0.15;

/** The axis that holds whatever the channels of this axon can do, with some air below. */
export function fullScale({ restMv, channels }: AxonFacts): Scale {
  const { every: _, ...levels } = channels;
  const allMv = [restMv, BATH_MV, ...Object.values(levels)];
  return {
    lowMv: END_EVERY_MV * Math.floor((Math.min(...allMv) - 5) / END_EVERY_MV),
    highMv: END_EVERY_MV * Math.ceil(Math.max(...allMv) / END_EVERY_MV),
  };
}

/** The narrowest scale around rest that holds `lowMv`…`highMv`: small bumps fill the graph. */
export function zoomScale({ lowMv, highMv }: Scale, axon: AxonFacts): Scale {
  const { restMv } = axon;
  const up = (highMv - restMv) / (1 - REST_AT);
  const down = (restMv - lowMv) / REST_AT;
  // Eight per cent of air, so that a crest does not touch the edge.
  const needed = 1.08 * Math.max(up, down);
  const spanMv = SPANS_MV.find((span) => span >= needed);
  return spanMv === undefined
    ? fullScale(axon)
    : { lowMv: restMv - REST_AT * spanMv, highMv: restMv + (1 - REST_AT) * spanMv };
}

/** About ten seconds of room, but on a lattice at least one whole event of the axon [ms of axon]. */
export function traceWindowMs(roomMsPerAxonMs: number, channelsOn: boolean, kind: AxonFacts['kind']): number {
  const wanted = 10_000 / roomMsPerAxonMs;
  const least = kind !== 'lattice' ? 0 : channelsOn ? 20 : 40;
  for (const windowMs of [1, 2, 5, 10, 20, 40, 100, 200])
    if (windowMs >= least && windowMs >= wanted) return windowMs;
  return 200;
}
