/** An axon that runs: the public face of the model. */

import type { LatticeGeometry } from './geometry.js';
import type { GateState, MembraneSpec } from './membranes/membrane-spec.js';
import type { PulseStimulus } from './stimuli.js';

/** The channels of a site changed what they do. */
export interface GateEvent {
  /** When, on the axon's own time [ms]; located inside the step. */
  readonly timeMs: number;
  readonly site: number;
  /** What they do from now on. */
  readonly state: GateState;
}

export interface Axon {
  readonly siteCount: number;
  /** The axon's own time [ms]: 0 at the start and after `reset`. */
  readonly modelMs: number;
  /** Membrane potential of every site [mV]: a live view, rewritten by every step; read it, do not write it. */
  readonly potentialMv: Float64Array;
  /** Length of a step [ms], 1e-6 to 1; may be changed while it runs. Anything else is a RangeError. */
  stepMs: number;
  /**
   * Puts in a current, now or later. Its edges take effect at their own instant, inside a step if need be;
   * several currents into one site add up. RangeError for a wrong number, a site off the axon or a start in the
   * past.
   */
  inject(stimulus: PulseStimulus): void;
  /** One step of `stepMs`. */
  step(): void;
  /**
   * Whole steps for as long as they end at or before `modelMs`; the rest waits for the next call, so one long
   * call and many short ones give the same potentials.
   */
  advanceTo(modelMs: number): void;
  /** Another membrane on the same axon; potentials and currents stay as they are. */
  setMembrane(membrane: MembraneSpec): void;
  /** Back to rest at time 0, without stimuli. Membrane, step and listener stay. */
  reset(): void;
  /**
   * Told of every change of a site's channels, in order of time. During the call `modelMs` and `potentialMv` are
   * those of that very instant. The listener reads; it does not step, reset or change the axon.
   */
  onGate: ((event: GateEvent) => void) | null;
}

/** How the axon is to be computed. */
export interface AxonOptions {
  /** Length of a step [ms]: 0.025 for display, 0.01 for numbers. */
  readonly stepMs: number;
}

export type CreateAxon = (geometry: LatticeGeometry, membrane: MembraneSpec, options: AxonOptions) => Axon;
