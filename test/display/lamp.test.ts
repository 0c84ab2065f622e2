import { describe, expect, it } from 'vitest';
import { lampCounts } from '../../src/display/lamp.js';
import { paletteStops } from '../../src/display/palette.js';
import { levelOfMv } from '../../src/units.js';

describe('the light of an LED of one colour', () => {
  const counts = lampCounts(paletteStops(1));
  const at = (mv: number) => counts[levelOfMv(mv)];

  it('is 16 of 255 at rest, 37 at threshold, 117 in the bath, 235 at the peak and 255 at the end of the scale', () => {
    expect([-70, -55, 0, 40, 48.25].map(at)).toEqual([16, 37, 117, 235, 255]);
  });

  it('never falls with a rising potential', () => {
    const falls = [...counts.keys()].filter((level) => level > 0 && counts[level]! < counts[level - 1]!);
    expect(falls).toEqual([]);
  });

  it('rises with lightness: in the cube root of light it is ahead of equal steps from rest on, by 0.15 at most', () => {
    const lightness = (level: number) => Math.cbrt(counts[level]! / 255);
    const [dark, full] = [lightness(0), lightness(255)];
    for (const level of [64, 85, 128, 170, 212]) {
      const ahead = (lightness(level) - dark) / (full - dark) - level / 255;
      expect(ahead).toBeGreaterThan(0);
      expect(ahead).toBeLessThan(0.15);
    }
  });

  it('is half of it at half the brightness, within 2 counts', () => {
    const half = lampCounts(paletteStops(0.5));
    for (const level of counts.keys())
      expect(Math.abs(half[level]! - counts[level]! / 2)).toBeLessThanOrEqual(2);
  });
});
