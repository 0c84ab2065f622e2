import { describe, expect, it } from 'vitest';
import { frontHasPassed, SweepHighest } from '../../../src/web/stage/sweep-highest.js';

const of = (...mv: number[]) => Float32Array.from(mv);

describe('the highest of a sweep', () => {
  it('is what the latest picture of that sweep told', () => {
    const highest = new SweepHighest();
    highest.keep(1, 1, of(40, -70));
    highest.keep(1, 2, of(40, 38));
    highest.keep(2, 30, of(-60, -70));
    expect(highest.of(1)).toEqual(of(40, 38));
    expect(highest.of(2)).toEqual(of(-60, -70));
    expect(highest.of(3)).toBeUndefined();
  });

  it('stays where a picture comes before the word of the press that began the next sweep', () => {
    const highest = new SweepHighest();
    highest.keep(1, 10, of(40, 38));
    highest.keep(1, 20, of(-70, -70));
    expect(highest.of(1)).toEqual(of(40, 38));
  });

  it('is another after somebody ran on from an earlier moment: from 10 ms back at 4 ms', () => {
    const highest = new SweepHighest();
    highest.keep(1, 10, of(40, 38));
    highest.keep(1, 4, of(40, -70));
    expect(highest.of(1)).toEqual(of(40, -70));
    highest.keep(1, 5, of(40, -60));
    // As it was before.
    expect(highest.of(1, true)).toEqual(of(40, 38));
  });

  it('is forgotten after sixteen more sweeps', () => {
    const highest = new SweepHighest();
    for (let sweep = 1; sweep <= 17; sweep++) highest.keep(sweep, sweep, of(sweep));
    expect(highest.of(1)).toBeUndefined();
    expect(highest.of(2)).toEqual(of(2));
  });
});

describe('the front', () => {
  it('has passed an LED that was high and is lower now, and no other', () => {
    expect(frontHasPassed(40, -20, -70)).toBe(true);
    expect(frontHasPassed(40, 40, -70)).toBe(false);
    expect(frontHasPassed(-70, -75, -70)).toBe(false);
  });
});
