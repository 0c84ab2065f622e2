/** How pipettes stand at the axon: leaning to where their wires go, beside each other, on the scene. */
import { describe, expect, it } from 'vitest';
import { leanOf, spreadLeans } from '../../src/web/pipette.js';

const SCENE = { width: 1440, size: 1 };

describe('a pipette', () => {
  it('leans towards where its wire goes, by 14 to 26 px, and to its own side where that is just below', () => {
    expect(leanOf({ size: 1, socketX: 900 }, 700, 1)).toBe(26);
    expect(leanOf({ size: 1, socketX: 300 }, 700, 1)).toBe(-26);
    expect(leanOf({ size: 1, socketX: 290 }, 250, 1)).toBe(16);
    expect(leanOf({ size: 1, socketX: 84 }, 99, -1)).toBe(-14);
    expect(leanOf({ size: 1, socketX: 110 }, 99, -1)).toBe(-14);
  });

  it('at the same place as others leans so that the ends lie 30 px apart', () => {
    const leans = [-26, -26, 26];
    spreadLeans([700, 700, 700], leans, SCENE);
    expect(leans[1]! - leans[0]!).toBeGreaterThan(29);
    expect(leans[2]! - leans[1]!).toBeGreaterThan(29);
  });

  it('that has room stands as it would alone', () => {
    const leans = [-14, 20];
    spreadLeans([99, 179], leans, SCENE);
    expect(leans).toEqual([-14, 20]);
  });

  it('at an end of a scene of 390 px stays on it', () => {
    const leans = [-26, 26];
    spreadLeans([5, 380], leans, { width: 390, size: 0.6 });
    expect(5 + 0.6 * leans[0]!).toBeGreaterThanOrEqual(8);
    expect(380 + 0.6 * leans[1]!).toBeLessThanOrEqual(382);
  });
});
