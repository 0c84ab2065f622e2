/**
 * The flash limit: wherever one looks on the strip, at most three flashes in any second.
 *
 * After WCAG 2.2, 2.3.1 "general flash": a pair of opposing changes of relative luminance of at least 10 % of the
 * maximum, the darker state below 80 % of it. A strip fills more of the view than the standard's exempt area
 * (0.006 sr) from about a metre on, so size is no excuse here and only the rate counts. Where the standard leaves
 * room, this errs towards the dark:
 *
 * - *Maximum* is the brightest colour of the whole scale's palette, not of the LED: dimming a strip in a dark room
 *   does not weaken the guard, and another palette (view.ts) does not move the threshold. No palette has a saturated
 *   red, so the standard's red flashes need no rule.
 * - Changes count from 5 % on, however bright the darker state. That leaves the link its freedom: a profile may be
 *   two levels off (firmware-protocol.md, "PROFILE"), which is about 2 % of luminance at either end of a swing.
 * - The window is 1100 ms, so that frames which reach the strip up to 100 ms early or late still keep the second.
 * - The light is judged as the board will show it, after the current limit.
 *
 * *Where one looks* is each LED, each sixth of the strip (overlapping by half), and the whole strip. One LED is
 * the standard's point of view from near by; a sixth, a hand's breadth of a 60-LED metre, is what the 10° of
 * sharp sight take in from a metre away. Each is held to changes of its own maximum. For the whole strip the sum
 * of the light counts against the maximum of a single sixth, which makes it six times stricter than its mean:
 * otherwise half a dozen LEDs could blink at any rate wherever they like. So action potentials that pop up and
 * vanish here and there are flashes of the strip, although each LED has its turn only now and then; one that
 * travels is none, since its light only moves, and a lattice's ripple (an action potential is brightest each time
 * it arrives at a site) stays below what counts. Not counted are lights that change places while the sum of every
 * sixth and of the strip stays as it is: that is motion, and each LED still keeps its own three.
 *
 * What happens instead of a fourth flash: the LEDs concerned may dim but not brighten. They stay dark rather than
 * bright, because a rise is let through only if there is room for the fall after it. Once the window has room
 * they fade over to what they ought to show. Where the current limit dims the strip, neighbours change each
 * other's light; a picture that would flash for that reason is left out altogether, for a second at most.
 */
import { clamp, LEVEL_MAX } from '../units.js';
import { levelLuminances, luminanceOf } from './luminance.js';
import { createSwingMeter } from './swing-meter.js';

export const FLASHES_PER_WINDOW = 3;
export const FLASH_WINDOW_MS = 1100;
/** Smallest change that counts in an LED or a sixth: a part of all it could give in the palette's brightest colour. */
export const FLASH_CONTRAST = 0.05;
/** Smallest change that counts in the whole strip: a part of all that one sixth could give. */
export const STRIP_CONTRAST = 0.1;
/** How long a fade through all levels takes after a hold [ms]. */
export const RELEASE_MS = 300;
/** The longest pause between two pictures that a fade makes up for [ms]. */
const RELEASE_STEP_MAX_MS = 50;

export interface FlashLimit {
  /**
   * Turns the levels that ought to be shown into some that may be.
   * @param wanted levels that the axon asks for, one per LED.
   * @param shown the levels of the picture before, replaced by those of this one.
   * @param dimming scale of the current limit on the picture before, 0 to 256 (light.ts).
   * @param elapsedMs since the picture before.
   */
  propose(wanted: Uint8Array, shown: Uint8Array, dimming: number, elapsedMs: number): void;
  /** Another palette is in force; what counts as a change stays as it is, and so does all that has been seen. */
  setStops(stops: Uint8Array): void;
  /** Whether the light of a picture, after the current limit, keeps the limit. */
  admits(rgb: Uint8Array): boolean;
  /** Takes note of what is shown now. */
  record(rgb: Uint8Array, wanted: Uint8Array, shown: Uint8Array): void;
  /** Whether any LED shows other than it ought to. */
  readonly acting: boolean;
}

/** A part of the strip that one may look at. */
export interface WatchedPart {
  /** First LED, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Smallest change of the sum of its light that counts [LEDs in the palette's brightest colour]. */
  readonly smallestChange: number;
}

/** Each LED, each sixth of the strip, and the whole. */
export function watchedParts(ledCount: number): readonly WatchedPart[] {
  const part = (from: number, size: number) => ({
    from,
    to: from + size,
    smallestChange: FLASH_CONTRAST * size,
  });
  const parts: WatchedPart[] = [];
  for (let led = 0; led < ledCount; led++) parts.push(part(led, 1));
  const sixth = Math.max(1, Math.round(ledCount / 6));
  if (sixth > 1) {
    for (let from = 0; from + sixth < ledCount; from += sixth >> 1) parts.push(part(from, sixth));
    parts.push(part(ledCount - sixth, sixth));
  }
  parts.push({ from: 0, to: ledCount, smallestChange: STRIP_CONTRAST * sixth });
  return parts;
}

/** @param stops of the whole scale, in force until others are. */
export function createFlashLimit(ledCount: number, stops: Uint8Array): FlashLimit {
  let luminances = levelLuminances(stops);
  const brightest = Math.max(1, ...luminances);
  const parts = watchedParts(ledCount);
  const meter = createSwingMeter({
    thresholds: Float64Array.from(parts, ({ smallestChange }) => smallestChange * brightest),
    flashes: FLASHES_PER_WINDOW,
    windowMs: FLASH_WINDOW_MS,
  });
  const previous = new Uint8Array(ledCount);
  /** 1 for an LED that has been kept from its level and is not back at it. */
  const held = new Uint8Array(ledCount);
  let heldCount = 0;
  let nowMs = 0;

  function lightOfLevels(shown: Uint8Array, from: number, to: number): number {
    let sum = 0;
    for (let led = from; led < to; led++) sum += luminances[shown[led]!]!;
    return sum;
  }

  function lightOfRgb(rgb: Uint8Array, from: number, to: number): number {
    let sum = 0;
    for (let at = 3 * from; at < 3 * to; at += 3) sum += luminanceOf(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!);
    return sum;
  }

  return {
    propose(wanted, shown, dimming, elapsedMs) {
      nowMs += elapsedMs;
      previous.set(shown);
      shown.set(wanted);
      for (let part = 0; part < parts.length; part++) {
        const { from, to } = parts[part]!;
        const light = (lightOfLevels(shown, from, to) * dimming) / 256;
        if (!meter.barsRise(part, light, nowMs)) continue;
        for (let led = from; led < to; led++) shown[led] = Math.min(shown[led]!, previous[led]!);
      }
      const fade = Math.max(
        1,
        Math.round((LEVEL_MAX * Math.min(elapsedMs, RELEASE_STEP_MAX_MS)) / RELEASE_MS),
      );
      for (let led = 0; led < ledCount; led++) {
        if (held[led] === 0) continue;
        const before = previous[led]!;
        shown[led] = clamp(shown[led]!, before - fade, before + fade);
      }
    },

    setStops(next) {
      luminances = levelLuminances(next);
    },

    admits(rgb) {
      for (let part = 0; part < parts.length; part++) {
        const { from, to } = parts[part]!;
        if (meter.barsRise(part, lightOfRgb(rgb, from, to), nowMs)) return false;
      }
      return true;
    },

    record(rgb, wanted, shown) {
      for (let part = 0; part < parts.length; part++) {
        const { from, to } = parts[part]!;
        meter.record(part, lightOfRgb(rgb, from, to), nowMs);
      }
      heldCount = 0;
      for (let led = 0; led < ledCount; led++) {
        held[led] = shown[led] === wanted[led] ? 0 : 1;
        heldCount += held[led]!;
      }
    },

    get acting() {
      return heldCount > 0;
    },
  };
}
