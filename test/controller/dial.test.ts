import { describe, expect, it } from 'vitest';
import { createDialFollower, lensAt, travelAt } from '../../src/controller/dial.js';

describe('dial of the lens', () => {
  it('runs from 1:5000 fully left to 1:1 fully right, the same factor for each tenth between', () => {
    expect(lensAt(0)).toBe(5000);
    expect(lensAt(1)).toBeCloseTo(1, 12);
    expect(lensAt(0.5)).toBeCloseTo(Math.sqrt(5000), 9);
    expect(lensAt(0.3) / lensAt(0.4)).toBeCloseTo(lensAt(0.6) / lensAt(0.7), 9);
  });
});

describe('dial', () => {
  it('reaches both ends with a potentiometer that stops 2 % short of them', () => {
    expect([0, 0.02, 0.5, 0.98, 1].map(travelAt)).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('follows a hand and not the noise of the converter', () => {
    const follow = createDialFollower();
    expect(follow(0.5)).toBeCloseTo(travelAt(0.5));
    expect(follow(0.505)).toBeUndefined();
    expect(follow(0.4951)).toBeUndefined();
    expect(follow(0.511)).toBeCloseTo(travelAt(0.511));
  });

  it('ignores a position that is no number', () => {
    expect(createDialFollower()(Number.NaN)).toBeUndefined();
  });
});
