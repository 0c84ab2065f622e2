/** Engines for what an axon is made of: membrane, treatments, channels frozen or not. The last few are kept. */

import type { Compartments } from './compartments.js';
import type { Segment } from './conditions.js';
import type { Engine, EngineParts } from './engine.js';
import { requireMembrane } from './membrane-checks.js';
import { type MembraneSpec, membraneOf } from './membranes/index.js';
import { segmentsOf } from './segments.js';
import type { Treatment } from './treatments.js';

/** An engine of a long axon has a table of 230 kB for every temperature, so not many are kept. */
const MOST_KEPT = 4;

export interface Setup {
  readonly membrane: MembraneSpec;
  readonly treatments: readonly Treatment[];
  readonly frozen: boolean;
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

  /** Throws ModelRefusal for a membrane or a treatment that makes no sense here. */
  of(membrane: MembraneSpec, treatments: readonly Treatment[], frozen: boolean): Setup {
    const key = JSON.stringify([membrane, treatments, frozen]);
    const setup = this.#kept.get(key) ?? this.#make(membrane, treatments, frozen);
    this.#kept.delete(key);
    this.#kept.set(key, setup);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return setup;
  }

  #make(membrane: MembraneSpec, treatments: readonly Treatment[], frozen: boolean): Setup {
    const { geometry, potentialMv } = this.#common;
    requireMembrane(geometry, membrane);
    const segments = segmentsOf(geometry, this.#compartments, this.#places, membrane, treatments);
    const restMv = new Float64Array(potentialMv.length);
    const engine = membraneOf(membrane).createEngine(membrane, { ...this.#common, segments, restMv, frozen });
    return { membrane, treatments, frozen, segments, engine, restMv };
  }
}
