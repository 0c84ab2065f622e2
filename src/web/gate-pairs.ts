/** The gates at the electrodes, out of those of a picture. Pure. */
import type { PageState } from '../server/messages.js';
import { METERS } from '../units.js';

/** No pair of gates is where the electrode is. */
const NO_PAIR = 0xff;
/** Further from the nearest pair than this share of the distance between pairs an electrode has none. */
const NEAR = 0.51;

export type GateLook =
  | { readonly kind: 'none' }
  | { readonly kind: 'shut' | 'open' | 'locked' | 'out-of-work'; readonly share: number };

const WORDS = ['shut', 'open', 'locked', 'out-of-work'] as const;

/** Four bytes: sodium and potassium at blue, sodium and potassium at yellow. */
export function pairsAt(gates: Uint8Array, { axon, electrodes }: PageState): Uint8Array {
  const pairs = new Uint8Array(4).fill(NO_PAIR);
  METERS.forEach((name, meter) => {
    const at = electrodes[name];
    const pair = at === 'bath' ? -1 : pairNear(axon, at);
    if (pair < 0 || 2 * pair + 1 >= gates.length) return;
    pairs[2 * meter] = gates[2 * pair]!;
    pairs[2 * meter + 1] = gates[2 * pair + 1]!;
  });
  return pairs;
}

/** Where pairs stand for a stretch the nearest is meant, where they are at sites of their own that very site. */
function pairNear({ gates, kind, placeUnit }: PageState['axon'], at: number): number {
  const { places } = gates;
  let nearest = -1;
  for (let i = 0; i < places.length; i++)
    if (nearest < 0 || Math.abs(places[i]! - at) < Math.abs(places[nearest]! - at)) nearest = i;
  if (nearest < 0 || kind === 'cable' || kind === 'patch') return nearest;
  const most = placeUnit === 'site' ? 0.01 : NEAR;
  return Math.abs(places[nearest]! - at) <= most ? nearest : -1;
}

/** What a byte says. */
export function gateOf(byte: number): GateLook {
  if (byte === NO_PAIR) return { kind: 'none' };
  return { kind: WORDS[byte >> 6]!, share: (byte & 63) / 63 };
}
