import { describe, expect, it } from 'vitest';
import { DEFAULT_NEEDLE_SCALE, needleAngleDeg } from '../../src/display/needle.js';

const angle = (potentialMv: number) => needleAngleDeg(DEFAULT_NEEDLE_SCALE, potentialMv);

describe('needle', () => {
  it('points to −36° at rest, +20° in the bath and +52° at the peak', () => {
    expect(angle(-70)).toBeCloseTo(-36, 10);
    expect(angle(0)).toBeCloseTo(20, 10);
    expect(angle(40)).toBeCloseTo(52, 10);
  });

  it('stops at −60° and +60°, whatever it is told', () => {
    expect([-100, -1e9, Number.NEGATIVE_INFINITY, Number.NaN].map(angle)).toEqual([-60, -60, -60, -60]);
    expect([50, 1e9, Number.POSITIVE_INFINITY].map(angle)).toEqual([60, 60, 60]);
  });

  it('turns the other way on a mirrored scale', () => {
    const mirrored = { lowMv: -100, highMv: 50, lowDeg: 60, highDeg: -60 };
    expect(needleAngleDeg(mirrored, -70)).toBeCloseTo(36, 10);
    expect(needleAngleDeg(mirrored, 99)).toBe(-60);
  });
});
