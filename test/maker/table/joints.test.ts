/** Plates that are joined by fingers fill every corner and edge of a box once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOX, PLATES } from '../../../src/maker/table/box.js';
import { depths, fingersOf, outline, type Plate } from '../../../src/maker/table/joints.js';

/** Whether a point lies within an outline: x, y, x, y, … */
function isWithin(points: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [points[i]!, points[i + 1]!, points[j]!, points[j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** How many of the six plates of the box fill a place, seen from its upper left front corner [mm]. */
function fill(plateMm: number, x: number, y: number, z: number): number {
  const has = (plate: Plate, u: number, v: number, depth: number) =>
    depth < plateMm && isWithin(outline(plate, plateMm), u, v) ? 1 : 0;
  return (
    has(PLATES.lid, x, y, z) +
    has(PLATES.front, x, z, y) +
    has(PLATES.front, x, z, BOX.depth - y) +
    has(PLATES.side, y, z, x) +
    has(PLATES.side, y, z, BOX.width - x)
  );
}

describe('fingers', () => {
  it('are an odd number, 15 mm or twice the plate wide, and no fewer than three', () => {
    expect([180, 120, 85].map((length) => fingersOf(length, 3))).toEqual([11, 7, 5]);
    expect(fingersOf(180, 10)).toBe(9);
    expect(fingersOf(20, 3)).toBe(3);
  });

  it('of one edge are the gaps of the other, along the whole length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 600 }), fc.integer({ min: 2, max: 6 }), (length, plateMm) => {
        const out = depths('out', length, plateMm);
        const into = depths('in', length, plateMm);
        expect(out).toHaveLength(into.length);
        expect(out.every((depth, i) => depth + into[i]! === plateMm)).toBe(true);
      }),
    );
  });

  it.each([2, 3, 6])(
    'fill each place of walls, edges and corners with one plate of %d mm, and no place with two',
    (plateMm) => {
      const within = (most: number) => fc.double({ min: 0.01, max: most - 0.01, noNaN: true });
      // Near a wall: that is where plates meet.
      const near = (most: number) =>
        fc.oneof(
          within(most),
          within(plateMm),
          within(plateMm).map((mm) => most - mm),
        );
      fc.assert(
        fc.property(
          near(BOX.width),
          near(BOX.depth),
          fc.oneof(within(BOX.height), within(plateMm)),
          (x, y, z) => {
            const isWall =
              z < plateMm || Math.min(x, BOX.width - x) < plateMm || Math.min(y, BOX.depth - y) < plateMm;
            expect(fill(plateMm, x, y, z)).toBe(isWall ? 1 : 0);
          },
        ),
        { numRuns: 3000 },
      );
    },
  );
});
