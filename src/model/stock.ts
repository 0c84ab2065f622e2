/** What treatments have left of the channels of every compartment. */

import type { Segment } from './conditions.js';

/** Parts of all channels, 0 to 1; a dead compartment has none that could open. */
export interface ChannelStock {
  readonly sodium: Float64Array;
  readonly potassium: Float64Array;
  readonly dead: Uint8Array;
}

/** @param has whether the membrane has such channels at all. */
export function stockOf(
  segments: readonly Segment[],
  count: number,
  has: { readonly sodium: boolean; readonly potassium: boolean },
): ChannelStock {
  const stock = {
    sodium: new Float64Array(count),
    potassium: new Float64Array(count),
    dead: new Uint8Array(count),
  };
  for (const { from, to, conditions } of segments) {
    if (has.sodium) stock.sodium.fill(conditions.sodiumFraction, from, to);
    if (has.potassium) stock.potassium.fill(conditions.potassiumFraction, from, to);
    stock.dead.fill(conditions.dead ? 1 : 0, from, to);
  }
  return stock;
}
