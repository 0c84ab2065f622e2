import { describe, expect, it } from 'vitest';
import { countSwings, flashes, type Shown, worstSecond } from './flash-checker.js';

describe('the checker of flashes itself', () => {
  it('counts 7 swings in four beats that begin in the dark', () => {
    expect(countSwings([0, 1, 0, 1, 0, 1, 0, 1], 0.1)).toBe(7);
  });

  it('counts a slow rise of many small steps once, and steps of 0.09 never', () => {
    expect(countSwings([0, 0.04, 0.08, 0.12, 0.16, 0.5], 0.1)).toBe(1);
    expect(countSwings([0, 0.09, 0, 0.09, 0, 0.09], 0.1)).toBe(0);
  });

  it('measures a fall from the top of the rise, not from where the rise was noticed', () => {
    expect(countSwings([0, 10, 30, 20], 10)).toBe(2);
  });

  it('finds the one bad second in the middle of a quiet minute', () => {
    const times = Array.from({ length: 600 }, (_, i) => i * 100);
    const values = times.map((_, i) => (i >= 300 && i < 308 ? i % 2 : 0));
    expect(worstSecond(times, values, 0.1)).toBe(8);
  });

  it('says that a strip which nobody limits flashes when it blinks at 4 Hz, and that it does not at 2.5 Hz', () => {
    const blink = (halfPeriodMs: number): Shown[] =>
      Array.from({ length: 20 }, (_, i) => ({
        wallMs: i * halfPeriodMs,
        rgb: new Uint8Array(18).fill(i % 2 === 0 ? 0 : 255),
      }));
    expect(flashes(blink(125), 255).length).toBeGreaterThan(6);
    expect(flashes(blink(200), 255)).toEqual([]);
  });
});
