/** What stays while a sweep is drawn: axes, rest, levels, earlier sweeps and their names. */
import type { Graph } from './graph.js';
import { strokeScale } from './look.js';
import { Pen } from './pen.js';
import { axes, HEADING_ROW, headingRows, type Plot, SAMPLE, widthOf } from './plot.js';
import type { LineRole, Primitive } from './primitives.js';
import { thin } from './thin.js';

const GHOST_ROLES: readonly LineRole[] = ['ghost', 'ghost-2', 'ghost-3', 'ghost-4'];

function levels({ restMv, levels: all, em }: Graph, plot: Plot, out: Primitive[]): void {
  const { left, right } = plot;
  const isShown = (mv: number): boolean => mv >= plot.lowMv && mv <= plot.highMv;
  for (const { potentialMv, ink } of all) {
    if (!isShown(potentialMv)) continue;
    const y = plot.y(potentialMv);
    out.push({ kind: 'line', role: 'level', ink, x1: left, y1: y, x2: right, y2: y });
  }
  if (restMv !== null && isShown(restMv)) {
    const y = plot.y(restMv);
    out.push({ kind: 'line', role: 'rest', ink: 'faint', x1: left, y1: y, x2: right, y2: y });
  }
  for (const { potentialMv, ink, words, below } of all) {
    if (words === '' || !isShown(potentialMv)) continue;
    const y = plot.y(potentialMv) + (below ? 1.05 : -0.4) * em;
    out.push({ kind: 'text', role: 'words', ink, x: right, y, anchor: 'end', text: words });
  }
}

/** `Sweep 2 channels on` at the left; the names of earlier sweeps at the right, each after its dashes. */
function headings(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em, heading, ghosts } = graph;
  const [bold, plain] = heading;
  const left = Math.max(0, plot.left - 2 * em);
  headingRows(graph).forEach((row, k) => {
    const y = (1.05 + k * HEADING_ROW) * em;
    if (k === 0) {
      const words = { kind: 'text', y, anchor: 'start' } as const;
      if (bold !== '') out.push({ ...words, role: 'heading', ink: 'ink', x: left, text: bold });
      const x = bold === '' ? left : left + widthOf(graph, bold, true) + 0.45 * em;
      if (plain !== '') out.push({ ...words, role: 'words', ink: 'soft', x, text: plain });
    }
    let x = plot.right;
    for (const i of row.toReversed()) {
      const { name } = ghosts[i]!;
      out.push({ kind: 'text', role: 'words', ink: 'soft', x, y, anchor: 'end', text: name });
      x -= widthOf(graph, name) + 0.5 * em;
      const height = y - 0.35 * em;
      const role = GHOST_ROLES[i % GHOST_ROLES.length]!;
      out.push({ kind: 'line', role, ink: 'ink', x1: x - SAMPLE * em, y1: height, x2: x, y2: height });
      x -= (SAMPLE + 1.1) * em;
    }
  });
}

/** Width of the columns of a graph on a screen: one pixel at the page's own size. */
export function columnOf({ em }: Graph): number {
  return strokeScale(em);
}

/** Earlier sweeps. @param pen gives each line points of its own. */
export function ghostLines(
  { ghosts }: Graph,
  plot: Plot,
  column: number,
  pen: () => Pen,
  out: Primitive[],
): void {
  ghosts.forEach(({ lines }, i) => {
    for (const line of lines) {
      const role = GHOST_ROLES[i % GHOST_ROLES.length]!;
      const { points, length } = thin(line, plot, { fromMs: 0, toMs: plot.spanMs, column }, pen());
      if (length > 2) out.push({ kind: 'polyline', role, ink: line.ink, points, length });
    }
  });
}

/**
 * What of a graph stays as long as nothing but the sweep under way and the handle change.
 * @param column within so much of x a trace is known by its extremes.
 */
export function ground(graph: Graph, plot: Plot, column = columnOf(graph)): Primitive[] {
  const out: Primitive[] = [];
  axes(graph, plot, out);
  levels(graph, plot, out);
  ghostLines(graph, plot, column, () => new Pen(), out);
  headings(graph, plot, out);
  return out;
}
