/** The public face of an axon that runs. */

import type { GateState } from './engine.js';
import type { Geometry } from './geometry.js';
import type { ChannelFacts, Inside } from './inside.js';
import type { MembraneSpec } from './membranes/index.js';
import type { AxonSnapshot } from './snapshot.js';
import type { StimulusSpec } from './stimulus-spec.js';
import type { Treatment } from './treatments.js';

/** The channels of a site changed what they do. */
export interface GateEvent {
  /** When, on the axon's own time [ms]: the instant itself, wherever in a step it falls. */
  readonly timeMs: number;
  readonly site: number;
  /** What they do from now on. */
  readonly state: GateState;
}

/** The membrane of one compartment. */
export interface CompartmentMembrane {
  /** [µF; µF/cm² on a patch] */
  readonly capacitanceUf: number;
  /** Whether channels that can make an action potential work there: without them nothing fires, whatever is put in. */
  readonly canFire: boolean;
  /** Whether it is one of those that make the rest of the axon unstable: by itself it would not stay there. */
  readonly pacemaker: boolean;
}

export interface Axon {
  readonly geometry: Geometry;
  readonly compartmentCount: number;
  /** The same number: on a lattice a compartment is a site. */
  readonly siteCount: number;
  /** The axon's own time [ms]: 0 at the start and after `reset`. */
  readonly modelMs: number;
  /** Membrane potential of every compartment [mV]: a live view, rewritten by every step; read it, do not write it. */
  readonly potentialMv: Float64Array;
  /**
   * Where every compartment rests [mV], found numerically for the membrane and the treatments in force; a live
   * view, rewritten whenever those change. The axon starts here, and `reset` leads here. Where that rest is
   * unstable it is instead that of the membrane without treatments, or, if that is unstable too, of the membrane of its
   * paper: from there the axon goes where it will.
   */
  readonly restMv: Float64Array;
  /** Whether the axon stays where it would rest, with the membrane and the treatments in force: see stability.ts. */
  readonly restIsStable: boolean;
  /** Where the centre of every compartment is: sites, millimetres or nodes. */
  readonly places: Float64Array;
  /** The treatments given, whenever they are in force; and those that are in force now. */
  readonly treatments: readonly Treatment[];
  readonly treatmentsInForce: readonly Treatment[];
  /**
   * Length of a step [ms], 1e-6 to 1, and no longer than `longestStepMs` of the membrane and the treatments in force;
   * may be changed while it runs. Anything else is a ModelRefusal, and so is a step in which trains start and stop more
   * than 1000 times. A gated membrane goes from switch to switch at any step: there it says only how often one may look.
   */
  stepMs: number;
  /**
   * Whether a step may be of any length without loss: the membrane goes from switch to switch, and a look at it in
   * between only costs. False where steps follow leak or gates; changes with the membrane.
   */
  readonly anyStep: boolean;
  /** The compartment that holds a place (see place.ts). ModelRefusal for a place off the axon. */
  compartmentAt(at: number): number;
  /**
   * Stimulates, now or later: a current, or a conductance that the membrane opens. Its edges take effect at their own
   * instant, inside a step if need be; several into one compartment add up. ModelRefusal for a wrong number, a place off the
   * axon, a unit or a kind that is not this axon's, a start in the past, or trains that together start and stop more
   * than 1000 times in a step. @returns its number, for `endStimulus`; no other stimulus ever gets the same.
   */
  inject(stimulus: StimulusSpec): number;
  /** Ends a stimulus now: nothing of it flows any more. One that is over, or was never there, is left alone. */
  endStimulus(id: number): void;
  /**
   * Net current out through the membrane of one compartment now [µA; µA/cm² on a patch], below 0 if inward: its
   * channels, whatever treatments have left of them, and its leak; not what flows along the axon, charges the
   * capacitance or is put in. Within a call of `onGate` it is that of the site that is told, just after its switch.
   * ModelRefusal for a compartment that is not there.
   */
  ionicUa(compartment: number): number;
  /**
   * What goes on at one compartment now: its gates or switches at the instant of its potential, its currents by ion,
   * and the same in words. ModelRefusal as for `ionicUa`, and within a call of `onGate` or `onEdge`.
   */
  inside(compartment: number): Inside;
  /** The gates and ions that `gatesInto` and `insideInto` tell of; null on a membrane without channels. */
  readonly channels: ChannelFacts | null;
  /**
   * Writes the gates of some compartments as they are at the instant of their potentials: two bytes each, sodium and
   * potassium. Bits 7 and 6: 0 shut, 1 open, 2 locked, 3 out of work (blocked, dead, not there). Bits 5 to 0: the share of all
   * its channels that is open, 63 for all. Gates that obey rates count as open where clearly more are open than at rest;
   * frozen ones are shut. Allocates nothing. ModelRefusal as for `inside`.
   */
  gatesInto(compartments: Int32Array, out: Uint8Array): void;
  /**
   * Writes from `out[at]` on what `inside` says in numbers: each gate of `channels.gates` (NaN where a compartment has none), then the
   * current out of each of `channels.ions` [µA; µA/cm² on a patch]. Nothing where `channels` is null. ModelRefusal as for `inside`.
   */
  insideInto(compartment: number, out: Float64Array, at: number): void;
  /** What a compartment is made of, with the membrane and the treatments in force. ModelRefusal as for `ionicUa`. */
  membraneAt(compartment: number): CompartmentMembrane;
  /** One step of `stepMs`. */
  step(): void;
  /**
   * Whole steps for as long as they end at or before `modelMs`; the rest waits for the next call, so one long
   * call and many short ones give the same potentials.
   */
  advanceTo(modelMs: number): void;
  /**
   * Another membrane on the same axon; potentials, currents and treatments stay as they are. ModelRefusal as for
   * `createAxon`, also where `stepMs` is too long for it; the membrane before then stays.
   */
  setMembrane(membrane: MembraneSpec): void;
  /**
   * These treatments and no others from now on, each in force as its times say: the axon changes at the first end of
   * a step at or after them. Potentials and gates stay. ModelRefusal, naming the treatment by its place in the list, for a
   * wrong number, a stretch off the axon, two of one kind on one place at one time, or one that this membrane or geometry
   * cannot mean (with the reason), or warmth for which `stepMs` is too long; the treatments before then stay in force.
   */
  treat(treatments: readonly Treatment[]): void;
  /** Whether the channels stay as they are at rest: nothing opens, nothing shuts. */
  readonly channelsFrozen: boolean;
  /**
   * Holds every gate at its resting value from now on, or lets all go again; potentials and stimuli stay as they are. The
   * rest is the same, and so is the conductance there, but nothing answers; where it is unstable, it becomes stable, and
   * `restMv` is that rest itself. A treatment moves that rest, and the gates
   * with it. Let go, gates go on from where they were held, and channels that switch go on from rest: an axon
   * frozen in an action potential has forgotten its refractory period.
   */
  freezeChannels(frozen: boolean): void;
  /**
   * All that the axon is now, as plain data of its own: time and step, membrane, treatments, potentials, channels, stimuli
   * under way. What is done to the axon afterwards changes nothing in it.
   */
  snapshot(): AxonSnapshot;
  /**
   * Back to a snapshot, of this axon or of another one with the same geometry: from there everything comes as it came
   * after the snapshot was taken, to the last bit, as long as the same is done. Listeners stay. ModelRefusal for a
   * snapshot of another geometry, or one that makes no sense.
   */
  restore(snapshot: AxonSnapshot): void;
  /** Back to rest at time 0, with the treatments that are in force then, and without stimuli. Membrane, treatments, frozen channels, step and listener stay. */
  reset(): void;
  /**
   * Told of every change of a site's channels of a gated membrane, in order of time. During the call `modelMs` and
   * the site's own `potentialMv` are those of that very instant; other sites may still hold what they had up to a step
   * before. The listener reads, and may put in a current that begins at that instant or later; it does not step, reset
   * or change the axon, nor takes a snapshot.
   */
  onGate: ((event: GateEvent) => void) | null;
  /**
   * Told where a stimulus starts, stops or bends, on membranes whose steps are cut there (gated and passive): traces have
   * a corner. `modelMs` and all of `potentialMv` are those of that instant. The listener reads, and does nothing else.
   */
  onEdge: (() => void) | null;
}

/** How the axon is to be computed. */
export interface AxonOptions {
  /** Length of a step [ms]: 0.025 for display, 0.01 for numbers, 0.005 for frog nodes; see `longestStepMs`. */
  readonly stepMs: number;
  /** What is done to it from the beginning; nothing unless said otherwise. */
  readonly treatments?: readonly Treatment[];
  /** Whether its channels are frozen from the beginning: see `Axon.freezeChannels`. */
  readonly channelsFrozen?: boolean;
}
