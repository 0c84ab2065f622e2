import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedChannelSum,
  applyCurrentLimit,
  needlePulseUs,
  paletteColour,
  stripCurrentMa,
} from '../../src/display/light.js';

describe('light, in the integers of the board', () => {
  it('makes 3b22a5 of level 67 with the ramp R 7k, G 4k, B 224 − 7k', () => {
    const stops = Uint8Array.from({ length: 99 }, (_, i) => {
      const stop = Math.floor(i / 3);
      return [7 * stop, 4 * stop, 224 - 7 * stop][i % 3]!;
    });
    const colour = new Uint8Array(3);
    paletteColour(stops, 67, colour, 0);
    expect([...colour]).toEqual([0x3b, 0x22, 0xa5]);
  });

  it('shows a stop itself at every 8th level, and never leaves the range of its two stops', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 99, maxLength: 99 }),
        fc.integer({ min: 0, max: 255 }),
        (stops, level) => {
          const colour = new Uint8Array(3);
          paletteColour(stops, level, colour, 0);
          const stop = 3 * Math.floor(level / 8);
          for (let channel = 0; channel < 3; channel++) {
            const ends = [stops[stop + channel]!, stops[stop + 3 + channel]!];
            expect(colour[channel]).toBeGreaterThanOrEqual(Math.min(...ends));
            expect(colour[channel]).toBeLessThanOrEqual(Math.max(...ends));
            if (level % 8 === 0) expect(colour[channel]).toBe(ends[0]);
          }
        },
      ),
    );
  });

  it('leaves no strip above its limit, or above its idle current where that alone is more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 255 }),
        (ledCount, limitMa, seed) => {
          const rgb = Uint8Array.from({ length: 3 * ledCount }, (_, i) => (seed * (i + 7) * 31) % 256);
          const beforeMa = stripCurrentMa(rgb);
          const scale = applyCurrentLimit(rgb, limitMa);
          expect(stripCurrentMa(rgb)).toBeLessThanOrEqual(Math.max(limitMa, ledCount));
          if (beforeMa <= limitMa - 0.1) expect(scale).toBe(256);
          if (beforeMa > Math.max(limitMa, ledCount)) expect(scale).toBeLessThan(256);
        },
      ),
    );
  });

  it('draws 3660 mA with 60 LEDs fully on, and lets 1785 counts pass a limit of 200 mA', () => {
    expect(stripCurrentMa(new Uint8Array(180).fill(255))).toBe(3660);
    expect(allowedChannelSum(60, 200)).toBe(1785);
    expect(allowedChannelSum(144, 100)).toBe(0);
  });

  it('turns levels 0, 128 and 255 into 1000, 1502 and 2000 µs, and mirrored for a mirrored needle', () => {
    expect([0, 128, 255].map((level) => needlePulseUs({ lowUs: 1000, highUs: 2000 }, level))).toEqual([
      1000, 1502, 2000,
    ]);
    expect([0, 128, 255].map((level) => needlePulseUs({ lowUs: 2000, highUs: 1000 }, level))).toEqual([
      2000, 1498, 1000,
    ]);
  });

  it('goes through a middle of its own at level 128, in a straight line on both sides', () => {
    const levels = [0, 64, 128, 191, 255];
    const needle = { lowUs: 1000, midUs: 1200, highUs: 2000 };
    expect(levels.map((level) => needlePulseUs(needle, level))).toEqual([1000, 1100, 1200, 1597, 2000]);
    const mirrored = { lowUs: 2000, midUs: 1800, highUs: 1000 };
    expect(levels.map((level) => needlePulseUs(mirrored, level))).toEqual([2000, 1900, 1800, 1403, 1000]);
  });
});
