/** The highest that each LED has been to show since the sweep began: of every look at the axon, whatever a page misses of it. */
import { around } from '../experiment/led-map.js';
import type { Axon } from '../model/index.js';

export interface HighestAlong {
  /** Per LED [mV]; rewritten by the calls below. */
  readonly mv: Float32Array;
  /** A sweep begins: the highest is what is there now. */
  begin(): void;
  /** After each look at the axon. */
  look(): void;
  /** The channels of a site switch: where they sit its crest is sharp, and lies between two looks. */
  gate(site: number): void;
  /** What the LEDs of a picture are to show. */
  picture(potentialMv: Float64Array): void;
  /** The axon has been put back to where these were the highest. */
  bring(mv: Float32Array): void;
}

/** @param places of each LED, in order along the axon. */
export function createHighestAlong(axon: Axon, places: Float64Array): HighestAlong {
  const { below, above, share } = around(axon.places, places);
  const ledCount = places.length;
  const mv = new Float32Array(ledCount);
  /** The highest of each compartment that an LED shows: an LED between two is to show the two crests, which come apart. */
  const crestMv = new Float32Array(axon.compartmentCount);
  /** Those compartments, each once: all LEDs of a patch show the same. */
  const shown = Int32Array.from(new Set([...below, ...above])).sort();
  /** A crest has risen that the LEDs do not show yet. */
  let hasRisen = true;
  /** The LED that shows a compartment and nothing else; −1 where there is none. */
  const ledAt = new Int32Array(axon.compartmentCount).fill(-1);
  for (let led = 0; led < ledCount; led++) if (share[led] === 0) ledAt[below[led]!] = led;
  /** The LEDs on both sides of each compartment, where no compartment lies between two that stand together. */
  const nearest = ledCount >= axon.compartmentCount ? around(places, axon.places) : undefined;

  function crest(site: number): void {
    // Rounded as it is kept, or what stands still would seem to rise.
    const now = Math.fround(axon.potentialMv[site]!);
    if (!(now > crestMv[site]!)) return;
    crestMv[site] = now;
    hasRisen = true;
  }

  const highest: HighestAlong = {
    mv,
    begin() {
      mv.fill(Number.NEGATIVE_INFINITY);
      crestMv.fill(Number.NEGATIVE_INFINITY);
      highest.look();
    },
    look() {
      for (let k = 0; k < shown.length; k++) crest(shown[k]!);
      if (!hasRisen) return;
      hasRisen = false;
      for (let led = 0; led < ledCount; led++) {
        const from = crestMv[below[led]!]!;
        const crestOf = share[led] === 0 ? from : from + share[led]! * (crestMv[above[led]!]! - from);
        if (crestOf > mv[led]!) mv[led] = crestOf;
      }
    },
    gate(site) {
      crest(site);
      const led = ledAt[site]!;
      if (led >= 0) mv[led] = Math.max(mv[led]!, crestMv[site]!);
    },
    picture(potentialMv) {
      for (let led = 0; led < ledCount; led++) if (potentialMv[led]! > mv[led]!) mv[led] = potentialMv[led]!;
    },
    bring(then) {
      mv.set(then);
      hasRisen = true;
      crestMv.fill(Number.NEGATIVE_INFINITY);
      if (!nearest || then.length !== ledCount) return;
      for (let site = 0; site < crestMv.length; site++) {
        const from = then[nearest.below[site]!]!;
        crestMv[site] = from + nearest.share[site]! * (then[nearest.above[site]!]! - from);
      }
    },
  };
  highest.begin();
  return highest;
}
