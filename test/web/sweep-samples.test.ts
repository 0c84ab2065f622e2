import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SWEEP_SAMPLES, peakOf, readingAt, SweepSamples } from '../../src/web/sweep-samples.js';

describe('the samples of a sweep', () => {
  it('are 4096 at most after 100 000, and the crest of +40 mV at 3 ms is still there', () => {
    const samples = new SweepSamples();
    for (let i = 0; i <= 100_000; i++) {
      const ms = i / 10_000;
      samples.add(ms, i === 30_000 ? 40 : -70, i === 30_001 ? 12 : -71);
    }
    expect(samples.count).toBeLessThanOrEqual(MOST_SWEEP_SAMPLES);
    expect(samples.timesMs[0]).toBe(0);
    expect(samples.latestMs).toBe(10);
    expect(peakOf(samples, 'blue')).toEqual({ potentialMv: 40, atMs: 3 });
    expect(peakOf(samples, 'yellow')).toEqual({ potentialMv: 12, atMs: 3.0001 });
  });

  it('rise in time and are bounded whatever comes', () => {
    const number = fc.double();
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 500 }), (rows) => {
        const samples = new SweepSamples();
        for (let round = 0; round < 3; round++)
          for (const [ms, blueMv, yellowMv] of rows) samples.add(ms, blueMv, yellowMv);
        expect(samples.count).toBeLessThanOrEqual(MOST_SWEEP_SAMPLES);
        for (let i = 1; i < samples.count; i++)
          expect(samples.timesMs[i]! > samples.timesMs[i - 1]!).toBe(true);
      }),
    );
  });

  it('have no reading where an electrode was moved, and the other one keeps its line', () => {
    const samples = new SweepSamples();
    samples.add(0, -70, -70);
    samples.add(1, -60, -70);
    samples.breakLine('blue');
    samples.add(2, 40, -68);
    expect(readingAt(samples, 'blue', 1.5)).toBeNaN();
    expect(readingAt(samples, 'yellow', 1.5)).toBeCloseTo(-69, 3);
    expect(readingAt(samples, 'blue', 0.5)).toBe(-65);
    expect(readingAt(samples, 'blue', 2.5)).toBeNaN();
  });

  it('have the highest until a moment: what comes after the time handle does not count', () => {
    const samples = new SweepSamples();
    for (const [ms, mv] of [
      [-0.1, 60],
      [0, -70],
      [1, -50],
      [2, 40],
    ] as const)
      samples.add(ms, mv, Number.NaN);
    expect(peakOf(samples, 'blue', 1.5)).toEqual({ potentialMv: -50, atMs: 1 });
    expect(peakOf(samples, 'yellow')).toBeUndefined();
  });
});
