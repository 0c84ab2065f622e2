/**
 * Level → colour. The colours themselves are computed once by scripts/make-palette.mjs, which also says how they
 * were chosen; strip, board and page all show these.
 */
import { clamp, LEVEL_MAX, PALETTE_STOPS } from '../units.js';
import { paletteColour } from './light.js';
import { WHOLE_TABLE } from './palette-table.js';

export { DEFAULT_BRIGHTNESS } from './palette-table.js';

/** Bytes of a palette: R, G, B of 33 stops. */
export const STOP_BYTES = 3 * PALETTE_STOPS;

/** How levels are turned into light. */
export interface Palette {
  /** 33 stops, 99 bytes. */
  readonly stops: Uint8Array;
  /** A level more or less is seen: none may be rounded on its way to the strip. */
  readonly exact: boolean;
}

/**
 * The palette of a strip, with colours for the whole scale.
 * @param brightness 0 (dark) to 1 (all an LED can give); clamped.
 * @returns 99 bytes: 33 stops, one every 8 levels, each R, G, B as PWM counts (linear light).
 */
export function paletteStops(brightness: number): Uint8Array {
  return countsOf(WHOLE_TABLE, brightness);
}

/** Linear light, 0 to 1, as PWM counts. */
export function countsOf(table: readonly number[], brightness: number): Uint8Array {
  const scale = 255 * clamp(brightness, 0, 1);
  return Uint8Array.from(table, (light) => Math.round(scale * light));
}

/** The colour of every level, 256 × R, G, B as PWM counts: exactly what the board shows for these stops. */
export function levelColours(stops: Uint8Array): Uint8Array {
  const colours = new Uint8Array(3 * (LEVEL_MAX + 1));
  for (let level = 0; level <= LEVEL_MAX; level++) paletteColour(stops, level, colours, 3 * level);
  return colours;
}

/**
 * What a screen must be told to look like one channel of an LED (IEC 61966-2-1, sRGB).
 * @param count PWM count, 0 to 255: linear light.
 * @param exposure as on a camera: 1 shows a fully driven LED as full white, 1 / brightness lifts a dimmed strip.
 * @returns 0 to 255, rounded.
 */
export function pwmToSrgb(count: number, exposure: number): number {
  const light = clamp((count / 255) * exposure, 0, 1);
  const encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
}
