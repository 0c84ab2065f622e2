import { describe, expect, it } from 'vitest';
import { lensMiddle } from '../../../src/web/stage/lens-place.js';

describe('the place of the membrane lens', () => {
  it('is left of the middle with electrodes at sites 4 and 40, and elsewhere if a pipette hangs there', () => {
    expect(
      lensMiddle(1440, 232, [
        [180, 274],
        [930, 1310],
      ]),
    ).toBeCloseTo(0.405 * 1440, 6);
    const moved = lensMiddle(1440, 232, [
      [560, 274],
      [930, 1310],
    ]);
    expect(moved).toBe(720);
  });

  it('stays on a narrow scene', () => {
    expect(lensMiddle(390, 195, [[60, 80]])).toBe(195);
  });
});
