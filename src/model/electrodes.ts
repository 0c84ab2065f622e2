/** Reading a potential: one electrode against a reference in the bath. */

import { BATH_MV } from '../units.js';
import type { Axon } from './axon-contract.js';
import { compartmentAt } from './place.js';

const ELECTRODE = ['electrode position'];

/** Inside the axon at a place (a site, millimetres, a node), or in the bath beside the reference. */
export type ElectrodePosition = number | 'bath';

/**
 * What the voltmeter shows [mV]: exactly 0 for an electrode in the bath, the membrane potential for one inside.
 * ModelRefusal for a place off the axon.
 */
export function readElectrodeMv(axon: Axon, at: ElectrodePosition): number {
  if (at === 'bath') return BATH_MV;
  return axon.potentialMv[compartmentAt(axon.geometry, at, ELECTRODE)]!;
}
