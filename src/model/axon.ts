/** An axon that runs: the public face of the model. */

import { Cable } from './cable.js';
import { shortenToFirstCrossing, trialReaches } from './crossing.js';
import { compartmentsOf } from './compartments.js';
import type { Geometry } from './geometry.js';
import type { Channels } from './membranes/channels.js';
import { GatedChannels, requireGated } from './membranes/gated.js';
import type { GateState, MembraneSpec } from './membranes/membrane-spec.js';
import { passiveChannels } from './membranes/passive.js';
import { requireNumber } from './require.js';
import { type PulseStimulus, Stimuli } from './stimuli.js';

/** The channels of a site changed what they do. */
export interface GateEvent {
  /** When, on the axon's own time [ms]; located inside the step. */
  readonly timeMs: number;
  readonly site: number;
  /** What they do from now on. */
  readonly state: GateState;
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
   * view, rewritten by `treat` and `setMembrane`. The axon starts here, and `reset` leads here.
   */
  readonly restMv: Float64Array;
  /** Where the centre of every compartment is: sites, millimetres or nodes. */
  readonly places: Float64Array;
  /** The treatments in force. */
  readonly treatments: readonly Treatment[];
  /** Length of a step [ms], 1e-6 to 1; may be changed while it runs. Anything else is a RangeError. */
  stepMs: number;
  /** The compartment that holds a place (see place.ts). RangeError for a place off the axon. */
  compartmentAt(at: number): number;
  /**
   * Puts in a current, now or later. Its edges take effect at their own instant, inside a step if need be;
   * several currents into one compartment add up. RangeError for a wrong number, a place off the axon, a unit that
   * is not this axon's, or a start in the past.
   */
  inject(stimulus: StimulusSpec): void;
  /** One step of `stepMs`. */
  step(): void;
  /**
   * Whole steps for as long as they end at or before `modelMs`; the rest waits for the next call, so one long
   * call and many short ones give the same potentials.
   */
  advanceTo(modelMs: number): void;
  /** Another membrane on the same axon; potentials, currents and treatments stay as they are. */
  setMembrane(membrane: MembraneSpec): void;
  /**
   * These treatments and no others from now on; potentials and gates stay. RangeError, naming the treatment by its
   * place in the list, for a wrong number, a stretch off the axon, two of one kind on one place, or one that this
   * membrane or geometry cannot mean (with the reason); the treatments before then stay in force.
   */
  treat(treatments: readonly Treatment[]): void;
  /** Back to rest at time 0, without stimuli. Membrane, treatments, step and listener stay. */
  reset(): void;
  /**
   * Told of every change of a site's channels of a gated membrane, in order of time. During the call `modelMs` and
   * `potentialMv` are those of that very instant. The listener reads; it does not step, reset or change the axon.
   */
  onGate: ((event: GateEvent) => void) | null;
}

/** How the axon is to be computed. */
export interface AxonOptions {
  /** Length of a step [ms]: 0.025 for display, 0.01 for numbers. */
  readonly stepMs: number;
  /** What is done to it from the beginning; nothing unless said otherwise. */
  readonly treatments?: readonly Treatment[];
}

/**
 * An axon at rest at time 0. RangeError, naming the field, its value and its range, for a geometry, membrane or
 * step that makes no sense, or do not go together.
 */
export function createAxon(geometry: Geometry, membrane: MembraneSpec, options: AxonOptions): Axon {
  return new RunningAxon(geometry, membrane, options.stepMs);
}

/** A time this much short of a whole step counts as one [fraction of a step]: rounding, not waiting. */
const STEP_SLACK = 1e-6;

class RunningAxon implements Axon {
  readonly siteCount: number;
  readonly potentialMv: Float64Array;
  onGate: ((event: GateEvent) => void) | null = null;

  readonly #restMv: number;
  readonly #cable: Cable;
  readonly #stimuli: Stimuli;
  #channels: Channels;
  /** Channels may have reached a limit without a step, since the membrane is a new one. */
  #unsettled = true;
  #stepMs: number;
  #nowMs = 0;
  /** Time is counted in whole steps from here, so that it does not drift by adding up [ms]. */
  #originMs = 0;
  #stepsSinceOrigin = 0;

  readonly #refresh = (site: number): void => {
    const { conductanceMs, driveUa } = this.#channels;
    const injectedUa = this.#stimuli.injectedUa[site]!;
    this.#cable.setMembraneCurrent(site, conductanceMs[site]!, driveUa[site]!, injectedUa);
  };

  readonly #switched = (site: number, state: GateState): void => {
    this.#refresh(site);
    this.onGate?.({ timeMs: this.#nowMs, site, state });
  };

  constructor(geometry: LatticeGeometry, membrane: MembraneSpec, stepMs: number) {
    const compartments = compartmentsOf(geometry);
    this.siteCount = compartments.count;
    this.#restMv = geometry.leakReversalMv;
    this.#cable = new Cable(compartments);
    this.potentialMv = this.#cable.potentialMv;
    this.#stimuli = new Stimuli(this.siteCount);
    this.#channels = this.#channelsOf(membrane, null);
    this.#stepMs = requireStep(stepMs);
    this.#refreshAll();
  }

  get modelMs(): number {
    return this.#nowMs;
  }

  get stepMs(): number {
    return this.#stepMs;
  }

  set stepMs(stepMs: number) {
    if (stepMs === this.#stepMs) return;
    this.#stepMs = requireStep(stepMs);
    this.#countFrom(this.#nowMs);
  }

  inject(stimulus: PulseStimulus): void {
    this.#stimuli.add(stimulus, this.#nowMs);
  }

  /**
   * One step in as many pieces as it takes: a piece ends where a current starts or stops, where a site's time is
   * up, or where the first site reaches a potential at which it switches. Whatever happens at the end of the step
   * still belongs to it.
   */
  step(): void {
    const startMs = this.#originMs + this.#stepsSinceOrigin * this.#stepMs;
    const endMs = this.#endOfNextStepMs();
    const cable = this.#cable;
    // Every piece brings time or a site forward; should absurd parameters want more pieces than this, the rest of
    // the step is taken in one and the sites switch at its end.
    let piecesLeft = 16 * this.siteCount + 1000;
    for (;;) {
      if (this.#stimuli.nextEdgeMs <= this.#nowMs) {
        this.#stimuli.applyEdges(this.#nowMs, this.#refresh);
        continue;
      }
      if (this.#unsettled || this.#channels.nextDeadlineMs <= this.#nowMs) {
        this.#channels.settle(this.#nowMs, cable.potentialMv, this.#switched);
        this.#unsettled = false;
        continue;
      }
      if (this.#nowMs >= endMs) break;

      const locating = piecesLeft-- > 0;
      let pieceEndMs = endMs;
      if (locating) pieceEndMs = Math.min(endMs, this.#stimuli.nextEdgeMs, this.#channels.nextDeadlineMs);
      // A whole step has the same length every time, to the last bit, so that its matrix is factored once.
      const whole = this.#nowMs === startMs && pieceEndMs === endMs;
      const pieceMs = whole ? this.#stepMs : pieceEndMs - this.#nowMs;
      cable.trialMs = pieceMs;
      cable.tryStep();
      const { limits } = this.#channels;
      if (limits && trialReaches(cable, limits)) {
        this.#unsettled = true;
        if (locating) {
          shortenToFirstCrossing(cable, limits);
          if (cable.trialMs < pieceMs) pieceEndMs = this.#nowMs + cable.trialMs;
        }
      }
      cable.accept();
      this.#nowMs = pieceEndMs;
    }
    this.#stepsSinceOrigin++;
  }

  advanceTo(modelMs: number): void {
    if (!Number.isFinite(modelMs)) {
      throw new RangeError(`advanceTo: expected a time in ms, got ${modelMs}`);
    }
    while (this.#endOfNextStepMs() <= modelMs + STEP_SLACK * this.#stepMs) this.step();
  }

  setMembrane(membrane: MembraneSpec): void {
    this.#channels = this.#channelsOf(membrane, this.#channels);
    this.#unsettled = true;
    this.#refreshAll();
  }

  reset(): void {
    this.#cable.rest();
    this.#channels.rest();
    this.#stimuli.clear();
    this.#refreshAll();
    this.#nowMs = 0;
    this.#countFrom(0);
  }

  #channelsOf(membrane: MembraneSpec, before: Channels | null): Channels {
    switch (membrane.kind) {
      case 'passive':
        return passiveChannels(this.siteCount);
      case 'gated':
        requireGated(membrane, this.#restMv);
        return new GatedChannels(
          this.siteCount,
          membrane,
          before instanceof GatedChannels ? before : undefined,
        );
      default:
        throw new RangeError(
          `membrane.kind: expected 'passive' or 'gated', got ${String((membrane as { kind: unknown }).kind)}`,
        );
    }
  }

  #refreshAll(): void {
    for (let i = 0; i < this.siteCount; i++) this.#refresh(i);
  }

  #countFrom(originMs: number): void {
    this.#originMs = originMs;
    this.#stepsSinceOrigin = 0;
  }

  #endOfNextStepMs(): number {
    return this.#originMs + (this.#stepsSinceOrigin + 1) * this.#stepMs;
  }
}

/** The step itself, or a RangeError. */
function requireStep(stepMs: number): number {
  requireNumber('stepMs', stepMs, 1e-6, 1, 'ms');
  return stepMs;
}
