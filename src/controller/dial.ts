/**
 * A dial: its travel from fully left, 0, to fully right, 1. What it turns follows evenly, but for the lens, whose scale is
 * logarithmic, because 1:2 against 1:1 is as large a change as 1:5000 against 1:2500; fully left is slowest, fully
 * right is real time.
 */
import { clamp, LENS_FASTEST, LENS_SLOWEST } from '../units.js';

/** Both ends of the travel count as the end itself: few potentiometers reach it. */
const DIAL_END = 0.02;
/** A turn smaller than this is noise of the converter and changes nothing. */
const DIAL_DEAD_BAND = 0.01;

/** The travel at a position from 0 to 1. */
export function travelAt(position: number): number {
  return clamp((position - DIAL_END) / (1 - 2 * DIAL_END), 0, 1);
}

/** The lens [ms of room per ms of axon]. */
export function lensAt(travel: number): number {
  return LENS_SLOWEST * (LENS_FASTEST / LENS_SLOWEST) ** travel;
}

/** Follows one dial: gives its travel when a person has turned it, and `undefined` for noise. */
export function createDialFollower(): (position: number) => number | undefined {
  let followed: number | undefined;
  return (position) => {
    if (!Number.isFinite(position)) return undefined;
    if (followed !== undefined && Math.abs(position - followed) < DIAL_DEAD_BAND) return undefined;
    followed = position;
    return travelAt(position);
  };
}
