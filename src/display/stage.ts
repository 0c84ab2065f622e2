/**
 * From the axon to a picture: sites → LEDs, mV → level, flash limit, level → light, current limit.
 * Nothing comes after this but the device, and the board, given the same levels, stops and current limit,
 * computes the very same light (light.ts). Rendering allocates nothing.
 */
import { LEVEL_MAX, levelOfMv, mix, REST_LEVEL, REST_MV } from '../units.js';
import { createFlashLimit } from './flash-limit.js';
import { lampCounts } from './lamp.js';
import { applyCurrentLimit, IDLE_MA, paletteColour, stripCurrentMa } from './light.js';
import { type Palette, STOP_BYTES } from './palette.js';
import { checkedMap, commonMv, type StageMap } from './stage-map.js';
import type { View } from './view.js';
import { createViewFade, type LightView } from './view-fade.js';

export type { StageMap, Stretch } from './stage-map.js';

export interface StageOptions {
  readonly ledCount: number;
  /** The whole scale's palette, 99 bytes, see `paletteStops`. */
  readonly stops: Uint8Array;
  /** The palette of the magnified view, for an axon that rests there (`viewStops`); without it there is no such view. */
  readonly magnified?: ((restMv: number) => Uint8Array) | undefined;
  /** For the whole strip, idle current included [mA]. */
  readonly currentLimitMa: number;
  /** LEDs of the strip that are no part of the axon: they stay dark, and draw what a dark one draws. */
  readonly darkLeds?: number | undefined;
  /** No level below this one: those are kept for what is dark. */
  readonly leastLevel?: number | undefined;
  /** True if the first LED is at the far end of the axon. */
  readonly reversed?: boolean;
  /** What each LED shows of the axon; without it they stand evenly along it, the first and the last one on its ends. */
  readonly map?: StageMap | undefined;
  /** Where the fault lamp is: the last LED unless given, or a pin, of which a picture only tells. */
  readonly faultLampOn?: 'led' | 'pin' | undefined;
  /** Lamps on resistors: these limit the current, and `currentLimitMa` has no part in it. Without: a strip. */
  readonly lamps?: Lamps | undefined;
}

export interface Lamps {
  /** What a lit LED, or one colour of it, draws [mA]. */
  readonly ledMa: number;
  readonly colours: 1 | 3;
}

/** What is to be seen. The arrays are used again for the next picture. */
export interface Picture {
  /** What each LED is to show, before every limit, in order along the axon however the strip is mounted [mV]. */
  readonly potentialMv: Float64Array;
  /** One per LED, flash limit applied. */
  readonly levels: Uint8Array;
  /** With this the board makes exactly `rgb` of `levels`. */
  readonly palette: Palette;
  /** R, G, B per LED as PWM counts, both limits applied. */
  readonly rgb: Uint8Array;
  /** Of the blue and the yellow voltmeter. */
  readonly needleLevels: [number, number];
  /** Whether a fault lamp on a pin is lit. */
  readonly faultLamp?: boolean;
  /** Worst case of the strip, or what all lamps draw [mA]. */
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
   * Another axon, or another way to look at it, from the next picture on. The limits of flashes and of current go on:
   * eyes and wires have not changed. RangeError for a map of another number of LEDs.
   */
  setMap(map: StageMap): void;
  /**
   * Another view, or the same of an axon that rests elsewhere: faded over in the next pictures, and at the beginning
   * there at once. Nothing happens where there is no magnified view.
   */
  setView(view: View, restMv: number): void;
  /**
   * The fault lamp shines, or does no more. Where it is an LED, the last one of the strip, seen from the board, shines at
   * its brightest meanwhile and shows nothing of the axon.
   */
  setFaultLamp(lit: boolean): void;
  /** The view that is shown or being faded to, and the rest that a magnified one is for. */
  readonly view: Pick<LightView, 'view' | 'restMv'>;
  /**
   * `wallMs` begins again with the next picture. What the flash limit knows stays known, as if no time had passed:
   * eyes are not reset either.
   */
  reset(): void;
}

/** @throws RangeError if an option makes no strip. */
export function createStage(options: StageOptions): Stage {
  const { ledCount, reversed = false, lamps, magnified, darkLeds = 0, leastLevel = 0 } = options;
  const darkMa = darkLeds * IDLE_MA;
  const currentLimitMa = options.currentLimitMa - darkMa;
  if (!Number.isInteger(ledCount) || ledCount < 1)
    throw new RangeError(`ledCount: expected a whole number from 1, got ${ledCount}`);
  if (options.stops.length !== STOP_BYTES)
    throw new RangeError(`stops: expected ${STOP_BYTES} bytes (33 × R, G, B), got ${options.stops.length}`);
  if (!(options.currentLimitMa >= 0))
    throw new RangeError(`currentLimitMa: expected 0 or more, got ${options.currentLimitMa}`);
  let map = options.map && checkedMap(options.map, ledCount);

  const stops = options.stops.slice();
  const palette = { stops, exact: false };
  const whole: LightView = { view: 'whole', restMv: REST_MV, stops: options.stops.slice() };
  let near: LightView | undefined;
  let fade = createViewFade(whole);
  const stopsBefore = stops.slice();
  const flashLimit = createFlashLimit(ledCount, stops);
  let counts = lampCounts(stops);
  const wanted = new Uint8Array(ledCount);
  const levels = new Uint8Array(ledCount).fill(REST_LEVEL);
  const before = new Uint8Array(ledCount);
  const rgb = new Uint8Array(3 * ledCount);
  const rgbBefore = new Uint8Array(3 * ledCount);
  let faultLampLit = false;
  let dimming = 256;
  let lastWallMs = Number.NaN;
  /** How long it has been shown [ms]. */
  let shownMs = Number.NaN;

  const asked = new Float64Array(ledCount);
  const picture = {
    potentialMv: asked,
    levels,
    palette,
    rgb,
    needleLevels: [REST_LEVEL, REST_LEVEL] as [number, number],
    faultLamp: false,
    currentMa: 0,
    currentLimitActing: false,
    flashLimitActing: false,
  };

  function ask(led: number, mv: number): void {
    asked[led] = mv;
    wanted[reversed ? ledCount - 1 - led : led] = Math.max(leastLevel, levelOfMv(mv));
  }

  function askLevels(potentialMv: Float64Array): void {
    if (map) {
      if ('stretches' in map)
        for (let led = 0; led < ledCount; led++) ask(led, commonMv(potentialMv, map.stretches[led]!));
      else
        for (let led = 0; led < ledCount; led++) {
          const { below, above, share } = map;
          ask(led, mix(potentialMv[below[led]!]!, potentialMv[above[led]!]!, share[led]!));
        }
      return;
    }
    const lastSite = potentialMv.length - 1;
    const sitesPerLed = ledCount > 1 ? lastSite / (ledCount - 1) : 0;
    for (let led = 0; led < ledCount; led++) {
      const place = led * sitesPerLed;
      const site = Math.min(Math.floor(place), lastSite);
      const next = Math.min(site + 1, lastSite);
      ask(led, mix(potentialMv[site]!, potentialMv[next]!, place - site));
    }
  }

  function light(): number {
    for (let led = 0; led < ledCount; led++) paletteColour(stops, levels[led]!, rgb, 3 * led);
    return lamps ? 256 : applyCurrentLimit(rgb, currentLimitMa);
  }

  function follow(): void {
    flashLimit.setStops(stops);
    if (lamps?.colours === 1) counts = lampCounts(stops);
    palette.exact = !fade.arrived || fade.view.view === 'magnified';
  }

  /** Takes the step to another view that is due, if the picture that stands may be seen in it; else it waits. */
  function stepView(): void {
    const next = fade.due(shownMs);
    if (next === undefined) return;
    stopsBefore.set(stops);
    rgbBefore.set(rgb);
    stops.set(next);
    const dimmingNow = light();
    if (flashLimit.admits(rgb)) {
      dimming = dimmingNow;
      fade.taken(shownMs);
      follow();
    } else {
      stops.set(stopsBefore);
      rgb.set(rgbBefore);
    }
  }

  function currentMa(): number {
    if (!lamps) return stripCurrentMa(rgb) + darkMa;
    let sum = 0;
    if (lamps.colours === 3) for (let i = 0; i < rgb.length; i++) sum += rgb[i]!;
    else for (let led = 0; led < ledCount; led++) sum += counts[levels[led]!]!;
    return (sum * lamps.ledMa) / 255;
  }

  return {
    render(potentialMv, meterMv, wallMs) {
      const elapsedMs = wallMs > lastWallMs ? wallMs - lastWallMs : 0;
      if (!Number.isNaN(wallMs)) lastWallMs = wallMs;
      shownMs = Number.isNaN(shownMs) ? 0 : shownMs + elapsedMs;
      stepView();

      askLevels(potentialMv);
      const isOnPin = options.faultLampOn === 'pin';
      picture.faultLamp = faultLampLit && isOnPin;
      if (faultLampLit && !isOnPin) wanted[ledCount - 1] = LEVEL_MAX;
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
      picture.currentMa = currentMa();
      picture.currentLimitActing = dimming < 256;
      picture.flashLimitActing = flashLimit.acting;
      return picture;
    },

    setMap(next) {
      map = checkedMap(next, ledCount);
    },

    setView(view, restMv) {
      if (magnified === undefined) return;
      if (view === 'magnified' && !Object.is(near?.restMv, restMv))
        near = { view, restMv, stops: magnified(restMv) };
      const wanted = view === 'magnified' ? near! : whole;
      fade.aim(wanted);
      if (!Number.isNaN(shownMs)) return;
      fade = createViewFade(wanted);
      stops.set(wanted.stops);
      follow();
    },

    setFaultLamp(lit) {
      faultLampLit = lit;
    },

    get view() {
      return fade.view;
    },

    reset() {
      lastWallMs = Number.NaN;
    },
  };
}
