/** The names of traces, and what they read at the time handle. */
import { placedApart } from './apart.js';
import type { Graph, GraphLine } from './graph.js';
import {
  type LabelPlacer,
  type LabelRequest,
  type PlacedLabel,
  peakOf,
  type Surroundings,
} from './labels.js';
import type { Pen } from './pen.js';
import { type Plot, widthOf } from './plot.js';
import { type Primitive, SHAPES } from './primitives.js';
import { potentialAt } from './thin.js';

/** A row of a label, and what its mark takes before the first, in letters. */
const ROW = 1.2;
const MARK = 1;
/** A name further from its line than this has a leader to it, in letters. */
const FAR = 0.8;

/** Where names go: in the plot of the lines that are named, and off everything else that is drawn there. */
export interface NamesAt extends Omit<Surroundings, 'pens'> {
  readonly plot: Plot;
}

/** Puts the name of each line at it, and its reading at the handle. @param pens the lines, in their order. */
export function names(
  graph: Graph,
  pens: readonly Pen[],
  { plot: where, ...others }: NamesAt,
  placer: LabelPlacer,
  out: Primitive[],
): void {
  const { em, lines, handle: at } = graph;
  const named: { readonly line: GraphLine; readonly rows: readonly string[] }[] = [];
  const requests: LabelRequest[] = [];
  const ask = (line: GraphLine, own: Pen, rows: readonly string[], point?: { x: number; y: number }) => {
    const widths = rows.map((row, i) => widthOf(graph, row, i === 0) + MARK * em);
    const key = `${line.ink}${point ? ' at the handle' : ''}`;
    const [width, height] = [Math.max(...widths), rows.length * ROW * em];
    named.push({ line, rows });
    requests.push({ key, width, height, own, ...(point ? { at: point } : {}) });
  };
  lines.forEach((line, i) => {
    const own = pens[i]!;
    const mv = at?.readings ? potentialAt(line, at.atMs) : Number.NaN;
    const { label } = line;
    if (Number.isNaN(mv)) {
      if (label.length > 0 && own.length > 2) ask(line, own, label);
      return;
    }
    const reading = at!.readings!(mv);
    const point = { x: where.x(at!.atMs), y: where.y(mv) };
    // Where the handle is at the peak, the name and the reading are one label.
    const peak = label.length > 0 ? peakOf(own, 0) : undefined;
    const isNear = peak && Math.abs(peak.x - point.x) < 4 * em && Math.abs(peak.y - point.y) < 6 * em;
    if (isNear) ask(line, own, [`${label[0]} ${reading}`, ...label.slice(1)], point);
    else {
      if (label.length > 0) ask(line, own, label);
      ask(line, own, [reading], point);
    }
  });
  const placed = placer.place(requests, { pens, ...others }, where, em);
  placed.forEach((box, i) => {
    name(named[i]!.line, named[i]!.rows, box, em, requests[i]!.at === undefined, out);
  });
}

function name(
  { ink }: GraphLine,
  rows: readonly string[],
  box: PlacedLabel,
  em: number,
  mayLead: boolean,
  out: Primitive[],
): void {
  const over = box.top - box.atY;
  const under = box.atY - box.bottom;
  const isAbove = under > 0;
  const isBelow = over > 0;
  const stands = box.atX > box.left && box.atX < box.right;
  if (mayLead && stands && (isAbove || isBelow) && Math.max(over, under) > FAR * em) {
    const y1 = isAbove ? box.bottom + 0.1 * em : box.top - 0.1 * em;
    const y2 = box.atY + (isAbove ? -0.2 : 0.2) * em;
    out.push({ kind: 'line', role: 'leader', ink, x1: box.atX, y1, x2: box.atX, y2 });
  }
  const middle = box.top + 0.62 * em;
  out.push({
    kind: 'mark',
    shape: SHAPES[ink],
    ink,
    hollow: false,
    x: box.left + 0.4 * em,
    y: middle,
    radius: 0.36 * em,
  });
  rows.forEach((text, i) => {
    const role = i === 0 ? 'name' : 'words';
    const y = box.top + (0.98 + i * ROW) * em;
    out.push({ kind: 'text', role, ink, x: box.left + MARK * em, y, anchor: 'start', text });
  });
}

/** Names after the ends of many lines, moved apart. */
export function endNames(graph: Graph, plot: Plot, pens: readonly Pen[], out: Primitive[]): void {
  const { em, lines } = graph;
  const ends = pens.map(({ points, length }) => points[length - 1] ?? plot.bottom);
  const middles = placedApart(ends, ROW * em);
  lines.forEach(({ label, ink }, i) => {
    const [text] = label;
    if (text === undefined) return;
    const [x, y] = [plot.right + 0.9 * em, middles[i]!];
    out.push({ kind: 'line', role: 'leader', ink, x1: plot.right, y1: ends[i]!, x2: x, y2: y });
    const mark = { kind: 'mark', shape: SHAPES[ink], ink, hollow: false } as const;
    out.push({ ...mark, x: x + 0.4 * em, y, radius: 0.36 * em });
    const row = { kind: 'text', role: 'name', ink, anchor: 'start', text } as const;
    out.push({ ...row, x: x + MARK * em, y: y + 0.36 * em });
  });
}
