/** What changes while a sweep is drawn: stimuli, traces, their names, failed presses, the bracket and the time handle. */
import type { Graph, GraphLine } from './graph.js';
import { type Inset, insetGround, insetOf } from './inset.js';
import { LabelPlacer, type LabelRequest, type PlacedLabel, peakOf } from './labels.js';
import { Pen } from './pen.js';
import { type Box, BRACKET_ROW, levelBox, type Plot, widthOf } from './plot.js';
import { type Primitive, SHAPES } from './primitives.js';
import { potentialAt, thin } from './thin.js';

/** Height of the block of a stimulus, and its least width, in letters. */
const BLOCK = 0.6;
const LEAST_BLOCK = 0.25;
/** A row of a label, and what its mark takes before the first. */
const ROW = 1.2;
const MARK = 1;
/** A name further from its line than this has a leader to it, in letters. */
const FAR = 0.8;

/** Lays out what moves, with memory: buffers are used again, and a name stays where it is as long as nothing comes there. */
export class MovingLayout {
  readonly #pens: Pen[] = [];
  readonly #labels = new LabelPlacer();
  #used = 0;

  /** The primitives; their points are valid until the next call. */
  of(graph: Graph, plot: Plot): Primitive[] {
    this.#used = 0;
    const out: Primitive[] = [];
    stimuli(graph, plot, out);
    const inset = insetOf(graph, plot);
    const taken: Box[] = inset
      ? [insetGround(graph, plot, inset, out)]
      : graph.levels.map((level) => levelBox(graph, level, plot));
    const pens = this.#traces(graph, plot, out);
    const namedPens = inset ? this.#traces(graph, inset.plot, out) : pens;
    if (graph.bracket) bracket(graph, plot, out);
    failed(graph, plot, out);
    if (graph.handle) handle(graph, plot, out);
    this.#names(graph, inset, plot, namedPens, taken, out);
    return out;
  }

  #pen(): Pen {
    const pen = this.#pens[this.#used] ?? new Pen();
    this.#pens[this.#used++] = pen;
    return pen;
  }

  /** Draws each line up to the handle, and thin after it. @returns the pens of the whole lines. */
  #traces({ lines, handle: at }: Graph, plot: Plot, out: Primitive[]): Pen[] {
    const { spanMs } = plot;
    return lines.map((line) => {
      const whole = thin(line, plot, { fromMs: 0, toMs: spanMs, column: 1 }, this.#pen());
      const draw = (role: 'trace' | 'after', { points, length }: Pen): void => {
        if (length > 2) out.push({ kind: 'polyline', role, ink: line.ink, points, length });
      };
      if (!at) draw('trace', whole);
      else {
        draw('after', thin(line, plot, { fromMs: at.atMs, toMs: spanMs, column: 1 }, this.#pen()));
        draw('trace', thin(line, plot, { fromMs: 0, toMs: at.atMs, column: 1 }, this.#pen()));
      }
      return whole;
    });
  }

  #names(
    graph: Graph,
    inset: Inset | undefined,
    plot: Plot,
    pens: readonly Pen[],
    taken: readonly Box[],
    out: Primitive[],
  ): void {
    const { em, lines, handle: at } = graph;
    const named: { readonly line: GraphLine; readonly rows: readonly string[] }[] = [];
    const requests: LabelRequest[] = [];
    const where = inset?.plot ?? plot;
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
    const placed = this.#labels.place(requests, pens, taken, where, em);
    placed.forEach((box, i) => {
      name(named[i]!.line, named[i]!.rows, box, em, requests[i]!.at === undefined, out);
    });
  }
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

/** Blocks on the time axis, as long as each stimulus, the first with its word where there is room. */
function stimuli(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em, failed: ticks } = graph;
  const shown = graph.stimuli.filter(({ fromMs, toMs }) => toMs >= 0 && fromMs < plot.spanMs);
  const [y, height] = [plot.bottom - BLOCK * em, BLOCK * em];
  for (const { fromMs, toMs, negative } of shown) {
    const x = Math.max(plot.left, plot.x(fromMs));
    const width = Math.max(LEAST_BLOCK * em, Math.min(plot.right, plot.x(toMs)) - x);
    out.push({ kind: 'rect', role: negative ? 'hollow' : 'filled', ink: 'warm', x, y, width, height });
  }
  const [first] = shown;
  if (!first) return;
  const x = Math.max(plot.x(first.toMs), plot.x(first.fromMs) + LEAST_BLOCK * em) + 0.35 * em;
  const end = x + widthOf(graph, STIMULUS);
  const next = [...shown.slice(1).map(({ fromMs }) => fromMs), ...ticks.map(({ atMs }) => atMs)];
  if (end > plot.right || next.some((ms) => plot.x(ms) < end)) return;
  const text = { kind: 'text', role: 'words', ink: 'warm', anchor: 'start', text: STIMULUS } as const;
  out.push({ ...text, x, y: plot.bottom - 0.12 * em });
}

const STIMULUS = 'stimulus';

function failed({ em, failed: ticks }: Graph, plot: Plot, out: Primitive[]): void {
  for (const { atMs } of ticks) {
    if (atMs < 0 || atMs > plot.spanMs) continue;
    const [x, y] = [plot.x(atMs), plot.bottom - 0.55 * em];
    out.push({ kind: 'mark', shape: 'tick', ink: 'warm', hollow: true, x, y, radius: 0.5 * em });
  }
}

/** `|—— Δ 6.95 ms · 5.2 sites/ms ——|` over the plot; the words stand beside it where they do not fit between. */
function bracket(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em } = graph;
  const { fromMs, toMs, words } = graph.bracket!;
  const [from, to] = [plot.x(Math.min(fromMs, toMs)), plot.x(Math.max(fromMs, toMs))];
  const y = plot.top - (BRACKET_ROW / 2) * em;
  const width = widthOf(graph, words, true);
  const gap = 0.5 * em;
  const line = { kind: 'line', role: 'bracket', ink: 'ink' } as const;
  for (const x of [from, to]) out.push({ ...line, x1: x, x2: x, y1: y - 0.4 * em, y2: y + 0.4 * em });
  const place = (): number => {
    const between = (from + to - width) / 2;
    if (width + 1.5 * em < to - from) return between;
    if (to + gap + width <= graph.width) return to + gap;
    if (from - gap - width >= 0) return from - gap - width;
    return Math.min(graph.width - width, Math.max(0, between));
  };
  const left = place();
  // No line goes through the words.
  const before = Math.min(to, left - gap);
  const after = Math.max(from, left + width + gap);
  if (before > from) out.push({ ...line, x1: from, x2: before, y1: y, y2: y });
  if (after < to) out.push({ ...line, x1: after, x2: to, y1: y, y2: y });
  out.push({
    kind: 'text',
    role: 'name',
    ink: 'ink',
    x: left,
    y: y + 0.35 * em,
    anchor: 'start',
    text: words,
  });
}

/** The line of the handle, a ring where it meets each trace, and its tag under the axis. */
function handle(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em, lines } = graph;
  const { atMs, words } = graph.handle!;
  const x = plot.x(Math.min(plot.spanMs, Math.max(0, atMs)));
  const [y1, y2] = [plot.top - 0.4 * em, plot.bottom + 0.5 * em];
  out.push({ kind: 'line', role: 'handle', ink: 'ink', x1: x, y1, x2: x, y2 });
  for (const line of lines) {
    const mv = potentialAt(line, atMs);
    if (Number.isNaN(mv) || mv < plot.lowMv || mv > plot.highMv) continue;
    const mark = { kind: 'mark', shape: SHAPES[line.ink], ink: line.ink, hollow: true } as const;
    out.push({ ...mark, x, y: plot.y(mv), radius: 0.42 * em });
  }
  if (words === '') return;
  const width = widthOf(graph, words, true) + 1.6 * em;
  const left = Math.min(Math.max(0, x - width / 2), graph.width - width);
  const [top, height] = [plot.bottom + 0.4 * em, 1.5 * em];
  out.push({ kind: 'rect', role: 'tag', ink: 'ink', x: left, y: top, width, height });
  const text = { kind: 'text', role: 'name', ink: 'room', anchor: 'middle' } as const;
  out.push({ ...text, x: left + width / 2, y: top + 1.1 * em, text: words });
}
