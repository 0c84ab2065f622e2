/** The lens slider: equal steps of the hand are equal ratios of time. */
import { clamp, LENS_FASTEST, LENS_SLOWEST } from '../units.js';

/** Positions of the slider, 0 (real time) to this. */
export const LENS_POSITIONS = 200;
const SPAN = Math.log(LENS_SLOWEST / LENS_FASTEST);

/** Round lenses, fastest first, for one key press at a time. */
const ROUND_LENSES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Slider position [0…LENS_POSITIONS] → ms of room per ms of axon: round where one is near, else two figures. */
export function lensAt(position: number): number {
  const exact = LENS_FASTEST * Math.exp((SPAN * clamp(position, 0, LENS_POSITIONS)) / LENS_POSITIONS);
  const halfStep = SPAN / LENS_POSITIONS / 2;
  const round = ROUND_LENSES.find((lens) => Math.abs(Math.log(lens / exact)) <= halfStep * 1.0001);
  return round ?? clamp(Number(exact.toPrecision(2)), LENS_FASTEST, LENS_SLOWEST);
}

/** The nearest slider position for a lens. */
export function positionOfLens(roomMsPerAxonMs: number): number {
  const lens = clamp(roomMsPerAxonMs, LENS_FASTEST, LENS_SLOWEST);
  return Math.round((Math.log(lens / LENS_FASTEST) / SPAN) * LENS_POSITIONS);
}

/** The next round lens that is slower (`direction` 1) or faster (−1) than the present one. */
export function nextRoundLens(roomMsPerAxonMs: number, direction: 1 | -1): number {
  if (direction === 1) return ROUND_LENSES.find((lens) => lens > roomMsPerAxonMs) ?? LENS_SLOWEST;
  return ROUND_LENSES.findLast((lens) => lens < roomMsPerAxonMs) ?? LENS_FASTEST;
}
