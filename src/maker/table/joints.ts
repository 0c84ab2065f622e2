/** Plates that are joined by fingers. Pure. */

/**
 * How an edge goes. `out`: its first and last finger reach the outer face of the box. `in`: they leave that to the plate
 * that they meet. `flat`: no fingers.
 */
export type Edge = 'out' | 'in' | 'flat';

export interface Plate {
  /** Outer size of the box on this side [mm]. */
  readonly width: number;
  readonly height: number;
  readonly top: Edge;
  readonly right: Edge;
  readonly bottom: Edge;
  readonly left: Edge;
}

const FINGER = 15;

/** How many fingers and gaps an edge has: an odd number, so that both ends are alike. */
export function fingersOf(length: number, plateMm: number): number {
  const most = Math.floor(length / Math.max(FINGER, 2 * plateMm));
  return Math.max(3, most % 2 === 1 ? most : most - 1);
}

/** How far each finger or gap of an edge lies behind the outer face, in order. */
export function depths(edge: Edge, length: number, plateMm: number): number[] {
  if (edge === 'flat') return [0];
  const first = edge === 'out' ? 0 : 1;
  return Array.from({ length: fingersOf(length, plateMm) }, (_, i) => (i % 2 === first ? 0 : plateMm));
}

/** The outline of a plate, clockwise from its upper left corner: x, y, x, y, … [mm] */
export function outline({ width, height, top, right, bottom, left }: Plate, plateMm: number): number[] {
  const edges = [
    { depths: depths(top, width, plateMm), length: width, at: (s: number, d: number) => [s, d] },
    { depths: depths(right, height, plateMm), length: height, at: (s: number, d: number) => [width - d, s] },
    {
      depths: depths(bottom, width, plateMm),
      length: width,
      at: (s: number, d: number) => [width - s, height - d],
    },
    { depths: depths(left, height, plateMm), length: height, at: (s: number, d: number) => [d, height - s] },
  ];
  return edges.flatMap((edge, i) => {
    const before = edges[(i + 3) % 4]!;
    const step = edge.length / edge.depths.length;
    // Where it begins the edge before has ended, as far inside as its last finger.
    const corner = edge.at(before.depths.at(-1)!, edge.depths[0]!);
    const turns = edge.depths.slice(1).flatMap((depth, k) => {
      const s = (k + 1) * step;
      return [...edge.at(s, edge.depths[k]!), ...edge.at(s, depth)];
    });
    return [...corner, ...turns];
  });
}

/** Points of an outline, moved. */
export function moved(points: readonly number[], x: number, y: number): number[] {
  return points.map((value, i) => value + (i % 2 === 0 ? x : y));
}
