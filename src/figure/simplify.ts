/** Fewer points for the same line: what a pen cannot show is left out. */

/**
 * Indexes of the points that a drawn line needs so that it is nowhere further than `tolerance` above or below the
 * full one; first and last are always among them. (Ramer, "An iterative procedure for the polygonal approximation
 * of plane curves", Computer Graphics and Image Processing 1(3), 1972; here with vertical distances, as x rises.)
 */
export function simplifiedIndexes(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  tolerance: number,
): readonly number[] {
  const last = y.length - 1;
  if (last < 1) return y.length === 0 ? [] : [0];
  const kept = new Uint8Array(y.length);
  kept[0] = 1;
  kept[last] = 1;
  const open: [number, number][] = [[0, last]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const middle = farthestFromChord(x, y, from, to, tolerance);
    if (middle < 0) continue;
    kept[middle] = 1;
    open.push([from, middle], [middle, to]);
  }
  const indexes: number[] = [];
  kept.forEach((keep, i) => {
    if (keep === 1) indexes.push(i);
  });
  return indexes;
}

/** The point between `from` and `to` farthest from the line between them; −1 if none is beyond the tolerance. */
function farthestFromChord(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  from: number,
  to: number,
  tolerance: number,
): number {
  const slope = x[to] === x[from] ? 0 : (y[to]! - y[from]!) / (x[to]! - x[from]!);
  let farthest = -1;
  let most = tolerance;
  for (let i = from + 1; i < to; i++) {
    const away = Math.abs(y[i]! - y[from]! - slope * (x[i]! - x[from]!));
    if (away > most) {
      most = away;
      farthest = i;
    }
  }
  return farthest;
}
