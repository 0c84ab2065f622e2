import { describe, expect, it } from 'vitest';
import { lampCounts } from '../../src/display/lamp.js';
import { paletteStops } from '../../src/display/palette.js';
import { levelOfMv } from '../../src/units.js';

describe('the light of an LED of one colour', () => {
  const counts = lampCounts(paletteStops(1));
  const at = (mv: number) => counts[levelOfMv(mv)];

  it('is 6 of 255 at rest, 15 at threshold, 98 in the bath, 219 at the peak and 255 at the end of the scale', () => {
    expect([-70, -55, 0, 40, 48.25].map(at)).toEqual([6, 15, 98, 219, 255]);
  });

  it('rises from rest to the end of the scale, and below rest falls once, by the one count that rounding takes', () => {
    const falls = [...counts.keys()].filter((level) => level > 0 && counts[level]! < counts[level - 1]!);
    expect(falls).toEqual([29]);
    expect(counts[28]! - counts[29]!).toBe(1);
  });

  it('takes equal steps of lightness: a third of the scale up is a third of the way in the cube root of light, within 0.03', () => {
    const lightness = (level: number) => Math.cbrt(counts[level]! / 255);
    const [dark, full] = [lightness(0), lightness(255)];
    for (const level of [64, 85, 128, 170, 212]) {
      expect(Math.abs((lightness(level) - dark) / (full - dark) - level / 255)).toBeLessThan(0.03);
    }
  });

  it('is half of it at half the brightness, within 2 counts', () => {
    const half = lampCounts(paletteStops(0.5));
    for (const level of counts.keys())
      expect(Math.abs(half[level]! - counts[level]! / 2)).toBeLessThanOrEqual(2);
  });
});
