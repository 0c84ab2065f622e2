import { describe, expect, it } from 'vitest';
import { coversAny, lensMiddle } from '../../../src/web/stage/lens-place.js';

describe('the place of the membrane lens', () => {
  it('is left of the middle with electrodes at sites 4 and 40, and elsewhere if a pipette hangs there', () => {
    expect(
      lensMiddle(1440, 232, 96, [
        [180, 274],
        [930, 1310],
      ]),
    ).toBeCloseTo(0.405 * 1440, 6);
    const moved = lensMiddle(1440, 232, 96, [
      [560, 274],
      [930, 1310],
    ]);
    expect(moved).toBe(720);
  });

  it('stays on a narrow scene', () => {
    expect(lensMiddle(390, 195, 90, [[60, 80]])).toBe(195);
  });

  it('keeps its glass free where its words cannot be: electrodes at nodes 5 and 10 of 21', () => {
    const wires = [
      [414, 274],
      [726, 1310],
    ] as const;
    expect(lensMiddle(1440, 232, 96, wires)).toBeCloseTo(0.405 * 1440, 6);
  });
});

it('a lens of 400 px at 640 covers words that reach into 440 to 840, and no others', () => {
  expect(coversAny(640, 200, [[300, 441]])).toBe(true);
  expect(coversAny(640, 200, [[500, 520]])).toBe(true);
  expect(
    coversAny(640, 200, [
      [300, 440],
      [840, 900],
    ]),
  ).toBe(false);
});
