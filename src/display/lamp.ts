/**
 * The light of an LED that has but one colour. What it has instead of the palette's colours is their luminance: that
 * rises by equal steps of lightness (OKLab) with equal millivolts, which is what a gamma curve is for.
 */
import { LEVEL_MAX } from '../units.js';
import { levelLuminances } from './luminance.js';
import { paletteStops } from './palette.js';

const FULL = levelLuminances(paletteStops(1));

/**
 * PWM count of every level, 256 values: at full brightness 6 at rest (−70 mV), 219 at the peak (+40 mV) and 255 at
 * the end of the scale.
 * @param stops 99 bytes, see `paletteStops`; they carry the brightness.
 */
export function lampCounts(stops: Uint8Array): Uint8Array {
  return Uint8Array.from(levelLuminances(stops), (light) => Math.round((255 * light) / FULL[LEVEL_MAX]!));
}
