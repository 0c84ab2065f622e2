import { describe, expect, it } from 'vitest';
import { offPercent, peakMv, pulse, runPatch, thresholdOf } from './patch.js';

/** Threshold of one pulse of 0.5 ms [µA/cm²]. */
const THRESHOLD = 13.276;

/**
 * Whether a second pulse of 0.5 ms fires, after a first one of twice the threshold. A strong pulse lifts the
 * membrane by itself, so it counts what is above −20 mV 1 ms after the pulse.
 */
function firesAgain(intervalMs: number, factor: number): boolean {
  const second = 1 + intervalMs;
  const trace = runPatch([pulse(1, 0.5, 2 * THRESHOLD), pulse(second, 0.5, factor * THRESHOLD)], second + 15);
  return peakMv(trace, second + 1.5) > -20;
}

describe('after a spike at 6.3 °C', () => {
  it.each([3, 4, 5])('%f ms later not even 60 times the threshold brings a second one', (intervalMs) => {
    for (const factor of [10, 20, 30, 60]) expect(firesAgain(intervalMs, factor)).toBe(false);
  });

  it.each([
    [6, 14.2],
    [9, 4.6],
    [12, 2.2],
    [16, 1.03],
    [20, 0.86],
  ])('%f ms later it takes %f times the threshold, within 2 %', (intervalMs, expected) => {
    const factor = thresholdOf(0.3, 20, (times) => firesAgain(intervalMs, times));
    expect(offPercent(factor, expected)).toBeLessThan(2);
  });
});
