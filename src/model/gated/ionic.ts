/** The current through the membrane of one gated site: open channels and leak, nothing that is put in from outside. */

import type { GateState } from '../membranes/membrane-spec.js';
import { NAMES, type Sites } from './sites.js';

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
  const { conductanceMs, reversalMv } = sites.openChannels(
    site,
    state === null ? sites.state[site]! : NAMES.indexOf(state),
  );
  return (
    conductanceMs * (potentialMv - reversalMv) + leak.conductanceMs * (potentialMv - leak.reversalMv[site]!)
  );
}
