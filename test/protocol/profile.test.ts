import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandProfile } from '../../src/protocol/index.js';

const expand = (knots: [number, number][]) => {
  const levels = new Uint8Array(knots.at(-1)![0] + 1);
  expandProfile(knots, levels);
  return [...levels];
};

describe('PROFILE', () => {
  it('rises and falls by whole levels, halves away from the left knot', () => {
    expect(
      expand([
        [0, 40],
        [1, 240],
        [4, 40],
      ]),
    ).toEqual([40, 240, 173, 107, 40]);
    expect(
      expand([
        [0, 0],
        [2, 1],
      ]),
    ).toEqual([0, 1, 1]);
    expect(
      expand([
        [0, 1],
        [2, 0],
      ]),
    ).toEqual([1, 0, 0]);
  });

  it('meets every knot and stays within half a level of the straight line between them', () => {
    const level = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(level, level, fc.integer({ min: 1, max: 254 }), (from, to, span) => {
        const levels = expand([
          [0, from],
          [span, to],
        ]);
        expect(levels[0]).toBe(from);
        expect(levels[span]).toBe(to);
        for (const [led, found] of levels.entries()) {
          expect(Math.abs(found - (from + ((to - from) * led) / span))).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });
});
