/** A trace as a pen can draw it: of all samples within a column no more than the first, lowest, highest and last. */
import type { GraphLine } from './graph.js';
import type { Pen } from './pen.js';
import type { Plot } from './plot.js';

/** Which part of a line is drawn, and how finely. */
export interface Part {
  readonly fromMs: number;
  readonly toMs: number;
  /** Width of a column, in the drawing's unit. */
  readonly column: number;
}

/** Index of the first time that is not before `ms`; `count` if there is none. */
export function indexAt(timesMs: ArrayLike<number>, count: number, ms: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The potential at a time, between two samples; NaN where none is known [mV]. */
export function potentialAt({ timesMs, potentialMv, count = timesMs.length }: GraphLine, ms: number): number {
  const after = indexAt(timesMs, count, ms);
  if (after === count) return Number.NaN;
  if (timesMs[after] === ms) return potentialMv[after]!;
  if (after === 0) return Number.NaN;
  const [fromMs, toMs] = [timesMs[after - 1]!, timesMs[after]!];
  const [fromMv, toMv] = [potentialMv[after - 1]!, potentialMv[after]!];
  return fromMv + ((toMv - fromMv) * (ms - fromMs)) / (toMs - fromMs);
}

/** Takes the pen along a part of a line; both ends of the part are exact, also between two samples. */
export function thin(line: GraphLine, plot: Plot, { fromMs, toMs, column }: Part, pen: Pen): Pen {
  const { timesMs, potentialMv, count = timesMs.length } = line;
  pen.begin(plot.top, plot.bottom);
  const first = indexAt(timesMs, count, fromMs);
  const beginMv = timesMs[first] === fromMs ? Number.NaN : potentialAt(line, fromMs);
  if (!Number.isNaN(beginMv)) pen.to(plot.x(fromMs), plot.y(beginMv));
  let inColumn = Number.NaN;
  let firstX = 0;
  let firstY = 0;
  let lastX = 0;
  let lastY = 0;
  let high = 0;
  let low = 0;
  let highIsFirst = true;
  // The pen goes to the extremes in their order, then to the last sample.
  const close = (): void => {
    if (Number.isNaN(inColumn) || lastX === firstX) return;
    const x = (firstX + lastX) / 2;
    const [one, other] = highIsFirst ? [high, low] : [low, high];
    if (one !== firstY && one !== lastY) pen.to(x, one);
    if (other !== firstY && other !== lastY && other !== one) pen.to(x, other);
    pen.to(lastX, lastY);
  };
  let i = first;
  for (; i < count && timesMs[i]! <= toMs; i++) {
    const mv = potentialMv[i]!;
    if (Number.isNaN(mv)) {
      close();
      pen.lift();
      inColumn = Number.NaN;
      continue;
    }
    const x = plot.x(timesMs[i]!);
    const y = plot.y(mv);
    const where = Math.floor(x / column);
    if (where !== inColumn) {
      close();
      pen.to(x, y);
      inColumn = where;
      firstX = x;
      firstY = y;
      high = y;
      low = y;
      highIsFirst = true;
    } else if (y < high) {
      high = y;
      highIsFirst = false;
    } else if (y > low) {
      low = y;
      highIsFirst = true;
    }
    lastX = x;
    lastY = y;
  }
  close();
  const endMv = i > 0 && timesMs[i - 1] === toMs ? Number.NaN : potentialAt(line, toMs);
  if (!Number.isNaN(endMv)) pen.to(plot.x(toMs), plot.y(endMv));
  return pen;
}
