/** What the electrodes of an experiment saw, from its first instant to its last. */

/** One electrode's potential at every time of its recording [mV]. */
export interface Trace {
  /** As the file names the electrode. */
  readonly name: string;
  readonly potentialMv: Float64Array;
}

/**
 * Every computed step is kept, and for electrodes on gated sites also the instants at which their channels switch:
 * peaks and spike times do not get coarser when somebody wants fewer rows.
 */
export interface Recording {
  /** In order, from 0 [ms]. */
  readonly timesMs: Float64Array;
  readonly traces: readonly Trace[];
}
