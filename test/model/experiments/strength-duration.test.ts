import { describe, expect, it } from 'vitest';
import { HODGKIN_HUXLEY } from '../../../src/model/index.js';
import { CLASSROOM, offPercent, peakMv, pulse, runPatch, thresholdOf, upwardMs } from './patch.js';

function threshold(durationMs: number, membrane = CLASSROOM): number {
  return thresholdOf(
    1,
    100,
    (current) =>
      upwardMs(runPatch([pulse(1, durationMs, current)], durationMs + 15, { membrane })).length > 0,
  );
}

describe('strength and duration at 6.3 °C', () => {
  it.each([
    [0.1, 65.2],
    [0.5, 13.28],
    [1, 6.92],
    [2, 3.86],
    [10, 2.24],
    [50, 2.24],
  ])('a pulse of %f ms fires the patch from %f µA/cm² on, within 0.5 %', (durationMs, currentUaPerCm2) => {
    expect(offPercent(threshold(durationMs), currentUaPerCm2)).toBeLessThan(0.5);
  });

  it.each([
    [0.1, 64.974],
    [0.2, 32.581],
    [0.5, 13.2438],
    [1, 6.90258],
    [2, 3.85035],
    [200, 2.23624],
  ])('with the leak at −54.3 mV %f ms need %f µA/cm², within 0.05 %', (durationMs, currentUaPerCm2) => {
    expect(offPercent(threshold(durationMs, HODGKIN_HUXLEY), currentUaPerCm2)).toBeLessThan(0.05);
  });

  it('has its chronaxie, the duration at twice the rheobase, at 1.65 ms within 2 %', () => {
    const twice = 2 * threshold(50);
    const durationMs = thresholdOf(
      0.5,
      5,
      (duration) => upwardMs(runPatch([pulse(1, duration, twice)], duration + 15)).length > 0,
    );
    expect(offPercent(durationMs, 1.65)).toBeLessThan(2);
  });

  it('fires all or none: 1 % of current around the threshold makes 50 mV of difference', () => {
    const peak = (factor: number) => peakMv(runPatch([pulse(1, 0.5, factor * threshold(0.5))], 20));
    expect(peak(1.005) - peak(0.995)).toBeGreaterThan(50);
  });
});
