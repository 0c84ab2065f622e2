/** Currents put into the axon by an electrode. */

/** A current that is switched on, held, and switched off. */
export interface PulseStimulus {
  readonly kind: 'pulse';
  /** The site it enters, counted from 0. */
  readonly site: number;
  /** When it starts, on the axon's own time [ms]; now or later. It need not fall on a step. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Positive depolarises [µA, in the units of the geometry]. */
  readonly currentUa: number;
}
