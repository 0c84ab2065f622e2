/**
 * Relative luminance of PWM counts: Y = 0.2126 R + 0.7152 G + 0.0722 B (WCAG 2.2; ITU-R BT.709 primaries),
 * in ten-thousandths of a count, so that sums stay whole and comparisons exact. PWM counts are already linear.
 */
import { levelColours } from './palette.js';

export function luminanceOf(red: number, green: number, blue: number): number {
  return 2126 * red + 7152 * green + 722 * blue;
}

/** Luminance of every level of a palette: 256 values. */
export function levelLuminances(stops: Uint8Array): Float64Array {
  const colours = levelColours(stops);
  return Float64Array.from({ length: colours.length / 3 }, (_, level) =>
    luminanceOf(colours[3 * level]!, colours[3 * level + 1]!, colours[3 * level + 2]!),
  );
}
