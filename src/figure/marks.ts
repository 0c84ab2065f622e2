/** What stands at the time axis and over the plot: stimuli, failed presses, the bracket and the time handle. */
import { ENGLISH_WORDS, type Graph } from './graph.js';
import { type Box, BRACKET_ROW, type Plot, widthOf } from './plot.js';
import { type Primitive, SHAPES } from './primitives.js';
import { potentialAt } from './thin.js';

/** Height of the block of a stimulus, and its least width, in letters. */
const BLOCK = 0.6;
const LEAST_BLOCK = 0.25;

/**
 * Blocks on the time axis, as long as each stimulus, the first with its word where there is room.
 * @returns what they cover.
 */
export function stimuli(graph: Graph, plot: Plot, out: Primitive[]): Box[] {
  const { em, failed: ticks, words = ENGLISH_WORDS } = graph;
  const shown = graph.stimuli.filter(({ fromMs, toMs }) => toMs >= 0 && fromMs < plot.spanMs);
  const [y, height] = [plot.bottom - BLOCK * em, BLOCK * em];
  for (const { fromMs, toMs, negative } of shown) {
    const x = Math.max(plot.left, plot.x(fromMs));
    const width = Math.max(LEAST_BLOCK * em, Math.min(plot.right, plot.x(toMs)) - x);
    out.push({ kind: 'rect', role: negative ? 'hollow' : 'filled', ink: 'warm', x, y, width, height });
  }
  const [first] = shown;
  const boxes: Box[] = shown.map(({ fromMs, toMs }) => ({
    left: plot.x(fromMs),
    right: plot.x(toMs),
    top: y,
    bottom: plot.bottom,
  }));
  if (!first) return boxes;
  const x = Math.max(plot.x(first.toMs), plot.x(first.fromMs) + LEAST_BLOCK * em) + 0.35 * em;
  const end = x + widthOf(graph, words.stimulus);
  const next = [...shown.slice(1).map(({ fromMs }) => fromMs), ...ticks.map(({ atMs }) => atMs)];
  if (end > plot.right || next.some((ms) => plot.x(ms) < end)) return boxes;
  const text = { kind: 'text', role: 'words', ink: 'warm', anchor: 'start', text: words.stimulus } as const;
  out.push({ ...text, x, y: plot.bottom - 0.12 * em });
  return [...boxes, { left: x, right: end, top: plot.bottom - em, bottom: plot.bottom }];
}

export function failed({ em, failed: ticks }: Graph, plot: Plot, out: Primitive[]): void {
  for (const { atMs } of ticks) {
    if (atMs < 0 || atMs > plot.spanMs) continue;
    const [x, y] = [plot.x(atMs), plot.bottom - 0.55 * em];
    out.push({ kind: 'mark', shape: 'tick', ink: 'warm', hollow: true, x, y, radius: 0.5 * em });
  }
}

/** `|—— Δ 6.95 ms · 5.2 sites/ms ——|` over the plot; the words stand beside it where they do not fit between. */
export function bracket(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em } = graph;
  const { fromMs, toMs, words } = graph.bracket!;
  const [from, to] = [plot.x(Math.min(fromMs, toMs)), plot.x(Math.max(fromMs, toMs))];
  const y = plot.top - (BRACKET_ROW / 2) * em;
  const width = widthOf(graph, words, true);
  const gap = 0.5 * em;
  const line = { kind: 'line', role: 'bracket', ink: 'ink' } as const;
  const place = (): number => {
    const between = (from + to - width) / 2;
    if (width + 1.5 * em < to - from) return between;
    if (to + gap + width <= graph.width) return to + gap;
    if (from - gap - width >= 0) return from - gap - width;
    return Math.min(graph.width - width, Math.max(0, between));
  };
  const left = place();
  // No line goes through the words.
  for (const x of [from, to])
    if (x < left - 0.2 * em || x > left + width + 0.2 * em)
      out.push({ ...line, x1: x, x2: x, y1: y - 0.4 * em, y2: y + 0.4 * em });
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
export function handle(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em, lines } = graph;
  const { atMs, words } = graph.handle!;
  const x = plot.x(Math.min(plot.spanMs, Math.max(0, atMs)));
  const [y1, y2] = [plot.top, plot.bottom + 0.5 * em];
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
