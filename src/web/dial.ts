/** The scale of a voltmeter: millivolts to the angle of its needle, ticks and marks. Pure. */
import { clamp, mix } from '../units.js';

export const DIAL_LOW_MV = -100;
export const DIAL_HIGH_MV = 50;
/** Angle of the needle at both ends [degrees from upright, clockwise]. */
const END_DEGREES = 56;

/** Angle for a potential; beyond the scale the needle stands at its pin, a little past the end. */
export function needleDegrees(potentialMv: number): number {
  const fraction = (potentialMv - DIAL_LOW_MV) / (DIAL_HIGH_MV - DIAL_LOW_MV);
  return mix(-END_DEGREES, END_DEGREES, clamp(fraction, -0.02, 1.02));
}

export interface Tick {
  readonly potentialMv: number;
  /** Long ticks carry a figure. */
  readonly kind: 'long' | 'middle' | 'short';
}

/** A tick every 5 mV, a longer one every 10 mV, a figure every 50 mV and at −70, where the axon rests. */
export function dialTicks(): Tick[] {
  const ticks: Tick[] = [];
  for (let potentialMv = DIAL_LOW_MV; potentialMv <= DIAL_HIGH_MV; potentialMv += 5) {
    const kind = potentialMv % 50 === 0 ? 'long' : potentialMv % 10 === 0 ? 'middle' : 'short';
    ticks.push({ potentialMv, kind });
  }
  return ticks;
}

/** Where the lesson's channels change their state. */
export const THRESHOLDS = [
  { potentialMv: -80, words: 'K closes', main: false },
  { potentialMv: -55, words: 'Na opens', main: true },
  { potentialMv: 40, words: 'K opens', main: false },
] as const;
