/** Engines for what an axon is made of: membrane, treatments, channels frozen or not. The last few are kept. */

import type { Compartments } from './compartments.js';
import type { Segment } from './conditions.js';
import type { Engine, EngineParts } from './engine.js';
import { requireMembrane } from './membrane-checks.js';
import { type MembraneSpec, membraneOf } from './membranes/index.js';
import { segmentsOf } from './segments.js';
import { changesMs, inForceAt, isTimed } from './treatment-times.js';
import type { Treatment } from './treatments.js';

/** An engine of a long axon has a table of 230 kB for every temperature, so not many are kept. */
const MOST_KEPT = 4;

/** What an axon is made of. */
export interface Makeup {
  readonly membrane: MembraneSpec;
  /** All of them, whenever they are in force. */
  readonly treatments: readonly Treatment[];
  readonly frozen: boolean;
}

/** An engine, and what it is for: what an axon is made of at some time. */
export interface Setup {
  readonly inForce: readonly Treatment[];
  readonly segments: readonly Segment[];
  readonly engine: Engine;
  /** Where the axon rests [mV]. */
  readonly restMv: Float64Array;
}

/** What all engines of one axon have in common. */
export type CommonParts = Pick<
  EngineParts,
  'geometry' | 'linkConductanceMs' | 'potentialMv' | 'stimuli' | 'atEdge' | 'switched'
>;

export class Setups {
  readonly #compartments: Compartments;
  readonly #places: Float64Array;
  readonly #common: CommonParts;
  /** By what they are made of, the latest one last. */
  readonly #kept = new Map<string, Setup>();

  constructor(compartments: Compartments, places: Float64Array, common: CommonParts) {
    this.#compartments = compartments;
    this.#places = places;
    this.#common = common;
  }

  /**
   * For a time of the axon. Throws ModelRefusal for a membrane that makes no sense here, and for a treatment that makes
   * none, unless `requireAlways` has looked at them before.
   */
  at(atMs: number, makeup: Makeup): Setup {
    const { membrane, frozen } = makeup;
    const inForce = inForceAt(makeup.treatments, atMs);
    const key = JSON.stringify([membrane, inForce.map(withoutTimes), frozen]);
    const setup = this.#kept.get(key) ?? this.#make(atMs, makeup, inForce);
    this.#kept.delete(key);
    this.#kept.set(key, setup);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return setup;
  }

  /** Throws ModelRefusal for what makes no sense at some time: nothing is left to be refused while the axon runs. */
  requireAlways(makeup: Makeup): void {
    const { membrane, treatments } = makeup;
    if (!treatments.some(isTimed)) {
      this.at(0, makeup);
      return;
    }
    for (const ms of changesMs(treatments)) {
      this.#segments(ms, membrane, treatments);
      this.at(ms, makeup);
    }
  }

  #make(atMs: number, { membrane, treatments, frozen }: Makeup, inForce: readonly Treatment[]): Setup {
    const { potentialMv } = this.#common;
    const segments = this.#segments(atMs, membrane, treatments);
    const restMv = new Float64Array(potentialMv.length);
    const engine = membraneOf(membrane).createEngine(membrane, { ...this.#common, segments, restMv, frozen });
    return { inForce, segments, engine, restMv };
  }

  #segments(atMs: number, membrane: MembraneSpec, treatments: readonly Treatment[]): Segment[] {
    const { geometry } = this.#common;
    requireMembrane(geometry, membrane);
    return segmentsOf(geometry, this.#compartments, this.#places, membrane, treatments, atMs);
  }
}

function withoutTimes({ startMs: _start, endMs: _end, ...treatment }: Treatment) {
  return treatment;
}
