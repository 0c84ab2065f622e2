/**
 * From level to light, in the integers that the board computes with, so that host and board agree to the last
 * bit (firmware-protocol.md, "Light"). `rgb` is always R, G, B per LED, as PWM counts (linear light).
 */
import { LEVEL_MAX, PALETTE_STEP } from '../units.js';

/** Current of a WS2812 LED: one channel fully on, and all off [mA]; worst case of the datasheet. */
export const CHANNEL_MA = 20;
export const IDLE_MA = 1;

/** Writes the colour of a level, from 33 palette stops (99 bytes). */
export function paletteColour(stops: Uint8Array, level: number, out: Uint8Array, at: number): void {
  const from = 3 * Math.trunc(level / PALETTE_STEP);
  const part = level % PALETTE_STEP;
  for (let channel = 0; channel < 3; channel++) {
    const low = stops[from + channel]!;
    const high = stops[from + 3 + channel]!;
    out[at + channel] = low + (((high - low) * part + PALETTE_STEP / 2) >> 3);
  }
}

/** Sum of channels that a limit leaves for `ledCount` LEDs; 0 if not even their idle current fits. */
export function allowedChannelSum(ledCount: number, currentLimitMa: number): number {
  return Math.max(0, Math.trunc(((currentLimitMa - ledCount * IDLE_MA) * 255) / CHANNEL_MA));
}

/**
 * Dims the whole strip so that its worst-case current stays within the limit.
 * @returns the scale that was applied, 0 to 256; 256 is untouched.
 */
export function applyCurrentLimit(rgb: Uint8Array, currentLimitMa: number): number {
  let sum = 0;
  for (let i = 0; i < rgb.length; i++) sum += rgb[i]!;
  const allowed = allowedChannelSum(rgb.length / 3, currentLimitMa);
  if (sum <= allowed) return 256;
  const scale = Math.trunc((allowed * 256) / sum);
  for (let i = 0; i < rgb.length; i++) rgb[i] = (rgb[i]! * scale) >> 8;
  return scale;
}

/** Worst-case current of a strip that shows `rgb` [mA]. */
export function stripCurrentMa(rgb: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < rgb.length; i++) sum += rgb[i]!;
  return (rgb.length / 3) * IDLE_MA + (sum * CHANNEL_MA) / 255;
}

/** The middle of a needle's scale, where it may have a pulse of its own: −21.6 mV. */
export const MID_LEVEL = 128;

/** `part` of `whole` of the way. */
function between(fromUs: number, toUs: number, part: number, whole: number): number {
  const travel = Math.trunc((Math.abs(toUs - fromUs) * part + Math.trunc(whole / 2)) / whole);
  return toUs < fromUs ? fromUs - travel : fromUs + travel;
}

/** Pulse of a needle at a level [µs]: from `lowUs` at 0 to `highUs` at 255, through `midUs` at 128 if there is one. */
export function needlePulseUs(
  needle: { lowUs: number; midUs?: number | undefined; highUs: number },
  level: number,
): number {
  const { lowUs, midUs, highUs } = needle;
  if (midUs === undefined) return between(lowUs, highUs, level, LEVEL_MAX);
  if (level <= MID_LEVEL) return between(lowUs, midUs, level, MID_LEVEL);
  return between(midUs, highUs, level - MID_LEVEL, LEVEL_MAX - MID_LEVEL);
}
