import { describe, expect, it } from 'vitest';
import { plainLoop } from '../../bench/contender.js';
import { PlainHodgkinHuxley } from '../../bench/plain-hh.js';
import { crossingMs, SEMI_DISCRETE_M_PER_S, SQUID_CABLE, velocityMPerS } from '../../bench/squid-cable.js';
import { readReference } from '../model/support.js';

describe('the plain loop that the bench compares with', () => {
  it.each([
    { stepMs: 0.025, errorPercent: -0.75 },
    { stepMs: 0.01, errorPercent: -0.121 },
  ])('conducts with the known error of its scheme: $errorPercent % at dt $stepMs', async (row) => {
    const [from, to] = await plainLoop.record(row.stepMs);
    const error = 100 * (velocityMPerS(from, to, row.stepMs) / SEMI_DISCRETE_M_PER_S - 1);
    expect(error).toBeCloseTo(row.errorPercent, 2);
  });

  it('rests until its pulse, and peaks at 36.6 mV at its sealed end', () => {
    const cable = new PlainHodgkinHuxley(600, 0.01);
    for (let k = 0; k < 50; k++) cable.step();
    for (const v of cable.potentialMv) expect(v).toBeCloseTo(SQUID_CABLE.restMv, 7);
    let peakMv = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < 500; k++) {
      cable.step();
      peakMv = Math.max(peakMv, cable.potentialMv[599]!);
    }
    expect(Math.abs(peakMv - 36.59)).toBeLessThan(0.1);
  });
});

describe('the truth that velocities of the bench are judged by', () => {
  it('agrees to 0.01 % with a cable of the same compartments stepped without error', () => {
    const { rows } = readReference('semidiscrete_N1000_dx0.01.csv');
    const distanceMm = 0.2 * 1000 * SQUID_CABLE.compartmentMm;
    const at = (column: number) =>
      crossingMs(
        rows.map((row) => row[column]!),
        0.005,
        0,
      );
    expect(distanceMm / (at(2) - at(1)) / SEMI_DISCRETE_M_PER_S).toBeCloseTo(1, 4);
  });
});
