/**
 * A dial. Where it turns the lens, the scale is logarithmic, because 1:2 against 1:1 is as large a change as 1:5000
 * against 1:2500; fully left is slowest, fully right is real time.
 */
import { clamp, LENS_FASTEST, LENS_SLOWEST, mix } from '../units.js';

/** Both ends of the travel count as the end itself: few potentiometers reach it. */
const DIAL_END = 0.02;
/** A turn smaller than this is noise of the converter and changes nothing. */
const DIAL_DEAD_BAND = 0.01;

/** How far a dial is turned at a position of its wiper, from 0 to 1. */
function travelAt(position: number): number {
  return clamp((position - DIAL_END) / (1 - 2 * DIAL_END), 0, 1);
}

/** The lens at a position from 0 (1:5000) to 1 (1:1) [ms of room per ms of axon]. */
export function lensAtDial(position: number): number {
  const travel = travelAt(position);
  return LENS_SLOWEST * (LENS_FASTEST / LENS_SLOWEST) ** travel;
}

/** What a dial gives between two ends, evenly. */
export const evenDial = (low: number, high: number) => (position: number) =>
  mix(low, high, travelAt(position));

/** Follows one dial: gives what it is turned to when a person has turned it, and `undefined` for noise. */
export function createDialFollower(): (
  position: number,
  valueAt?: (position: number) => number,
) => number | undefined {
  let followed: number | undefined;
  return (position, valueAt = lensAtDial) => {
    if (!Number.isFinite(position)) return undefined;
    if (followed !== undefined && Math.abs(position - followed) < DIAL_DEAD_BAND) return undefined;
    followed = position;
    return valueAt(position);
  };
}
