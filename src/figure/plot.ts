/** Where times and potentials are in a drawing, and what stands at both axes. */
import { placedApart } from './apart.js';
import { ENGLISH_WORDS, type Graph, type GraphLevel, signed } from './graph.js';
import type { Ink, Primitive } from './primitives.js';
import { textWidth } from './text-width.js';
import { roundStep, type Scale, scaleOver } from './ticks.js';

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly spanMs: number;
  readonly lowMv: number;
  readonly highMv: number;
  x(ms: number): number;
  y(mv: number): number;
  /** The time under a place, within the span [ms]. */
  msAt(x: number): number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the words of a level stand; nothing at all where it has none. */
export function levelBox(graph: Graph, { words, potentialMv, below }: GraphLevel, plot: Plot): Box {
  const y = plot.y(potentialMv);
  const high = words === '' ? 0 : 1.3 * graph.em;
  const left = words === '' ? plot.right : plot.right - widthOf(graph, words);
  return { left, right: plot.right, top: below ? y : y - high, bottom: below ? y + high : y };
}

export function widthOf(graph: Pick<Graph, 'em' | 'measure'>, text: string, bold = false): number {
  return graph.measure?.(text, bold) ?? graph.em * textWidth(text) * (bold ? 1.06 : 1);
}

/** Heights of rows over the plot, in letters. */
export const HEADING_ROW = 1.5;
export const BRACKET_ROW = 1.3;
/** Length of the dashes that stand before the name of an earlier sweep, and gaps, in letters. */
export const SAMPLE = 2.1;
const NAME_GAP = 0.5;
const ITEM_GAP = 1.1;

/**
 * Which earlier sweeps have their names in which row over the plot: those that fit beside the heading in the first, by
 * their index. No row at all, where there is nothing to be said.
 */
export function headingRows(graph: Graph): number[][] {
  const { em, width, heading, ghosts } = graph;
  const [bold, plain] = heading;
  const rows: number[][] = bold === '' && plain === '' ? [] : [[]];
  let free = width - 4 * em - widthOf(graph, bold, true) - widthOf(graph, plain) - em;
  ghosts.forEach(({ name }, i) => {
    const wanted = widthOf(graph, name) + (SAMPLE + NAME_GAP + ITEM_GAP) * em;
    if (rows.length === 0 || wanted > free) {
      rows.push([]);
      free = width - 4 * em;
    }
    rows.at(-1)!.push(i);
    free -= wanted;
  });
  return rows;
}

/** More lines than this have their names after their ends, one under the other. */
const MOST_NAMED_AT_LINES = 5;

/** Room for names after the ends of lines; 0 where they stand at the lines. */
export function endNamesWidth(graph: Graph): number {
  if (graph.lines.length <= MOST_NAMED_AT_LINES) return 0;
  const widths = graph.lines.map(({ label }) => widthOf(graph, label[0] ?? '', true));
  return Math.max(...widths) + 2.4 * graph.em;
}

/** The box of the traces: it leaves room for a heading, a bracket and the figures of both axes. */
export function plotOf(graph: Graph): Plot {
  const { em, width, height, spanMs, lowMv, highMv, axisWords } = graph;
  const left = axisWords ? figuresWidth(graph) + 2.1 * em : Math.max(3 * em, restWidth(graph));
  const right = width - Math.max(1.2 * em, endNamesWidth(graph));
  // On the page a sweep may get its bracket at any time, and nothing may move then.
  const bracketRow = axisWords === null || graph.bracket ? BRACKET_ROW : 0;
  const top = em * (0.5 + HEADING_ROW * headingRows(graph).length + bracketRow);
  const bottom = height - em * (axisWords ? 3.4 : 1.9);
  return {
    left,
    right,
    top,
    bottom,
    spanMs,
    lowMv,
    highMv,
    x: (ms) => left + (ms / spanMs) * (right - left),
    y: (mv) => bottom - ((mv - lowMv) / (highMv - lowMv)) * (bottom - top),
    msAt: (x) => Math.min(spanMs, Math.max(0, ((x - left) / (right - left)) * spanMs)),
  };
}

/** What the figures of the potentials take on paper: those that matter may have decimals. */
function figuresWidth(graph: Graph): number {
  const { em, restMv, levels } = graph;
  const main = [...levels.map(({ potentialMv }) => potentialMv), ...(restMv === null ? [] : [restMv])];
  const widths = main.map((mv) => widthOf(graph, signed(mv, Number.isInteger(mv) ? 0 : 1), true));
  return Math.max(3 * em, ...widths.map((width) => width + 0.7 * em));
}

/** From figures to the plot, and from the word before the figure of rest to that figure, in letters. */
const FIGURE_GAP = 0.5;
const REST_GAP = 0.4;
/** Least room for rest, so that graphs of most axons begin at one place, in letters. */
const REST_ROOM = 5.6;

/** Figures of the potentials have decimals where these matter. */
function potentialText({ lowMv, highMv, words }: Graph, mv: number): string {
  const places = roundStep(highMv - lowMv, 5) < 1 ? 1 : 0;
  const own = Number.isInteger(mv) ? places : Math.max(1, places);
  return signed(mv, own).replace('.', words?.point ?? '.');
}

/** What the figure of rest takes with its word, left of the plot. */
function restWidth(graph: Graph): number {
  const { em, restMv, words } = graph;
  if (restMv === null) return 0;
  const figure = widthOf(graph, potentialText(graph, restMv), true);
  const word = widthOf(graph, (words ?? ENGLISH_WORDS).rest);
  return Math.max(REST_ROOM * em, word + figure + (REST_GAP + FIGURE_GAP + 0.1) * em);
}

interface PotentialTick {
  readonly potentialMv: number;
  readonly ink: Ink;
  readonly main: boolean;
}

/** Between a round figure and one that matters, in letters: side by side they would be read as a pair. */
const ROUND_TICK_GAP = 1.8;

/** Figures at the left: rest, the levels of the channels, zero, and round ones where these leave room. */
export function potentialTicks({ restMv, levels, em }: Graph, plot: Plot): PotentialTick[] {
  const ticks: PotentialTick[] = levels.map(({ potentialMv, ink }) => ({ potentialMv, ink, main: true }));
  if (restMv !== null) ticks.push({ potentialMv: restMv, ink: 'ink', main: true });
  const perMv = (plot.bottom - plot.top) / (plot.highMv - plot.lowMv);
  const isFree = (mv: number): boolean =>
    ticks.every(({ potentialMv }) => Math.abs(potentialMv - mv) * perMv > ROUND_TICK_GAP * em);
  const { ticks: round } = scaleOver(plot.lowMv, plot.highMv, 5, false);
  for (const potentialMv of round)
    if (potentialMv > plot.lowMv && potentialMv < plot.highMv && isFree(potentialMv))
      ticks.push({ potentialMv, ink: 'faint', main: false });
  return ticks
    .filter(({ potentialMv }) => potentialMv >= plot.lowMv && potentialMv <= plot.highMv)
    .sort((a, b) => b.potentialMv - a.potentialMv);
}

/** Grid, axes and their figures. */
export function axes(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em, axisWords } = graph;
  const { left, right, top, bottom } = plot;
  timeAxis(graph, plot, out);
  const ticks = potentialTicks(graph, plot);
  if (plot.lowMv < 0 && plot.highMv > 0) line(out, 'grid', left, plot.y(0), right, plot.y(0));
  const ys = placedApart(
    ticks.map(({ potentialMv }) => plot.y(potentialMv)),
    1.1 * em,
  );
  ticks.forEach(({ potentialMv, ink, main }, i) => {
    const text = potentialText(graph, potentialMv);
    const y = ys[i]! + 0.36 * em;
    const role = main ? 'main-tick' : 'tick';
    out.push({ kind: 'text', role, ink, x: left - FIGURE_GAP * em, y, anchor: 'end', text });
    if (potentialMv === graph.restMv && !axisWords)
      out.push({
        kind: 'text',
        role: 'tick',
        ink: 'soft',
        x: left - (FIGURE_GAP + REST_GAP) * em - widthOf(graph, text, true),
        y,
        anchor: 'end',
        text: (graph.words ?? ENGLISH_WORDS).rest,
      });
  });
  if (!axisWords) return;
  const corner = { kind: 'line', role: 'frame', ink: 'faint' } as const;
  out.push({ ...corner, x1: left, y1: top, x2: right, y2: top });
  out.push({ ...corner, x1: left, y1: bottom, x2: right, y2: bottom });
  out.push({ ...corner, x1: left, y1: top, x2: left, y2: bottom });
  out.push({ ...corner, x1: right, y1: top, x2: right, y2: bottom });
  const words = { kind: 'text', role: 'tick', ink: 'soft', anchor: 'middle' } as const;
  out.push({ ...words, x: (left + right) / 2, y: bottom + 3 * em, text: axisWords.time });
  out.push({ ...words, x: 0.95 * em, y: (top + bottom) / 2, text: axisWords.potential, upright: true });
}

function line(out: Primitive[], role: 'grid', x1: number, y1: number, x2: number, y2: number): void {
  out.push({ kind: 'line', role, ink: 'line', x1, y1, x2, y2 });
}

/** Round times, as many as have room for their figures. */
export function timeTicks({ em, spanMs }: Graph, { left, right }: Plot): Scale {
  const most = Math.max(1, Math.min(10, Math.floor((right - left) / (3.2 * em))));
  return scaleOver(0, spanMs, most, false);
}

/** Draws them, the last one with the unit. */
function timeAxis(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em } = graph;
  const { top, bottom } = plot;
  const { ticks, words } = timeTicks(graph, plot);
  ticks.forEach((ms, i) => {
    const isLast = i === ticks.length - 1;
    line(out, 'grid', plot.x(ms), top, plot.x(ms), bottom);
    const text = ms === 0 ? '0' : words(ms).replace('.', graph.words?.point ?? '.');
    const y = bottom + 1.35 * em;
    if (!isLast)
      out.push({ kind: 'text', role: 'tick', ink: 'faint', x: plot.x(ms), y, anchor: 'middle', text });
    else {
      // The figure stands under its line, the unit after it, as far as the drawing goes.
      const whole = `${text} ms`;
      const x = Math.min(plot.x(ms) - widthOf(graph, text) / 2, graph.width - widthOf(graph, whole));
      out.push({ kind: 'text', role: 'tick', ink: 'faint', x, y, anchor: 'start', text: whole });
    }
  });
}
