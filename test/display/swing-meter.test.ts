import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSwingMeter } from '../../src/display/swing-meter.js';
import { worstSecond } from './flash-checker.js';

const meterOf = (threshold: number) =>
  createSwingMeter({ thresholds: Float64Array.of(threshold), flashes: 3, windowMs: 1000 });

describe('swing meter', () => {
  it('bars the fourth rise within a second and lets it through when the first flash is a second old', () => {
    const meter = meterOf(10);
    for (let beat = 0; beat < 6; beat++) meter.record(0, beat % 2 === 0 ? 0 : 100, beat * 50);
    meter.record(0, 0, 300);
    // Rises at 50, 150 and 250 ms, falls at 100, 200 and 300 ms.
    expect(meter.barsRise(0, 100, 350)).toBe(true);
    expect(meter.barsRise(0, 100, 1100)).toBe(true);
    expect(meter.barsRise(0, 100, 1101)).toBe(false);
  });

  it('never bars a rise that is too small to count', () => {
    const meter = meterOf(10);
    for (let beat = 0; beat < 7; beat++) meter.record(0, beat % 2 === 0 ? 0 : 100, beat * 10);
    expect(meter.barsRise(0, 9.9, 70)).toBe(false);
    expect(meter.barsRise(0, 10, 70)).toBe(true);
  });

  it('dates a swing by where it ended, so that a slow fade out counts until it is over', () => {
    const meter = meterOf(10);
    for (let beat = 0; beat < 6; beat++) meter.record(0, beat % 2 === 0 ? 0 : 100, beat * 10);
    for (let fade = 0; fade <= 10; fade++) meter.record(0, 90 - 9 * fade, 60 + 100 * fade);
    // The first five swings are long over; the fade still belongs to the window.
    expect(meter.barsRise(0, 100, 1060)).toBe(false);
    for (let beat = 0; beat < 4; beat++) meter.record(0, beat % 2 === 0 ? 100 : 0, 1070 + 10 * beat);
    expect(meter.barsRise(0, 100, 1200)).toBe(true);
  });

  it('keeps any signal that obeys it within 6 swings a second, at every frame time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 30 })), {
          minLength: 20,
          maxLength: 300,
        }),
        (steps) => {
          const meter = meterOf(10);
          const times: number[] = [];
          const values: number[] = [];
          let nowMs = 0;
          let value = 0;
          for (const [pauseMs, wish] of steps) {
            nowMs += pauseMs;
            if (!meter.barsRise(0, wish, nowMs)) value = wish;
            meter.record(0, value, nowMs);
            times.push(nowMs);
            values.push(value);
          }
          expect(worstSecond(times, values, 10)).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 300 },
    );
  });
});
