/** The gated lattice with its channels as they are at rest: all shut, whatever happens. */

import type { EngineParts } from '../engine.js';
import type { ChannelFacts, ChannelReading } from '../inside.js';
import { PassiveEngine } from '../passive-engine.js';
import { leakReversalsMv } from './requirements.js';
import { Sites, SWITCHING, sitesStock } from './sites.js';
import type { GatedMembraneSpec } from './spec.js';

export class FrozenGatedEngine extends PassiveEngine {
  override readonly channels: ChannelFacts = SWITCHING;
  /** At rest, and never told of anything. */
  readonly #sites: Sites;

  /** Refuses what the live engine refuses. */
  constructor(parts: EngineParts, spec: GatedMembraneSpec) {
    leakReversalsMv(parts, spec);
    super(parts, 0, parts.geometry.kind === 'lattice' ? parts.geometry.leakReversalMv : 0);
    const count = parts.potentialMv.length;
    this.#sites = new Sites(count, spec, sitesStock(parts.segments, count, spec));
  }

  override inside(site: number): ChannelReading {
    return this.#sites.reading(site, this.nowMs, this);
  }

  override insideInto(site: number, out: Float64Array, at: number): void {
    out[at] = 0;
    out[at + 1] = 0;
    out[at + 2] = this.ionicUa(site);
  }

  override gatesInto(sites: Int32Array, out: Uint8Array): void {
    this.#sites.gatesInto(sites, out);
  }
}
