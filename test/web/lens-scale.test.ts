import { describe, expect, it } from 'vitest';
import { exampleWords, lensesFrom, nextLens, nextRoundLens, slowerWords } from '../../src/web/lens-scale.js';

describe('the time lens', () => {
  it('is real time, or so many times slower than life, and 10 ms take 5 s at 500 ×', () => {
    expect(slowerWords(1)).toBe('real time');
    expect(slowerWords(500)).toBe('500 × slower than life');
    expect(slowerWords(12.5)).toBe('12.5 × slower than life');
    expect(exampleWords(1)).toBe('10 ms take 10 ms');
    expect(exampleWords(500)).toBe('10 ms take 5 s');
  });

  it('is offered from the fastest of the rig on, in steps of 1, 2, 5', () => {
    expect(lensesFrom(1)).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]);
    expect(lensesFrom(650)).toEqual([650, 1000, 2000, 5000]);
    expect(nextLens(1000, 650, -1)).toBe(650);
    expect(nextLens(650, 650, -1)).toBe(500);
    expect(nextLens(650, 650, 1)).toBe(1000);
  });

  it('goes by keys from 500 to 1000 or 200, and stays at the ends', () => {
    expect(nextRoundLens(500, 1)).toBe(1000);
    expect(nextRoundLens(500, -1)).toBe(200);
    expect(nextRoundLens(5000, 1)).toBe(5000);
    expect(nextRoundLens(1, -1)).toBe(1);
    expect(nextRoundLens(333, 1)).toBe(500);
  });
});
