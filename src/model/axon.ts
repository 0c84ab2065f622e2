/** An axon that runs. */

import type { Axon, AxonOptions, CompartmentMembrane, GateEvent } from './axon-contract.js';
import { type Compartments, compartmentsOf, MEMBRANE } from './compartments.js';
import type { Segment } from './conditions.js';
import type { GateState } from './engine.js';
import type { Geometry } from './geometry.js';
import type { ChannelFacts, Inside } from './inside.js';
import { insideWords } from './inside-words.js';
import { requireStep } from './longest-step.js';
import { type MembraneSpec, membraneOf } from './membranes/index.js';
import { compartmentAt, compartmentPlaces } from './place.js';
import { ModelRefusal } from './refusal.js';
import { requireWhole } from './require.js';
import { type Makeup, type Setup, Setups } from './setups.js';
import { type AxonSnapshot, requireSnapshot } from './snapshot.js';
import { Stimuli } from './stimuli.js';
import type { StimulusSpec } from './stimulus-spec.js';
import { isTimed, nextChangeMs } from './treatment-times.js';
import type { Treatment } from './treatments.js';

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
  onGate: ((event: GateEvent) => void) | null = null;
  onEdge: (() => void) | null = null;

  readonly #compartments: Compartments;
  readonly #stimuli: Stimuli;
  readonly #setups: Setups;
  #makeup: Makeup;
  /** What holds of it now. */
  #setup: Setup;
  /** From when on others of its treatments are in force [ms]. */
  #changesMs = Number.POSITIVE_INFINITY;
  #stepMs: number;
  /** Time is counted in whole steps from here, so that it does not drift by adding up [ms]. */
  #originMs = 0;
  #stepsSinceOrigin = 0;
  /** A listener is being told something. */
  #telling = false;
  /** The site whose switch is being told, and what it does from then on. */
  #told: { readonly site: number; readonly state: GateState } | null = null;

  readonly #switched = (site: number, state: GateState): void => {
    if (this.onGate === null) return;
    this.#told = { site, state };
    this.#telling = true;
    try {
      this.onGate({ timeMs: this.#setup.engine.nowMs, site, state });
    } finally {
      this.#told = null;
      this.#telling = false;
    }
  };

  readonly #atEdge = (): void => {
    if (this.onEdge === null) return;
    this.#telling = true;
    try {
      this.onEdge();
    } finally {
      this.#telling = false;
    }
  };

  constructor(geometry: Geometry, membrane: MembraneSpec, options: AxonOptions) {
    this.#compartments = compartmentsOf(geometry);
    const { count, linkConductanceMs } = this.#compartments;
    this.geometry = { ...geometry };
    this.compartmentCount = count;
    this.siteCount = count;
    this.potentialMv = new Float64Array(count);
    this.restMv = new Float64Array(count);
    this.places = compartmentPlaces(geometry);
    this.#stimuli = new Stimuli(geometry, count);
    this.#stepMs = options.stepMs;
    this.#setups = new Setups(this.#compartments, this.places, {
      geometry: this.geometry,
      linkConductanceMs,
      potentialMv: this.potentialMv,
      stimuli: this.#stimuli,
      atEdge: this.#atEdge,
      switched: this.#switched,
    });
    const { treatments = [], channelsFrozen = false } = options;
    this.#makeup = { membrane: { ...membrane }, treatments: copied(treatments), frozen: channelsFrozen };
    this.#setup = this.#setupAt(0, this.#makeup, this.#stepMs);
    this.#begin();
  }

  get modelMs(): number {
    return this.#setup.engine.nowMs;
  }

  get treatments(): readonly Treatment[] {
    return this.#makeup.treatments;
  }

  get treatmentsInForce(): readonly Treatment[] {
    return this.#setup.inForce;
  }

  get channelsFrozen(): boolean {
    return this.#makeup.frozen;
  }

  get restIsStable(): boolean {
    return this.#setup.engine.restIsStable;
  }

  get stepMs(): number {
    return this.#stepMs;
  }

  set stepMs(stepMs: number) {
    if (stepMs === this.#stepMs) return;
    requireStep(stepMs, this.#makeup.membrane, this.#makeup.treatments);
    this.#stimuli.requireStep(stepMs);
    this.#stepMs = stepMs;
    this.#countFrom(this.#setup.engine.nowMs);
  }

  get anyStep(): boolean {
    return this.#setup.engine.anyLength;
  }

  compartmentAt(at: number): number {
    return compartmentAt(this.geometry, at);
  }

  ionicUa(compartment: number): number {
    requireWhole(COMPARTMENT, compartment, 0, this.compartmentCount - 1);
    const told = this.#told?.site === compartment ? this.#told.state : null;
    return this.#setup.engine.ionicUa(compartment, told);
  }

  inside(compartment: number): Inside {
    requireWhole(COMPARTMENT, compartment, 0, this.compartmentCount - 1);
    this.#requireQuiet('inside');
    const { engine } = this.#setup;
    const conditions = this.#conditionsAt(compartment);
    const { membrane, frozen } = this.#makeup;
    const reading = engine.inside(compartment);
    const facts = {
      ...reading,
      conditions,
      bare: conditions.ownLeakMs !== this.#compartments.leakConductanceMs[compartment],
      frozen,
      hasChannels:
        reading.gates.length > 0 ||
        reading.switching !== null ||
        membraneOf(membrane).canFire?.(membrane, compartment) === true,
      potentialMv: this.potentialMv[compartment]!,
      restMv: this.restMv[compartment]!,
      restGates: engine.restGates(compartment),
    };
    return { ...reading, words: insideWords(facts) };
  }

  get channels(): ChannelFacts | null {
    return this.#setup.engine.channels;
  }

  gatesInto(compartments: Int32Array, out: Uint8Array): void {
    const last = this.compartmentCount - 1;
    for (let k = 0; k < compartments.length; k++) {
      const at = compartments[k]!;
      if (at < 0 || at > last) requireWhole(COMPARTMENT, at, 0, last);
    }
    this.#requireQuiet('gatesInto');
    this.#setup.engine.gatesInto(compartments, out);
  }

  insideInto(compartment: number, out: Float64Array, at: number): void {
    requireWhole(COMPARTMENT, compartment, 0, this.compartmentCount - 1);
    this.#requireQuiet('insideInto');
    this.#setup.engine.insideInto(compartment, out, at);
  }

  membraneAt(compartment: number): CompartmentMembrane {
    requireWhole(COMPARTMENT, compartment, 0, this.compartmentCount - 1);
    const conditions = this.#conditionsAt(compartment);
    return {
      capacitanceUf: conditions.capacitanceUf,
      canFire: this.#canFire(conditions, compartment),
      pacemaker: this.#setup.engine.isPacemaker(compartment),
    };
  }

  inject(stimulus: StimulusSpec): number {
    return this.#stimuli.add(stimulus, this.#setup.engine.nowMs, this.#stepMs);
  }

  endStimulus(id: number): void {
    this.#requireQuiet('endStimulus');
    this.#stimuli.end(id, this.#setup.engine.nowMs);
  }

  step(): void {
    const { engine } = this.#setup;
    engine.endMs = this.#endOfNextStepMs();
    engine.stepMs = this.#stepMs;
    engine.step();
    this.#stepsSinceOrigin++;
    if (engine.nowMs >= this.#changesMs) this.#goOnWith(this.#setups.at(engine.nowMs, this.#makeup));
  }

  advanceTo(modelMs: number): void {
    if (!Number.isFinite(modelMs)) {
      throw new ModelRefusal(['advanceTo'], 'a time in ms', String(modelMs));
    }
    const reachedMs = modelMs + STEP_SLACK * this.#stepMs;
    if (!this.#setup.engine.anyLength) {
      while (this.#endOfNextStepMs() <= reachedMs) this.step();
      return;
    }
    const steps = Math.floor((reachedMs - this.#originMs) / this.#stepMs);
    while (this.#stepsSinceOrigin < steps) {
      // Many steps at once, but no further than the first one that ends where treatments change.
      const untilChange = Math.ceil((this.#changesMs - this.#originMs) / this.#stepMs);
      const many = Math.max(1, Math.min(steps, untilChange) - this.#stepsSinceOrigin);
      this.#stepsSinceOrigin += many - 1;
      this.step();
    }
  }

  setMembrane(membrane: MembraneSpec): void {
    this.#remake({ ...this.#makeup, membrane: { ...membrane } });
  }

  treat(treatments: readonly Treatment[]): void {
    this.#remake({ ...this.#makeup, treatments: copied(treatments) });
  }

  freezeChannels(frozen: boolean): void {
    this.#requireQuiet('freezeChannels');
    if (frozen !== this.#makeup.frozen) this.#remake({ ...this.#makeup, frozen });
  }

  reset(): void {
    this.#setup = this.#setupIn(0);
    this.#begin();
  }

  snapshot(): AxonSnapshot {
    this.#requireQuiet('snapshot');
    const { membrane, treatments, frozen } = this.#makeup;
    const { engine } = this.#setup;
    return {
      geometry: this.geometry,
      membrane,
      treatments,
      channelsFrozen: frozen,
      modelMs: engine.nowMs,
      stepMs: this.#stepMs,
      originMs: this.#originMs,
      stepsSinceOrigin: this.#stepsSinceOrigin,
      potentialMv: this.potentialMv.slice(),
      stimuli: this.#stimuli.capture(),
      engine: engine.capture(),
    };
  }

  restore(snapshot: AxonSnapshot): void {
    this.#requireQuiet('restore');
    requireSnapshot(this.geometry, snapshot, this.compartmentCount);
    const { membrane, treatments, channelsFrozen, stepMs, modelMs } = snapshot;
    const now = this.#makeup;
    const same = membrane === now.membrane && treatments === now.treatments && channelsFrozen === now.frozen;
    const makeup = same
      ? now
      : { membrane: { ...membrane }, treatments: copied(treatments), frozen: channelsFrozen };
    const setup = same ? this.#setupIn(modelMs) : this.#setupAt(modelMs, makeup, stepMs);
    setup.engine.requireState(snapshot.engine);
    this.#stimuli.bring(snapshot.stimuli);
    this.potentialMv.set(snapshot.potentialMv);
    setup.engine.bring(snapshot.engine, modelMs);
    this.#makeup = makeup;
    this.#take(setup);
    // Not by way of the setter, which would begin to count steps again: their ends would move by a last digit.
    this.#stepMs = stepMs;
    this.#originMs = snapshot.originMs;
    this.#stepsSinceOrigin = snapshot.stepsSinceOrigin;
  }

  /** Throws ModelRefusal for what makes no sense together at some time, or cannot be followed in such steps. */
  #setupAt(atMs: number, makeup: Makeup, stepMs: number): Setup {
    this.#setups.requireAlways(makeup);
    requireStep(stepMs, makeup.membrane, makeup.treatments);
    return this.#setups.at(atMs, makeup);
  }

  /** What holds of the axon as it is at another time. */
  #setupIn(atMs: number): Setup {
    return this.#makeup.treatments.some(isTimed) ? this.#setups.at(atMs, this.#makeup) : this.#setup;
  }

  /** Something else from now on; what is refused leaves the axon as it is. */
  #remake(makeup: Makeup): void {
    const setup = this.#setupAt(this.modelMs, makeup, this.#stepMs);
    this.#makeup = makeup;
    this.#goOnWith(setup);
  }

  /** Potentials, stimuli and time stay; channels as far as both have the same. */
  #goOnWith(setup: Setup): void {
    if (setup.engine !== this.#setup.engine) setup.engine.follow(this.#setup.engine);
    this.#take(setup);
  }

  #take(setup: Setup): void {
    this.#setup = setup;
    this.restMv.set(setup.restMv);
    this.#changesMs = nextChangeMs(this.#makeup.treatments, setup.engine.nowMs);
  }

  /** At rest at time 0. */
  #begin(): void {
    this.#stimuli.clear();
    this.#setup.engine.rest(this.#setup.restMv);
    this.#take(this.#setup);
    this.#countFrom(0);
  }

  /** Throws ModelRefusal while a listener is told something: clock and one site are then ahead of all others. */
  #requireQuiet(what: string): void {
    if (!this.#telling) return;
    throw new ModelRefusal(
      [what],
      'no call of it by onGate or onEdge',
      undefined,
      'wait for the end of the step',
    );
  }

  #conditionsAt(compartment: number): Segment['conditions'] {
    return this.#setup.segments.find(({ to }) => compartment < to)!.conditions;
  }

  #canFire({ dead, cover, sodiumFraction }: Segment['conditions'], compartment: number): boolean {
    if (this.#makeup.frozen || dead || cover !== MEMBRANE || sodiumFraction === 0) return false;
    return membraneOf(this.#makeup.membrane).canFire?.(this.#makeup.membrane, compartment) ?? false;
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
