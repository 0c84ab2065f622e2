/** An axon that runs: the public face of the model. */

import { type Compartments, compartmentsOf, MEMBRANE } from './compartments.js';
import type { Segment } from './conditions.js';
import type { Engine, GateState } from './engine.js';
import type { Geometry } from './geometry.js';
import { requireStep } from './longest-step.js';
import { requireMembrane } from './membrane-checks.js';
import { type MembraneSpec, membraneOf } from './membranes/index.js';
import { compartmentAt, compartmentPlaces } from './place.js';
import { ModelRefusal } from './refusal.js';
import { requireWhole } from './require.js';
import { segmentsOf } from './segments.js';
import { Stimuli } from './stimuli.js';
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
   * view, rewritten by `treat` and `setMembrane`. The axon starts here, and `reset` leads here. Where that rest is
   * unstable it is instead that of the membrane without treatments, or, if that is unstable too, of the membrane of its
   * paper: from there the axon goes where it will.
   */
  readonly restMv: Float64Array;
  /** Whether the axon stays where it would rest, with the membrane and the treatments in force: see stability.ts. */
  readonly restIsStable: boolean;
  /** Where the centre of every compartment is: sites, millimetres or nodes. */
  readonly places: Float64Array;
  /** The treatments in force. */
  readonly treatments: readonly Treatment[];
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
   * than 1000 times in a step.
   */
  inject(stimulus: StimulusSpec): void;
  /**
   * Net current out through the membrane of one compartment now [µA; µA/cm² on a patch], below 0 if inward: its
   * channels, whatever treatments have left of them, and its leak; not what flows along the axon, charges the
   * capacitance or is put in. Within a call of `onGate` it is that of the site that is told, just after its switch.
   * ModelRefusal for a compartment that is not there.
   */
  ionicUa(compartment: number): number;
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
   * These treatments and no others from now on; potentials and gates stay. ModelRefusal, naming the treatment by its
   * place in the list, for a wrong number, a stretch off the axon, two of one kind on one place, or one that this
   * membrane or geometry cannot mean (with the reason), or warmth for which `stepMs` is too long; the treatments
   * before then stay in force.
   */
  treat(treatments: readonly Treatment[]): void;
  /** Back to rest at time 0, without stimuli. Membrane, treatments, step and listener stay. */
  reset(): void;
  /**
   * Told of every change of a site's channels of a gated membrane, in order of time. During the call `modelMs` and
   * the site's own `potentialMv` are those of that very instant; other sites may still hold what they had up to a step
   * before. The listener reads, and may put in a current that begins at that instant or later; it does not step, reset
   * or change the axon.
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
}

/**
 * An axon at rest at time 0. ModelRefusal, naming the field, its value and its range, for a geometry, membrane or
 * step that makes no sense, or do not go together.
 */
export function createAxon(geometry: Geometry, membrane: MembraneSpec, options: AxonOptions): Axon {
  return new RunningAxon(geometry, membrane, options);
}

const COMPARTMENT = ['compartment'];

/** A time this much short of a whole step counts as one [fraction of a step]: rounding, not waiting. */
const STEP_SLACK = 1e-6;

class RunningAxon implements Axon {
  readonly geometry: Geometry;
  readonly compartmentCount: number;
  readonly siteCount: number;
  readonly potentialMv: Float64Array;
  readonly restMv: Float64Array;
  readonly places: Float64Array;
  treatments: readonly Treatment[] = [];
  onGate: ((event: GateEvent) => void) | null = null;
  onEdge: (() => void) | null = null;

  readonly #compartments: Compartments;
  readonly #stimuli: Stimuli;
  #membrane: MembraneSpec;
  #engine: Engine;
  #stepMs: number;
  /** Time is counted in whole steps from here, so that it does not drift by adding up [ms]. */
  #originMs = 0;
  #stepsSinceOrigin = 0;

  #segments: readonly Segment[] = [];
  /** The site whose switch is being told, and what it does from then on. */
  #told: { readonly site: number; readonly state: GateState } | null = null;

  readonly #switched = (site: number, state: GateState): void => {
    if (this.onGate === null) return;
    this.#told = { site, state };
    try {
      this.onGate({ timeMs: this.#engine.nowMs, site, state });
    } finally {
      this.#told = null;
    }
  };

  readonly #atEdge = (): void => {
    this.onEdge?.();
  };

  constructor(geometry: Geometry, membrane: MembraneSpec, options: AxonOptions) {
    this.#compartments = compartmentsOf(geometry);
    this.geometry = { ...geometry };
    const { count } = this.#compartments;
    this.compartmentCount = count;
    this.siteCount = count;
    this.potentialMv = new Float64Array(count);
    this.restMv = new Float64Array(count);
    this.places = compartmentPlaces(geometry);
    this.#stimuli = new Stimuli(geometry, count);
    this.#stepMs = options.stepMs;
    this.#membrane = membrane;
    this.treatments = copied(options.treatments ?? []);
    this.#engine = this.#engineOf(membrane, this.treatments, null);
    this.#engine.rest(this.restMv);
  }

  get modelMs(): number {
    return this.#engine.nowMs;
  }

  get restIsStable(): boolean {
    return this.#engine.restIsStable;
  }

  get stepMs(): number {
    return this.#stepMs;
  }

  set stepMs(stepMs: number) {
    if (stepMs === this.#stepMs) return;
    requireStep(stepMs, this.#membrane, this.treatments);
    this.#stimuli.requireStep(stepMs);
    this.#stepMs = stepMs;
    this.#countFrom(this.#engine.nowMs);
  }

  get anyStep(): boolean {
    return this.#engine.anyLength;
  }

  compartmentAt(at: number): number {
    return compartmentAt(this.geometry, at);
  }

  ionicUa(compartment: number): number {
    requireWhole(COMPARTMENT, compartment, 0, this.compartmentCount - 1);
    const told = this.#told?.site === compartment ? this.#told.state : null;
    return this.#engine.ionicUa(compartment, told);
  }

  membraneAt(compartment: number): CompartmentMembrane {
    requireWhole(COMPARTMENT, compartment, 0, this.compartmentCount - 1);
    const { conditions } = this.#segments.find(({ to }) => compartment < to)!;
    return {
      capacitanceUf: conditions.capacitanceUf,
      canFire: this.#canFire(conditions, compartment),
      pacemaker: this.#engine.isPacemaker(compartment),
    };
  }

  inject(stimulus: StimulusSpec): void {
    this.#stimuli.add(stimulus, this.#engine.nowMs, this.#stepMs);
  }

  step(): void {
    const engine = this.#engine;
    engine.endMs = this.#endOfNextStepMs();
    engine.stepMs = this.#stepMs;
    engine.step();
    this.#stepsSinceOrigin++;
  }

  advanceTo(modelMs: number): void {
    if (!Number.isFinite(modelMs)) {
      throw new ModelRefusal(['advanceTo'], 'a time in ms', String(modelMs));
    }
    const reachedMs = modelMs + STEP_SLACK * this.#stepMs;
    if (!this.#engine.anyLength) {
      while (this.#endOfNextStepMs() <= reachedMs) this.step();
      return;
    }
    const steps = Math.floor((reachedMs - this.#originMs) / this.#stepMs);
    if (steps <= this.#stepsSinceOrigin) return;
    this.#stepsSinceOrigin = steps - 1;
    this.step();
  }

  setMembrane(membrane: MembraneSpec): void {
    this.#engine = this.#engineOf(membrane, this.treatments, this.#engine);
    this.#membrane = membrane;
  }

  treat(treatments: readonly Treatment[]): void {
    const wanted = copied(treatments);
    this.#engine = this.#engineOf(this.#membrane, wanted, this.#engine);
    this.treatments = wanted;
  }

  reset(): void {
    this.#stimuli.clear();
    this.#engine.rest(this.restMv);
    this.#countFrom(0);
  }

  /** The engine for this membrane; it goes on from `before` as far as the two have things in common. */
  #engineOf(membrane: MembraneSpec, treatments: readonly Treatment[], before: Engine | null): Engine {
    requireMembrane(this.geometry, membrane);
    const segments: Segment[] = segmentsOf(
      this.geometry,
      this.#compartments,
      this.places,
      membrane,
      treatments,
    );
    requireStep(this.#stepMs, membrane, treatments);
    const parts = {
      geometry: this.geometry,
      segments,
      linkConductanceMs: this.#compartments.linkConductanceMs,
      potentialMv: this.potentialMv,
      restMv: this.restMv,
      stimuli: this.#stimuli,
      atEdge: this.#atEdge,
      switched: this.#switched,
    };
    const engine = membraneOf(membrane).createEngine(membrane, parts, before);
    this.#segments = segments;
    return engine;
  }

  #canFire({ dead, cover, sodiumFraction }: Segment['conditions'], compartment: number): boolean {
    if (dead || cover !== MEMBRANE || sodiumFraction === 0) return false;
    return membraneOf(this.#membrane).canFire?.(this.#membrane, compartment) ?? false;
  }

  #countFrom(originMs: number): void {
    this.#originMs = originMs;
    this.#stepsSinceOrigin = 0;
  }

  #endOfNextStepMs(): number {
    return this.#originMs + (this.#stepsSinceOrigin + 1) * this.#stepMs;
  }
}

function copied(treatments: readonly Treatment[]): readonly Treatment[] {
  return treatments.map((treatment) => ({ ...treatment }));
}
