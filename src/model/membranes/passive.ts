/** A membrane without channels: a signal spreads and fades. */

import { PassiveEngine } from '../passive-engine.js';
import type { MembraneDescriptor } from './descriptor.js';
import { leakConductanceMsPerCm2, leakReversalMv } from './shared-fields.js';

/**
 * Leak and capacitance only. The leak is that of the geometry where that has one (a lattice); on every other geometry
 * both fields are wanted.
 */
export interface PassiveMembraneSpec {
  readonly kind: 'passive';
  /** [mS/cm²] */
  readonly leakConductanceMsPerCm2?: number;
  /** The rest [mV]. */
  readonly leakReversalMv?: number;
}

export const passive: MembraneDescriptor<PassiveMembraneSpec> = {
  kind: 'passive',
  about: 'Leak and capacitance alone: a signal spreads and fades',
  title: () => 'passive',
  axons: ['lattice', 'cable', 'myelinated', 'patch'],
  stepNs: 30,
  fields: {
    leakConductanceMsPerCm2,
    leakReversalMv: { ...leakReversalMv, about: 'Reversal potential of the leak: the rest' },
  },
  fieldsOfAxon: {
    lattice: {
      leakConductanceMsPerCm2: 'its leak is axon.leakConductanceMs',
      leakReversalMv: 'its leak is axon.leakReversalMv',
    },
  },
  // τ is 10 ms at 1 µF/cm².
  defaults: (axon) =>
    axon === 'lattice'
      ? { kind: 'passive' }
      : { kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -70 },
  figureSteps({ leakConductanceMsPerCm2: leak }, geometry) {
    const tauMs =
      geometry.kind === 'lattice'
        ? geometry.capacitanceUf / geometry.leakConductanceMs
        : geometry.capacitanceUfPerCm2 / (leak ?? 1);
    return { mostMs: 0.1 * tauMs, fineMs: 0.01 * tauMs };
  },
  restingConductanceMsPerCm2: ({ leakConductanceMsPerCm2: leak }) => leak,
  createEngine({ leakConductanceMsPerCm2: leak, leakReversalMv: restMv }, parts) {
    const { geometry } = parts;
    const ownRestMv = geometry.kind === 'lattice' ? geometry.leakReversalMv : 0;
    return new PassiveEngine(parts, leak ?? 0, restMv ?? ownRestMv);
  },
};
