/** What is true of the axon that runs, from the specs that the model runs on. */
import type { Axon, Geometry, SwitchingChannels } from '../model/index.js';
import type { AxonFacts } from './contract.js';

/** @param channels of the excitable membrane of this axon, whether it is switched on or not */
export function axonFacts(axon: Axon, channels: SwitchingChannels): AxonFacts {
  return { siteCount: axon.siteCount, restMv: axon.restMv[0]!, channels };
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
