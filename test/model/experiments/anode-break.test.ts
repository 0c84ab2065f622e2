import { describe, expect, it } from 'vitest';
import type { StimulusSpec } from '../../../src/model/index.js';
import { offPercent, pulse, runPatch, thresholdOf, upwardMs } from './patch.js';

/** Whether the patch fires after a current that hyperpolarises it has stopped. */
function firesOnBreak(durationMs: number, hyperpolarising: number): boolean {
  return upwardMs(runPatch([pulse(1, durationMs, -hyperpolarising)], durationMs + 40)).length > 0;
}

function rampTo6(perMs: number): StimulusSpec {
  const riseMs = 6 / perMs;
  return { kind: 'ramp', at: 0, startMs: 1, riseMs, durationMs: riseMs + 100, currentUaPerCm2: 6 };
}

describe('the end of a hyperpolarising current at 6.3 °C', () => {
  it.each([20, 30, 100])('of %f ms fires the patch from −2.8 µA/cm² on, within 1 %', (durationMs) => {
    const current = thresholdOf(1, 20, (hyperpolarising) => firesOnBreak(durationMs, hyperpolarising));
    expect(offPercent(current, 2.79)).toBeLessThan(1);
  });

  it('comes after the current, not during it', () => {
    const [spikeMs, ...more] = upwardMs(runPatch([pulse(1, 20, -5)], 60));
    expect(spikeMs).toBeGreaterThan(21);
    expect(more).toEqual([]);
  });

  it('takes more when the current was short: 4.04 µA/cm² after 5 ms, within 1 %', () => {
    expect(
      offPercent(
        thresholdOf(1, 20, (current) => firesOnBreak(5, current)),
        4.04,
      ),
    ).toBeLessThan(1);
  });
});

describe('accommodation at 6.3 °C', () => {
  it.each([0.1, 0.2, 0.3, 0.35])('a ramp to 6 µA/cm² at %f per ms does not fire', (perMs) => {
    expect(upwardMs(runPatch([rampTo6(perMs)], 6 / perMs + 60))).toEqual([]);
  });

  it.each([0.4, 0.5, 1])('a ramp to 6 µA/cm² at %f per ms fires', (perMs) => {
    expect(upwardMs(runPatch([rampTo6(perMs)], 6 / perMs + 60)).length).toBeGreaterThan(0);
  });
});
