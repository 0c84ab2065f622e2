/**
 * From the axon to a picture: sites → LEDs, mV → level, flash limit, level → light, current limit.
 * Nothing comes after this but the device, and the board, given the same levels, stops and current limit,
 * computes the very same light (light.ts). Rendering allocates nothing.
 */
import { levelOfMv, mix, REST_LEVEL } from '../units.js';
import { createFlashLimit } from './flash-limit.js';
import { applyCurrentLimit, paletteColour, stripCurrentMa } from './light.js';
import { STOP_BYTES } from './palette.js';

export interface StageOptions {
  readonly ledCount: number;
  /** 99 bytes, see `paletteStops`. */
  readonly stops: Uint8Array;
  /** For the whole strip, idle current included [mA]. */
  readonly currentLimitMa: number;
  /** True if the first LED is at the far end of the axon. */
  readonly reversed?: boolean;
}

/** What is to be seen. The arrays are used again for the next picture. */
export interface Picture {
  /** One per LED, flash limit applied. */
  readonly levels: Uint8Array;
  /** R, G, B per LED as PWM counts, both limits applied: exactly what the board makes of `levels`. */
  readonly rgb: Uint8Array;
  /** Of the blue and the yellow voltmeter. */
  readonly needleLevels: [number, number];
  /** Worst case of the strip [mA]. */
  readonly currentMa: number;
  /** The strip is dimmed to stay within its current. */
  readonly currentLimitActing: boolean;
  /** Some LED is kept from its level so that the strip does not flash. */
  readonly flashLimitActing: boolean;
}

export interface Stage {
  /**
   * @param potentialMv of every site, one or more, in order along the axon.
   * @param meterMv what the blue and the yellow voltmeter read.
   * @param wallMs when the picture will be seen. Should it run backwards, no time has passed.
   */
  render(potentialMv: Float64Array, meterMv: readonly [number, number], wallMs: number): Picture;
  /**
   * `wallMs` begins anew with the next picture. What the flash limit knows stays known, as if no time had passed:
   * eyes are not reset either.
   */
  reset(): void;
}

/** @throws RangeError if an option makes no strip. */
export function createStage(options: StageOptions): Stage {
  const { ledCount, currentLimitMa, reversed = false } = options;
  if (!Number.isInteger(ledCount) || ledCount < 1)
    throw new RangeError(`ledCount: expected a whole number from 1, got ${ledCount}`);
  if (options.stops.length !== STOP_BYTES)
    throw new RangeError(`stops: expected ${STOP_BYTES} bytes (33 × R, G, B), got ${options.stops.length}`);
  if (!(currentLimitMa >= 0))
    throw new RangeError(`currentLimitMa: expected 0 or more, got ${currentLimitMa}`);

  const stops = options.stops.slice();
  const flashLimit = createFlashLimit(ledCount, stops);
  const wanted = new Uint8Array(ledCount);
  const levels = new Uint8Array(ledCount).fill(REST_LEVEL);
  const before = new Uint8Array(ledCount);
  const rgb = new Uint8Array(3 * ledCount);
  const rgbBefore = new Uint8Array(3 * ledCount);
  let dimming = 256;
  let lastWallMs = Number.NaN;

  const picture = {
    levels,
    rgb,
    needleLevels: [REST_LEVEL, REST_LEVEL] as [number, number],
    currentMa: 0,
    currentLimitActing: false,
    flashLimitActing: false,
  };

  function askLevels(potentialMv: Float64Array): void {
    const lastSite = potentialMv.length - 1;
    const sitesPerLed = ledCount > 1 ? lastSite / (ledCount - 1) : 0;
    for (let led = 0; led < ledCount; led++) {
      const place = led * sitesPerLed;
      const site = Math.min(Math.floor(place), lastSite);
      const next = Math.min(site + 1, lastSite);
      const mv = mix(potentialMv[site]!, potentialMv[next]!, place - site);
      wanted[reversed ? ledCount - 1 - led : led] = levelOfMv(mv);
    }
  }

  function light(): number {
    for (let led = 0; led < ledCount; led++) paletteColour(stops, levels[led]!, rgb, 3 * led);
    return applyCurrentLimit(rgb, currentLimitMa);
  }

  return {
    render(potentialMv, meterMv, wallMs) {
      const elapsedMs = wallMs > lastWallMs ? wallMs - lastWallMs : 0;
      if (!Number.isNaN(wallMs)) lastWallMs = wallMs;

      askLevels(potentialMv);
      before.set(levels);
      rgbBefore.set(rgb);
      flashLimit.propose(wanted, levels, dimming, elapsedMs);
      const dimmingNow = light();
      if (flashLimit.admits(rgb)) {
        dimming = dimmingNow;
      } else {
        levels.set(before);
        rgb.set(rgbBefore);
      }
      flashLimit.record(rgb, wanted, levels);

      picture.needleLevels[0] = levelOfMv(meterMv[0]);
      picture.needleLevels[1] = levelOfMv(meterMv[1]);
      picture.currentMa = stripCurrentMa(rgb);
      picture.currentLimitActing = dimming < 256;
      picture.flashLimitActing = flashLimit.acting;
      return picture;
    },

    reset() {
      lastWallMs = Number.NaN;
    },
  };
}
