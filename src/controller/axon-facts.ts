/** What is true of the axon that runs, from the specs that the model runs on. */
import {
  type Axon,
  channelsOf,
  type Geometry,
  hasSwitchingChannels,
  type MembraneSpec,
} from '../model/index.js';
import type { AxonFacts } from './contract.js';

/** @param membrane the one of this axon that is not passive, whether it is switched on or not */
export function axonFacts(axon: Axon, membrane: MembraneSpec): AxonFacts {
  return {
    siteCount: axon.siteCount,
    restMv: axon.restMv[0]!,
    channels: channelsOf(membrane),
    switching: hasSwitchingChannels(membrane),
  };
}

/** Of a site whose neighbours are held where they are [ms]: the pace at which a signal must be computed. */
export function siteTimeConstantMs(geometry: Geometry): number {
  if (geometry.kind !== 'lattice') return Number.POSITIVE_INFINITY;
  const { capacitanceUf, axialConductanceMs, leakConductanceMs } = geometry;
  return capacitanceUf / (2 * axialConductanceMs + leakConductanceMs);
}

/** Of the membrane at rest [ms]; Infinity where a geometry leaves the leak to the membrane. */
export function timeConstantMs(geometry: Geometry): number {
  return geometry.kind === 'lattice'
    ? geometry.capacitanceUf / geometry.leakConductanceMs
    : Number.POSITIVE_INFINITY;
}
