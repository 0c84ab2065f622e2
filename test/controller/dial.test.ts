import { describe, expect, it } from 'vitest';
import { createDialFollower, lensAtDial } from '../../src/controller/dial.js';

describe('dial of the lens', () => {
  it('runs from 1:5000 fully left to 1:1 fully right, the same factor for each tenth between', () => {
    expect(lensAtDial(0)).toBe(5000);
    expect(lensAtDial(1)).toBeCloseTo(1, 12);
    expect(lensAtDial(0.5)).toBeCloseTo(Math.sqrt(5000), 9);
    expect(lensAtDial(0.3) / lensAtDial(0.4)).toBeCloseTo(lensAtDial(0.6) / lensAtDial(0.7), 9);
  });

  it('reaches both ends with a potentiometer that stops 2 % short of them', () => {
    expect(lensAtDial(0.02)).toBe(5000);
    expect(lensAtDial(0.98)).toBeCloseTo(1, 12);
  });

  it('follows a hand and not the noise of the converter', () => {
    const follow = createDialFollower();
    expect(follow(0.5)).toBeCloseTo(lensAtDial(0.5));
    expect(follow(0.505)).toBeUndefined();
    expect(follow(0.4951)).toBeUndefined();
    expect(follow(0.511)).toBeCloseTo(lensAtDial(0.511));
  });

  it('ignores a position that is no number', () => {
    expect(createDialFollower()(Number.NaN)).toBeUndefined();
  });
});
