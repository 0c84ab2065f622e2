import { describe, expect, it } from 'vitest';
import { roundStep, scaleOver } from '../../src/figure/ticks.js';

describe('axes', () => {
  it.each([
    [10, 10, 1],
    [16, 10, 2],
    [140, 8, 20],
    [0.6, 5, 0.2],
    [300, 10, 50],
  ])('divide %f into at most %i parts of %f', (range, most, step) => {
    expect(roundStep(range, most)).toBeCloseTo(step, 12);
  });

  it('end at round numbers where they may, with as many decimals as the step has and a true minus', () => {
    const scale = scaleOver(-81.2, 41, 8, true);
    expect([scale.low, scale.high]).toEqual([-100, 60]);
    expect(scale.ticks.map(scale.words)).toEqual('−100 −80 −60 −40 −20 0 20 40 60'.split(' '));
    expect(scaleOver(0, 1, 10, false).ticks.map(scaleOver(0, 1, 10, false).words)[3]).toBe('0.3');
  });
});
