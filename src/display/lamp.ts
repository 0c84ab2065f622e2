/**
 * The light of an LED that has but one colour. What it has instead of the palette's colours is their luminance, whose
 * lightness to the eye (OKLab) rises with the potential as the palette's does: what a gamma curve is for.
 */
import { levelLuminances, luminanceOf } from './luminance.js';
import { levelColours, paletteStops } from './palette.js';

/** Luminance of the brightest colour that the palette has at full brightness. */
const FULL = Math.max(...levelLuminances(paletteStops(1)));

/**
 * Share of its full light that a lamp of one colour gives in the place of a coloured one, 0 to 1.
 * @param rgb R, G, B of each lamp, PWM counts.
 */
export function lampShare(rgb: Uint8Array, lamp: number): number {
  return Math.min(1, luminanceOf(rgb[3 * lamp]!, rgb[3 * lamp + 1]!, rgb[3 * lamp + 2]!) / FULL);
}

/**
 * PWM count of every level, 256 values: at full brightness 16 at rest (−70 mV), 235 at the peak (+40 mV) and 255 at
 * the end of the scale.
 * @param stops 99 bytes, see `paletteStops`; they carry the brightness.
 */
export function lampCounts(stops: Uint8Array): Uint8Array {
  const colours = levelColours(stops);
  return Uint8Array.from({ length: colours.length / 3 }, (_, level) =>
    Math.round(255 * lampShare(colours, level)),
  );
}
