/** What the electrodes of an experiment saw, from its first instant to its last. */

import type { Upswing } from './spikes.js';

/** One electrode's potential at every time of its recording [mV]. */
export interface Trace {
  /** As the file names the electrode. */
  readonly name: string;
  readonly potentialMv: Float64Array;
  /** Its spikes, in order of time; none in the bath, nor where no sodium channels work. */
  readonly spikes: readonly Upswing[];
  /** How many other upswings as high it has where channels work: the stimulus or the neighbours made them. */
  readonly lifts: number;
  /** How many spikes passed a place further off; `null` where every spike comes from further off. */
  readonly left: number | null;
}

/**
 * Every computed step is kept, and for electrodes on gated sites also the instants at which their channels switch:
 * peaks and spike times do not get coarser when somebody wants fewer rows.
 */
export interface Recording {
  /** In order, from 0 [ms]. */
  readonly timesMs: Float64Array;
  readonly traces: readonly Trace[];
  /** The lowest and the highest potential at any electrode, and wherever a current goes in [mV]. */
  readonly lowestMv: number;
  readonly highestMv: number;
  /** Whether the axon would have stayed at its rest if nothing had been put in. */
  readonly restIsStable: boolean;
  /** Stretches that fire by themselves, from the first to the last place: none where the rest is stable. */
  readonly pacemakers: readonly (readonly [number, number])[];
}
