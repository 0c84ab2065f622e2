/** A measure as a value: a number with its unit, or no number and the reason in words. */

export type Measure =
  | {
      readonly value: number;
      readonly unit: string;
      /** So far off it may be at most, in its unit: samples are far apart, for the lens is fast. Without it, all digits are right. */
      readonly within?: number;
    }
  | { readonly value: null; readonly because: string };

/** Of the trace of one voltmeter. */
export interface TraceMeasures {
  /** Highest potential [mV]. */
  readonly peak: Measure;
  /** From the press until the first upswing of 30 mV or more is through half of its rise [ms]. */
  readonly latency: Measure;
  /** How long the highest upswing, or without one the crest, stays above half of its rise [ms]. */
  readonly halfWidth: Measure;
}

/** Of both voltmeters since a press. */
export interface SweepMeasures {
  readonly blue: TraceMeasures;
  readonly yellow: TraceMeasures;
  /** From blue to yellow. */
  readonly velocity: Measure;
}

/** Why there is nothing of a voltmeter that is outside. */
export const IN_BATH = 'a voltmeter is in the bath';

export function known(value: number, unit: string, within = 0): Measure {
  return within > 0 ? { value, unit, within } : { value, unit };
}

/** @param because a clause without a full stop: `the trace has no spike`. */
export function unknown(because: string): Measure {
  return { value: null, because };
}
