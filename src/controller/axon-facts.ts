/** What is true of the axon that runs, from the specs that the model runs on. */
import type { Axon, GatedMembraneSpec, Geometry } from '../model/index.js';
import type { AxonFacts } from './contract.js';

/** @param gated the excitable membrane of this axon, whether it is switched on or not */
export function axonFacts(axon: Axon, gated: GatedMembraneSpec): AxonFacts {
  return {
    siteCount: axon.siteCount,
    restMv: axon.restMv[0]!,
    channels: {
      every: gated.channelEvery,
      sodiumOpensMv: gated.sodiumOpensMv,
      sodiumClosesMv: gated.sodiumClosesMv,
      potassiumClosesMv: gated.potassiumClosesMv,
      sodiumReversalMv: gated.sodiumReversalMv,
      potassiumReversalMv: gated.potassiumReversalMv,
    },
  };
}

/** Of the membrane at rest [ms]; Infinity where a geometry leaves the leak to the membrane. */
export function timeConstantMs(geometry: Geometry): number {
  return geometry.kind === 'lattice'
    ? geometry.capacitanceUf / geometry.leakConductanceMs
    : Number.POSITIVE_INFINITY;
}
