import { describe, expect, it } from 'vitest';
import { gainOf, shareRight } from '../../src/lessons/gain.js';

const of = (counts: readonly number[] | null, right: number | null = 0) => ({ counts, right });

describe('normalised gain', () => {
  it.each([
    [[5, 5], [10, 0], 1],
    [[5, 5], [5, 5], 0],
    [[5, 5], [0, 10], -1],
    [[1, 3], [2, 2], 1 / 3],
    // Other people may have answered: shares count, not heads.
    [[10, 30], [4, 4], 1 / 3],
  ])('from %j to %j is %d', (before, after, gain) => {
    expect(gainOf(of(before), of(after))).toBeCloseTo(gain, 12);
  });

  it.each([
    ['nobody answered before', of([0, 0]), of([1, 0])],
    ['nobody answered after', of([1, 1]), of([0, 0])],
    ['everybody was right before', of([4, 0]), of([4, 0])],
    ['the votes are hidden', of(null), of([1, 1])],
    ['no choice is right', of([1, 1], null), of([1, 1], null)],
    ['there was no second vote', of([1, 1]), undefined],
  ])('is none where %s', (_, before, after) => {
    expect(gainOf(before, after)).toBeNull();
  });

  it('reads the share of the right choice', () => {
    expect(shareRight(of([1, 3], 1))).toBe(0.75);
  });
});
