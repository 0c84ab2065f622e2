/** mV → angle of a needle on a printed or drawn scale. */
import { clamp, mix } from '../units.js';

/** The two ends of a scale. Angles from the vertical, clockwise positive; the high end may lie on either side. */
export interface NeedleScale {
  readonly lowMv: number;
  readonly highMv: number;
  readonly lowDeg: number;
  readonly highDeg: number;
}

/** −100 to +50 mV over 120°: 0.8° a millivolt, rest at −36°, the bath's 0 mV at +20°. */
export const DEFAULT_NEEDLE_SCALE: NeedleScale = { lowMv: -100, highMv: 50, lowDeg: -60, highDeg: 60 };

/** Where the needle points [degrees]; it stops at both ends, and NaN lies at the low one. */
export function needleAngleDeg(scale: NeedleScale, potentialMv: number): number {
  const fraction = clamp((potentialMv - scale.lowMv) / (scale.highMv - scale.lowMv), 0, 1);
  return mix(scale.lowDeg, scale.highDeg, fraction);
}
