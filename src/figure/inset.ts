/** The lines a second time, taller, in the free room above them: a bump of 1 mV at a far electrode becomes visible. */
import type { Graph } from './graph.js';
import type { Box } from './labels.js';
import type { Plot } from './plot.js';
import type { Primitive } from './primitives.js';
import { scaleOver } from './ticks.js';

/** How many times taller, the best first. */
const TIMES = [10, 5, 2] as const;
/** Room between the inset and the lines under it, in letters: names of levels stand there. */
const ABOVE_LINES = 2.2;
const TOP = 1.5;

export interface Inset {
  readonly times: number;
  readonly box: Box;
  /** Places in it; the same times as in the graph. */
  readonly plot: Plot;
}

/** The inset of a graph; undefined where it is not wanted or finds no room. */
export function insetOf(graph: Graph, plot: Plot): Inset | undefined {
  const { inset, em, lines, restMv } = graph;
  if (!inset) return undefined;
  let lowest = restMv ?? Number.POSITIVE_INFINITY;
  let highest = restMv ?? Number.NEGATIVE_INFINITY;
  for (const { potentialMv, timesMs, count = timesMs.length } of lines)
    for (let i = 0; i < count; i++) {
      if (timesMs[i]! > plot.spanMs) break;
      if (potentialMv[i]! < lowest) lowest = potentialMv[i]!;
      if (potentialMv[i]! > highest) highest = potentialMv[i]!;
    }
  if (!(highest > lowest)) return undefined;
  const perMv = (plot.bottom - plot.top) / (plot.highMv - plot.lowMv);
  const floor = plot.y(highest) - ABOVE_LINES * em;
  const room = floor - plot.top - (TOP + 1) * em;
  const times = TIMES.find((each) => each * perMv * (highest - lowest) <= room);
  if (times === undefined) return undefined;
  const taller = times * perMv;
  const bottom = floor;
  const lowMv = lowest - (0.5 * em) / taller;
  const box = { left: plot.left, right: plot.right, top: plot.top, bottom };
  const highMv = lowMv + (bottom - box.top) / taller;
  return {
    times,
    box,
    plot: {
      ...plot,
      top: box.top,
      bottom,
      lowMv,
      highMv,
      y: (mv) => bottom - (mv - lowMv) * taller,
    },
  };
}

/** What is behind the lines of an inset: paper, its own figures, rest, and how much taller it is. */
export function insetGround(graph: Graph, { times, box, plot }: Inset, out: Primitive[]): Box {
  const { em, restMv } = graph;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  out.push({ kind: 'rect', role: 'ground', ink: 'room', x: box.left, y: box.top, width, height });
  out.push({ kind: 'rect', role: 'hollow', ink: 'faint', x: box.left, y: box.top, width, height });
  const { ticks, words } = scaleOver(plot.lowMv, plot.highMv, 5, false);
  for (const mv of ticks) {
    const y = plot.y(mv);
    if (y > box.bottom - 0.4 * em || y < box.top + 1.6 * em) continue;
    out.push({
      kind: 'line',
      role: 'grid',
      ink: 'line',
      x1: box.left + 2.6 * em,
      y1: y,
      x2: box.right,
      y2: y,
    });
    out.push({
      kind: 'text',
      role: 'tick',
      ink: 'faint',
      x: box.left + 2.3 * em,
      y: y + 0.36 * em,
      anchor: 'end',
      text: words(mv),
    });
  }
  if (restMv !== null) {
    const y = plot.y(restMv);
    out.push({ kind: 'line', role: 'rest', ink: 'faint', x1: box.left, y1: y, x2: box.right, y2: y });
  }
  const text = `${times} × taller, mV`;
  const [x, y] = [box.left + 0.5 * em, box.top + 1.15 * em];
  out.push({ kind: 'text', role: 'name', ink: 'soft', x, y, anchor: 'start', text });
  return { left: box.left, top: box.top, right: box.left + 9 * em, bottom: box.top + 1.5 * em };
}
