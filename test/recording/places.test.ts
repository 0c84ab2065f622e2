import { describe, expect, it } from 'vitest';
import { playedPlaces } from '../../src/recording/places.js';

type Unit = 'site' | 'mm' | 'node';

/** The place at which each LED looks, from the recorded places. */
function lookedAt(unit: Unit, places: readonly number[], ledCount: number): number[] {
  const { below, above, share } = playedPlaces({ unit, places }, ledCount)!;
  return Array.from(share, (part, led) => {
    const from = places[below[led]!]!;
    return Number((from + part * (places[above[led]!]! - from)).toFixed(9));
  });
}

/** The middle of each of so many pieces of a cable of 20 mm. */
const middles = (pieces: number) => Array.from({ length: pieces }, (_, i) => ((i + 0.5) * 20) / pieces);

describe('a recording on another number of LEDs', () => {
  it('of a cable has the middle of its piece at each LED, and the ends as far as they were recorded', () => {
    expect(lookedAt('mm', middles(8), 4)).toEqual(middles(4));
    expect(lookedAt('mm', middles(4), 8)).toEqual([2.5, ...middles(8).slice(1, -1), 17.5]);
  });

  it('of sites has the first and the last one on the ends', () => {
    expect(lookedAt('site', [0, 1, 2, 3], 7)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    expect(lookedAt('site', [0, 1, 2, 3], 2)).toEqual([0, 3]);
    expect(lookedAt('site', [0, 1, 2, 3], 1)).toEqual([0]);
  });

  it('of nodes has its LEDs evenly along the fibre, however unevenly they were recorded', () => {
    // Three nodes on six LEDs: the middle one on the fourth.
    expect(lookedAt('node', [0, 1 / 3, 2 / 3, 1, 1.5, 2], 5)).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it.each([
    ['as many LEDs', [0, 1, 2], 3],
    ['a patch', [0, 0, 0], 5],
    ['one LED', [0], 5],
    ['places that do not rise', [3, 1, 2], 5],
    ['places beyond all numbers', [1e308, 1.5e308], 5],
  ])('has nothing to find for %s', (_what, places, ledCount) => {
    expect(playedPlaces({ unit: 'site', places }, ledCount)).toBeUndefined();
  });
});
