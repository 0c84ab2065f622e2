import { describe, expect, it } from 'vitest';
import { HODGKIN_HUXLEY, type StimulusSpec } from '../../../src/model/index.js';
import { offPercent, peakMv, runPatch, upwardMs } from './patch.js';

const steady = (currentUaPerCm2: number): StimulusSpec[] => [
  { kind: 'step', at: 0, startMs: 1, currentUaPerCm2 },
];

describe('a steady current at 6.3 °C', () => {
  it.each([3, 4, 5, 5.5])('of %f µA/cm² fires the patch once', (current) => {
    expect(upwardMs(runPatch(steady(current), 300))).toHaveLength(1);
  });

  it('of 6.1 µA/cm² fires it no more than a few times', () => {
    expect(upwardMs(runPatch(steady(6.1), 300)).filter((ms) => ms > 60)).toEqual([]);
  });

  it('of 6.3 µA/cm² fires it for as long as it flows', () => {
    const times = upwardMs(runPatch(steady(6.3), 500));
    expect(times.length).toBeGreaterThan(20);
    expect(times.at(-1)).toBeGreaterThan(475);
  });

  it('of 10 µA/cm² fires it 68.39 times a second, within 0.1 %', () => {
    const times = upwardMs(runPatch(steady(10), 600, { membrane: HODGKIN_HUXLEY })).filter((ms) => ms > 200);
    const hertz = (1000 * (times.length - 1)) / (times.at(-1)! - times[0]!);
    expect(offPercent(hertz, 68.39)).toBeLessThan(0.1);
  });

  it('makes more spikes when it is stronger, not bigger ones: 7, 10, 20 µA/cm²', () => {
    const runs = [7, 10, 20].map((current) => runPatch(steady(current), 400));
    const counts = runs.map((trace) => upwardMs(trace).length);
    expect(counts[1]).toBeGreaterThan(counts[0]!);
    expect(counts[2]).toBeGreaterThan(counts[1]!);
    // Once it runs evenly, the spikes even get smaller.
    const peaks = runs.map((trace) => peakMv(trace, 200));
    expect(peaks[1]).toBeLessThan(peaks[0]!);
    expect(peaks[2]).toBeLessThan(peaks[1]!);
  });
});
