/** What an axon asks of whatever brings its potentials from one instant to the next. */

import type { Segment } from './conditions.js';
import type { Geometry } from './geometry.js';
import type { Stimuli } from './stimuli.js';

export interface Engine {
  /** The instant that the potentials belong to [ms]. */
  readonly nowMs: number;
  /** One step, from `nowMs` to `endMs`; `stepMs` is its length, the same to the last bit every time. */
  step(endMs: number, stepMs: number): void;
  /** Potentials to `restMv`, channels and gates to rest, at time 0. */
  rest(restMv: Float64Array): void;
}

/** What an engine is made of; arrays are per compartment. */
export interface EngineParts {
  readonly geometry: Geometry;
  readonly segments: readonly Segment[];
  readonly linkConductanceMs: Float64Array;
  /** Where the axon is: the engine goes on from here and rewrites it [mV]. */
  readonly potentialMv: Float64Array;
  /** To be filled by the engine when it is made [mV]. */
  readonly restMv: Float64Array;
  readonly stimuli: Stimuli;
}
