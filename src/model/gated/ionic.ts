/** The current through the membrane of one gated site: open channels and leak, nothing that is put in from outside. */

import type { GateState } from '../engine.js';
import type { Sites } from './sites.js';

/** Leak of a lattice; per site where it is an array. */
export interface Leak {
  readonly conductanceMs: number;
  readonly reversalMv: Float64Array;
}

/** Current out [µA] at a potential; `state`: as if its channels did this, `null`: as they are. */
export function siteIonicUa(
  sites: Sites,
  leak: Leak,
  site: number,
  potentialMv: number,
  state: GateState | null,
): number {
  const leakUa = leak.conductanceMs * (potentialMv - leak.reversalMv[site]!);
  if (state === null) return sites.conductanceMs[site]! * potentialMv - sites.driveUa[site]! + leakUa;
  const { conductanceMs, reversalMv } = sites.openChannels(site, state);
  return conductanceMs * (potentialMv - reversalMv) + leakUa;
}
