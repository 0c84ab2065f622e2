/** Where times and potentials are in a drawing, and what stands at both axes. */
import { placedApart } from './apart.js';
import { type Graph, signed } from './graph.js';
import type { Ink, Primitive } from './primitives.js';
import { textWidth } from './text-width.js';
import { roundStep, scaleOver } from './ticks.js';

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

export function widthOf(graph: Pick<Graph, 'em' | 'measure'>, text: string, bold = false): number {
  return graph.measure?.(text, bold) ?? graph.em * textWidth(text) * (bold ? 1.06 : 1);
}

/** The box of the traces: it leaves room for a heading, a bracket and the figures of both axes. */
export function plotOf(graph: Graph): Plot {
  const { em, width, height, spanMs, lowMv, highMv, heading, axisWords } = graph;
  const hasHeading = heading[0] !== '' || heading[1] !== '' || graph.ghosts.length > 0;
  const restWords = graph.restMv === null || axisWords ? 0 : 2.6;
  const left = em * (3 + restWords + (axisWords ? 1.6 : 0));
  const right = width - em * 1.2;
  const top = em * (hasHeading ? 2.1 : 0.5);
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

interface PotentialTick {
  readonly potentialMv: number;
  readonly ink: Ink;
  readonly main: boolean;
}

/** Figures at the left: rest, the levels of the channels, zero, and round ones where these leave room. */
export function potentialTicks({ restMv, levels, em }: Graph, plot: Plot): PotentialTick[] {
  const ticks: PotentialTick[] = levels.map(({ potentialMv, ink }) => ({ potentialMv, ink, main: true }));
  if (restMv !== null) ticks.push({ potentialMv: restMv, ink: 'ink', main: true });
  const perMv = (plot.bottom - plot.top) / (plot.highMv - plot.lowMv);
  const isFree = (mv: number): boolean =>
    ticks.every(({ potentialMv }) => Math.abs(potentialMv - mv) * perMv > 1.25 * em);
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
  const step = roundStep(plot.highMv - plot.lowMv, 5);
  const places = step < 1 ? 1 : 0;
  const ys = placedApart(
    ticks.map(({ potentialMv }) => plot.y(potentialMv)),
    1.1 * em,
  );
  ticks.forEach(({ potentialMv, ink, main }, i) => {
    const own = Number.isInteger(potentialMv) ? places : Math.max(1, places);
    const text = signed(potentialMv, own);
    const y = ys[i]! + 0.36 * em;
    const role = main ? 'main-tick' : 'tick';
    out.push({ kind: 'text', role, ink, x: left - 0.5 * em, y, anchor: 'end', text });
    if (potentialMv === graph.restMv && !axisWords)
      out.push({
        kind: 'text',
        role: 'tick',
        ink: 'soft',
        x: left - 0.9 * em - widthOf(graph, text, true),
        y,
        anchor: 'end',
        text: 'rest',
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

/** Round times, the last of them with the unit. */
function timeAxis(graph: Graph, plot: Plot, out: Primitive[]): void {
  const { em, spanMs } = graph;
  const { left, right, top, bottom } = plot;
  const most = Math.max(1, Math.min(10, Math.floor((right - left) / (3.2 * em))));
  const { ticks, words } = scaleOver(0, spanMs, most, false);
  ticks.forEach((ms, i) => {
    const isLast = i === ticks.length - 1;
    line(out, 'grid', plot.x(ms), top, plot.x(ms), bottom);
    const text = words(ms);
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
