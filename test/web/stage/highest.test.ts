import { describe, expect, it } from 'vitest';
import { frontHasPassed, HighestSoFar } from '../../../src/web/stage/highest.js';

const STEP_MS = 0.03;
const REST_MV = -70;

/** A peak of +40 mV that is at LED n in picture n + 2; two LEDs wide. */
function passing(picture: number, leds = 4): Float32Array {
  return Float32Array.from({ length: leds }, (_, led) => {
    const off = Math.abs(picture - 2 - led);
    return off === 0 ? 40 : off === 1 ? -20 : REST_MV;
  });
}

function filled(pictures: number, stepMs = STEP_MS): HighestSoFar {
  const highest = new HighestSoFar(4);
  for (let picture = 1; picture <= pictures; picture++)
    highest.keep({ picture, modelMs: picture * stepMs, potentialMv: passing(picture) });
  return highest;
}

const at = (highest: HighestSoFar, picture: number, from = 2, sweep = 1): number[] | undefined => {
  const found = highest.at({ sweep, picture: from }, picture);
  return found && [...found.highestMv].map((mv) => Math.round(mv));
};

describe('the highest so far', () => {
  it('is what each LED has reached up to the picture that is shown', () => {
    const highest = filled(10);
    expect(at(highest, 3)).toEqual([40, 40, -20, REST_MV]);
    expect(at(highest, 10)).toEqual([40, 40, 40, 40]);
  });

  it('looks back too: at picture 4 it is again what it was then', () => {
    const highest = filled(10);
    at(highest, 10);
    expect(at(highest, 4)).toEqual([40, 40, 40, -20]);
    expect(at(highest, 10)).toEqual([40, 40, 40, 40]);
  });

  it('begins again with the next sweep', () => {
    const highest = filled(10);
    at(highest, 9);
    expect(at(highest, 10, 9, 2)).toEqual([REST_MV, REST_MV, REST_MV, REST_MV]);
    expect([...highest.ofSweep(1)!].map(Math.round)).toEqual([40, 40, 40, 40]);
  });

  it('says nothing where pictures are 0.2 ms apart: the peak lies between two of them', () => {
    expect(at(filled(10, 0.2), 10)).toBeUndefined();
    expect(at(filled(10, 0.2), 10, 9)).toEqual([REST_MV, REST_MV, REST_MV, REST_MV]);
  });

  it('keeps what it knows while nothing moves, however far apart pictures are then', () => {
    const highest = filled(10);
    expect(at(highest, 10)).toBeDefined();
    highest.keep({ picture: 11, modelMs: 20, potentialMv: passing(11) });
    expect(at(highest, 11)).toEqual([40, 40, 40, 40]);
  });

  it('forgets a future that did not come: from picture 4 on something else happens', () => {
    const highest = filled(10);
    at(highest, 10);
    highest.keep({ picture: 11, modelMs: 4.5 * STEP_MS, potentialMv: passing(99) });
    expect(at(highest, 11)).toEqual([40, 40, 40, -20]);
    expect(at(highest, 8)).toBeUndefined();
  });

  it('says nothing of a picture that it has not seen, nor of a sweep whose beginning is gone', () => {
    expect(at(filled(10), 77)).toBeUndefined();
    const long = new HighestSoFar(1);
    for (let picture = 1; picture <= 7300; picture++)
      long.keep({ picture, modelMs: picture * STEP_MS, potentialMv: [REST_MV] });
    expect(at(long, 7300, 50)).toBeUndefined();
    expect(at(long, 7300, 7200)).toEqual([REST_MV]);
  });

  it('goes on with a sweep that began longer ago than it can look back', () => {
    const long = new HighestSoFar(1);
    for (let picture = 1; picture <= 7300; picture++) {
      long.keep({ picture, modelMs: picture * STEP_MS, potentialMv: [picture === 60 ? 12 : REST_MV] });
      long.at({ sweep: 1, picture: 50 }, picture);
    }
    expect(at(long, 7300, 50)).toEqual([12]);
  });
});

describe('the front', () => {
  it('has passed an LED that was high and is lower now, and no other', () => {
    expect(frontHasPassed(40, -70, -20)).toBe(true);
    expect(frontHasPassed(40, -70, 40)).toBe(false);
    expect(frontHasPassed(-70, -70, -75)).toBe(false);
  });
});
