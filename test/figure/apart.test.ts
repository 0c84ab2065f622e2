import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedApart } from '../../src/figure/apart.js';

describe('names beside lines', () => {
  it('stay where they want to be while there is room', () => {
    expect(placedApart([100, 20, 60], 12)).toEqual([100, 20, 60]);
  });

  it('give way by half each: rest and K closes, 8 px apart, for a line of 12 px', () => {
    expect(placedApart([50, 58], 12)).toEqual([48, 60]);
  });

  it('keep their order and end at least a line apart, four of them at any places', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 4, maxLength: 4 }), (wanted) => {
        const placed = placedApart(wanted, 12);
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
        for (let i = 1; i < order.length; i++)
          expect(placed[order[i]!]! - placed[order[i - 1]!]!).toBeGreaterThan(11.5);
      }),
    );
  });
});
