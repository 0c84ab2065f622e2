/** Reading a potential: one electrode against a reference in the bath. */

import { BATH_MV } from '../units.js';
import type { Axon } from './axon.js';
import { requireWhole } from './require.js';

/** Inside the axon at a site, or in the bath beside the reference. */
export type ElectrodePosition = number | 'bath';

/**
 * What the voltmeter shows [mV]: exactly 0 for an electrode in the bath, the membrane potential for one inside.
 * Throws RangeError for a site that the axon has not got.
 */
export function readElectrodeMv(axon: Axon, at: ElectrodePosition): number {
  if (at === 'bath') return BATH_MV;
  requireWhole('electrode position', at, 0, axon.siteCount - 1);
  return axon.potentialMv[at]!;
}
