/** What treatments have left of the channels of every site. */

import type { Segment } from '../conditions.js';

/** Parts of all channels, 0 to 1; a dead site has none that could open. */
export interface ChannelStock {
  readonly sodium: Float64Array;
  readonly potassium: Float64Array;
  readonly dead: Uint8Array;
}

export function stockOf(segments: readonly Segment[], count: number): ChannelStock {
  const stock = {
    sodium: new Float64Array(count),
    potassium: new Float64Array(count),
    dead: new Uint8Array(count),
  };
  for (const { from, to, conditions } of segments) {
    stock.sodium.fill(conditions.sodiumFraction, from, to);
    stock.potassium.fill(conditions.potassiumFraction, from, to);
    stock.dead.fill(conditions.dead ? 1 : 0, from, to);
  }
  return stock;
}
