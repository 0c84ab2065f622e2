/**
 * A membrane as somebody may add one: this file, and a line in src/model/membranes/all.ts. Its leak is so many times that
 * of its lattice, and no more than the axon bears.
 */
import type { MembraneDescriptor } from '../../src/model/membranes/descriptor.js';
import { PassiveEngine } from '../../src/model/passive-engine.js';
import { ModelRefusal } from '../../src/model/refusal.js';

export interface ToyMembraneSpec {
  readonly kind: 'toy';
  readonly timesTheLeak: number;
  /** [mV] */
  readonly restMv: number;
}

export const toy: MembraneDescriptor<ToyMembraneSpec> = {
  kind: 'toy',
  about: 'A leak that is larger than that of its axon',
  title: ({ timesTheLeak }) => `a toy with ${timesTheLeak} times the leak`,
  axons: ['lattice'],
  notElsewhere: 'its leak is so many times that of a site; write axon: {kind: lattice}',
  fields: {
    timesTheLeak: { low: 1, high: 20, about: 'How many times the leak of its axon' },
    restMv: { low: -90, high: -30, unit: 'mV', about: 'Where it rests' },
  },
  defaults: () => ({ kind: 'toy', timesTheLeak: 2, restMv: -70 }),
  require({ timesTheLeak }, geometry) {
    if (geometry.kind !== 'lattice' || timesTheLeak * geometry.leakConductanceMs <= 10) return;
    const most = 10 / geometry.leakConductanceMs;
    throw new ModelRefusal(['membrane', 'timesTheLeak'], `at most ${most} here`, String(timesTheLeak));
  },
  refusedTreatments: { ttx: 'it has no sodium channels' },
  createEngine({ timesTheLeak, restMv }, parts) {
    const { geometry } = parts;
    const ownMs = geometry.kind === 'lattice' ? geometry.leakConductanceMs : 0;
    return new PassiveEngine(parts, (timesTheLeak - 1) * ownMs, restMv);
  },
};
