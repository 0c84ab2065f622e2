/** The lines a second time, taller, in the free room above them: a bump of 1 mV at a far electrode becomes visible. */
import { ENGLISH_WORDS, type Graph, type GraphLine } from './graph.js';
import { type Box, levelBox, type Plot, potentialTicks, timeTicks, widthOf } from './plot.js';
import type { Primitive } from './primitives.js';
import { scaleOver } from './ticks.js';

/** How many times taller, the best first. */
const TIMES = [10, 5, 2] as const;
/** Room between the inset and the lines under it, and within it above and below its lines, in letters. */
const ABOVE_LINES = 0.5;
const WITHIN = [0.5, 0.9] as const;

export interface Inset {
  readonly times: number;
  readonly box: Box;
  /** Places in it; the same times as in the graph. */
  readonly plot: Plot;
}

/** Whether every line rises by so much above its beginning: then an inset has something to show. */
export function allRise(lines: readonly GraphLine[], leastMv: number): boolean {
  return lines.every(({ potentialMv, timesMs, count = timesMs.length }) => {
    for (let i = 0; i < count; i++) if (potentialMv[i]! - potentialMv[0]! >= leastMv) return true;
    return false;
  });
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
  let bottom = plot.y(highest) - ABOVE_LINES * em;
  for (const level of graph.levels) {
    const words = levelBox(graph, level, plot);
    if (words.top < bottom && words.bottom > bottom && words.top < words.bottom) bottom = words.top;
  }
  const room = bottom - plot.top - (WITHIN[0] + WITHIN[1]) * em;
  const times = TIMES.find((each) => each * perMv * (highest - lowest) <= room);
  if (times === undefined) return undefined;
  const taller = times * perMv;
  const lowMv = lowest - (WITHIN[1] * em) / taller;
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

/** What is behind the lines of an inset: paper, its own figures in place of the graph's, rest, and how much taller it is. */
export function insetGround(
  graph: Graph,
  graphPlot: Plot,
  { times, box, plot }: Inset,
  out: Primitive[],
): Box {
  const { em, restMv, words: own = ENGLISH_WORDS } = graph;
  const { left, right, top, bottom } = box;
  const paper = { kind: 'rect', role: 'ground', ink: 'room' } as const;
  const margin = 3.2 * em;
  // The graph's own figures end where those of the inset begin; one that is half in is covered whole.
  const halfIn = potentialTicks(graph, graphPlot)
    .map(({ potentialMv }) => graphPlot.y(potentialMv))
    .filter((y) => Math.abs(y - bottom) < 0.5 * em);
  const end = Math.max(bottom, ...halfIn.map((y) => y + 0.5 * em));
  out.push({ ...paper, x: left - margin, y: top - 0.6 * em, width: margin, height: end - top + 0.6 * em });
  out.push({ ...paper, x: left, y: top, width: right - left, height: bottom - top });
  const text = `${times} ${own.taller}`;
  const [x, y] = [right - 0.5 * em, top + 1.15 * em];
  const words = { left: x - widthOf(graph, text, true), top, right, bottom: top + 1.5 * em };
  // No line of the grid strikes the words through.
  const across = (role: 'grid' | 'rest', ink: 'line' | 'faint', at: number): void => {
    const end = at < words.bottom ? words.left - 0.4 * em : right;
    out.push({ kind: 'line', role, ink, x1: left, y1: at, x2: end, y2: at });
  };
  for (const ms of timeTicks(graph, plot).ticks)
    out.push({
      kind: 'line',
      role: 'grid',
      ink: 'line',
      x1: plot.x(ms),
      y1: plot.x(ms) > words.left - 0.4 * em ? words.bottom : top,
      x2: plot.x(ms),
      y2: bottom,
    });
  const { ticks, words: tickWords } = scaleOver(plot.lowMv, plot.highMv, 5, false);
  for (const mv of ticks) {
    const at = plot.y(mv);
    if (at > bottom - 0.3 * em || at < top + 0.2 * em) continue;
    const isRest = mv === restMv;
    if (!isRest) across('grid', 'line', at);
    const role = isRest ? 'main-tick' : 'tick';
    const figure = tickWords(mv).replace('.', own.point);
    const place = { x: left - 0.5 * em, y: at + 0.36 * em, anchor: 'end' } as const;
    out.push({ kind: 'text', role, ink: isRest ? 'ink' : 'faint', ...place, text: figure });
  }
  if (restMv !== null) across('rest', 'faint', plot.y(restMv));
  const outline = { x: left, y: top, width: right - left, height: bottom - top };
  out.push({ kind: 'rect', role: 'hollow', ink: 'faint', ...outline });
  out.push({ kind: 'text', role: 'name', ink: 'soft', x, y, anchor: 'end', text });
  return words;
}
