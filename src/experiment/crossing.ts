/** Where a trace comes through a level between two of its points. */

/** Halvings of the interval between two points: to the last digit of a double. */
const HALVINGS = 52;

/**
 * Time at which a trace passes a level between its points `i` − 1 and `i`, which lie on both sides of it or on it
 * [ms]. Where the trace is smooth, that is where it bends about alike at both points, by the cubic through these two
 * and their neighbours; by a straight line beside a corner, where a current stops or a channel switches, and at the
 * ends of the trace. Straight lines alone would be off by a ten-thousandth of a millisecond in steps of 0.01 ms.
 */
export function crossingMs(timesMs: Float64Array, mv: Float64Array, i: number, levelMv: number): number {
  const [startMs, endMs] = [timesMs[i - 1]!, timesMs[i]!];
  const [startMv, endMv] = [mv[i - 1]!, mv[i]!];
  const straightMs = startMs + ((levelMv - startMv) / (endMv - startMv)) * (endMs - startMs);
  if (i < 2 || i > mv.length - 2) return straightMs;
  const before = bend(timesMs, mv, i - 1);
  const after = bend(timesMs, mv, i);
  const alike = after / before > 0.5 && after / before < 2;
  if (!alike) return straightMs;
  const slope = (endMv - startMv) / (endMs - startMs);
  const third = (after - before) / (timesMs[i + 1]! - timesMs[i - 2]!);
  // Newton's form on the points i − 1, i, i − 2, i + 1.
  const cubicMv = (ms: number) =>
    startMv + (ms - startMs) * (slope + (ms - endMs) * (before + (ms - timesMs[i - 2]!) * third));
  const rising = endMv > startMv;
  let [lowMs, highMs] = [startMs, endMs];
  for (let k = 0; k < HALVINGS; k++) {
    const middleMs = (lowMs + highMs) / 2;
    if (cubicMv(middleMs) < levelMv === rising) lowMs = middleMs;
    else highMs = middleMs;
  }
  return (lowMs + highMs) / 2;
}

/** Second divided difference of the three points around `i` [mV/ms²]; points need not be evenly apart. */
function bend(timesMs: Float64Array, mv: Float64Array, i: number): number {
  const [beforeMs, atMs, afterMs] = [timesMs[i - 1]!, timesMs[i]!, timesMs[i + 1]!];
  const rising = (mv[i]! - mv[i - 1]!) / (atMs - beforeMs);
  const leaving = (mv[i + 1]! - mv[i]!) / (afterMs - atMs);
  return (leaving - rising) / (afterMs - beforeMs);
}
