/** What an axon asks of the part that brings its potentials from one instant to the next. */

import type { Segment } from './conditions.js';
import type { EngineState } from './engine-state.js';
import type { Geometry } from './geometry.js';
import type { ChannelFacts, ChannelReading, Gate } from './inside.js';
import type { Stimuli } from './stimuli.js';

/** What the channels of one site are doing. */
export type GateState = 'rest' | 'sodium-open' | 'potassium-open' | 'refractory';

export interface Engine {
  /** The instant that the potentials belong to [ms]. */
  readonly nowMs: number;
  /**
   * Where the next step ends and how long it is, the same to the last bit every time [ms]. Fields rather than
   * parameters, since numbers that are handed from call to call may be put on the heap.
   */
  endMs: number;
  stepMs: number;
  /** Whether one step may be of any length: the engine has a pace of its own, and many steps may be one. */
  readonly anyLength: boolean;
  /** One step, from `nowMs` to `endMs`. */
  step(): void;
  /** Whether the axon stays at its rest; where it does not, `restMv` is where it starts. */
  readonly restIsStable: boolean;
  /** Whether a compartment, held where the unstable axon would rest, would not stay there by itself either. */
  isPacemaker(compartment: number): boolean;
  /**
   * Net current out through the membrane of one compartment now [µA]: its channels and its leak. `state`: what its
   * gated channels do at the instant that is being told; `null` for what they do now.
   */
  ionicUa(compartment: number, state: GateState | null): number;
  /** What the channels of one compartment do now, and what crosses its membrane. */
  inside(compartment: number): ChannelReading;
  /** What `gatesInto` and `insideInto` tell of; null where there are no channels. */
  readonly channels: ChannelFacts | null;
  /** See `Axon.gatesInto`. */
  gatesInto(compartments: Int32Array, out: Uint8Array): void;
  /** See `Axon.insideInto`. */
  insideInto(compartment: number, out: Float64Array, at: number): void;
  /** Gates of one compartment at rest, as `inside` names them; none where there are none. */
  restGates(compartment: number): readonly Gate[];
  /** Potentials to `restMv`, channels and gates to rest, at time 0. */
  rest(restMv: Float64Array): void;
  /** Goes on from where `before` is, potentials and time, and from its channels as far as the two are alike. */
  follow(before: Engine): void;
  /** A copy of its state, between two steps. */
  capture(): EngineState;
  /** Throws ModelRefusal for a state that is none of this engine. */
  requireState(state: EngineState): void;
  /** To a state of its own at `nowMs`; potentials and stimuli are already those of that instant. */
  bring(state: EngineState, nowMs: number): void;
}

/** What an engine is made of; arrays are per compartment. */
export interface EngineParts {
  readonly geometry: Geometry;
  readonly segments: readonly Segment[];
  readonly linkConductanceMs: Float64Array;
  /** Where the axon is: the engine goes on from here and rewrites it [mV]. */
  readonly potentialMv: Float64Array;
  /** To be filled by the engine when it is made, and not changed any more [mV]. */
  readonly restMv: Float64Array;
  /** Channels stay as they are at rest: same rest, same conductance there, and nothing opens or shuts. */
  readonly frozen: boolean;
  readonly stimuli: Stimuli;
  /** To be called where a stimulus jumps or bends, with potentials of that instant, by engines that cut steps there. */
  readonly atEdge: () => void;
  /** To be called where the channels of a site switch, with that site's potential of that instant. */
  readonly switched: (site: number, state: GateState) => void;
}
