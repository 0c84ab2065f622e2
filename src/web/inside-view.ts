/** Gates and currents at an electrode under the graph, on the graph's own time axis, as primitives. Pure. */

import type { AxonFacts } from '../controller/contract.js';
import { type Ink, type Plot, type Primitive, placedApart, roundStep } from '../figure/index.js';
import type { MeterName } from '../units.js';
import { gateOf } from './gate-pairs.js';
import type { InsideRow, Sweep } from './sweep.js';
import { fixedFigure, numberFigure, say } from './words/say.js';

/** A strip of the drawing [px]. */
interface Band {
  readonly top: number;
  readonly bottom: number;
}

interface Line {
  readonly ink: Ink;
  readonly dashed: boolean;
  readonly name: string;
  /** Of a row; NaN where nothing is known. */
  valueOf(row: InsideRow): number;
  /** `0.98`, `−1.2` */
  words(value: number): string;
}

export interface InsideDrawing {
  readonly em: number;
  readonly plot: Plot;
  readonly height: number;
  readonly handleMs: number;
  readonly name: MeterName;
}

const ION_INKS = { sodium: 'na', potassium: 'k', leak: 'soft', unspecific: 'warm' } as const;

function ionName(ion: keyof typeof ION_INKS): string {
  if (ion === 'sodium') return 'Na⁺';
  if (ion === 'potassium') return 'K⁺';
  return say(ion === 'leak' ? 'inside.leak' : 'inside.other');
}

const isOfPotassium = (gate: string): boolean => gate.startsWith('n');

/** The gates of a membrane of rates, from 0 to 1. */
function gateLines({ gates }: AxonFacts, from: number): Line[] {
  return gates.names.map((name, i) => ({
    ink: isOfPotassium(name) ? 'k' : 'na',
    dashed: name.startsWith('h'),
    name,
    valueOf: (row) => row.values[from + i] ?? Number.NaN,
    words: (value) => fixedFigure(value, 2),
  }));
}

function currentLines({ gates }: AxonFacts, from: number): Line[] {
  return gates.ions.map((ion, i) => ({
    ink: ION_INKS[ion],
    dashed: false,
    name: ionName(ion),
    valueOf: (row) => row.values[from + i] ?? Number.NaN,
    words: (value) => currentFigure(value),
  }));
}

/** Three figures at most, with a true minus: `−57`, `0.31`, `1240`. */
export function currentFigure(value: number): string {
  if (Math.abs(value) >= 100) return fixedFigure(value, 0);
  return numberFigure(Number(value.toPrecision(2)), { maximumSignificantDigits: 2 });
}

/** What is told of the electrode; empty where it is in the bath or the membrane has no channels. */
export function insidePrimitives(
  sweep: Sweep | undefined,
  axon: AxonFacts,
  drawing: InsideDrawing,
): Primitive[] {
  const { names, ions, kind } = axon.gates;
  const { height, em, name } = drawing;
  const out: Primitive[] = [];
  const width = names.length + ions.length;
  const from = name === 'blue' ? 0 : width;
  const upper: Band = { top: 0.3 * em, bottom: height * 0.46 };
  const lower: Band = { top: height * 0.56, bottom: height - 0.7 * em };
  const rows = sweep?.inside ?? [];
  if (kind === 'switching') bars(rows, drawing, upper, out);
  else lines(rows, gateLines(axon, from), drawing, upper, [0, 1], say('inside.gates'), out);
  const currents = currentLines(axon, from + names.length);
  const unit = axon.kind === 'patch' ? 'µA/cm²' : 'µA';
  lines(rows, currents, drawing, lower, extentOf(rows, currents), say('inside.current', { unit }), out);
  const x = drawing.plot.x(drawing.handleMs);
  if (sweep) out.push({ kind: 'line', role: 'handle', ink: 'ink', x1: x, x2: x, y1: 0, y2: height });
  return out;
}

/** From the lowest to the highest current, zero among them, at round ends. */
function extentOf(rows: readonly InsideRow[], all: readonly Line[]): [number, number] {
  let [low, high] = [0, 0];
  for (const row of rows)
    for (const line of all) {
      const value = line.valueOf(row);
      if (value < low) low = value;
      if (value > high) high = value;
    }
  if (!(high > low)) return [-1, 1];
  const step = roundStep(high - low, 4);
  return [step * Math.floor(low / step), step * Math.ceil(high / step)];
}

function lines(
  rows: readonly InsideRow[],
  all: readonly Line[],
  { plot, em, handleMs }: InsideDrawing,
  { top, bottom }: Band,
  [low, high]: readonly [number, number],
  title: string,
  out: Primitive[],
): void {
  const y = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top);
  const { left, right } = plot;
  for (const value of new Set([low, 0, high])) {
    const at = y(value);
    out.push({ kind: 'line', role: 'grid', ink: 'line', x1: left, x2: right, y1: at, y2: at });
    const text = currentFigure(value);
    out.push({
      kind: 'text',
      role: 'tick',
      ink: 'faint',
      x: left - 0.5 * em,
      y: at + 0.36 * em,
      anchor: 'end',
      text,
    });
  }
  const now = rowAt(rows, handleMs);
  const labels: { readonly line: Line; readonly y: number; readonly text: string }[] = [];
  for (const line of all) {
    const points = new Float32Array(2 * rows.length);
    let length = 0;
    for (const row of rows) {
      const value = line.valueOf(row);
      points[length++] = Number.isNaN(value) ? Number.NaN : plot.x(row.ms);
      points[length++] = y(value);
    }
    if (length > 2)
      out.push({ kind: 'polyline', role: line.dashed ? 'ghost-2' : 'handle', ink: line.ink, points, length });
    const value = now ? line.valueOf(now) : Number.NaN;
    if (!Number.isNaN(value)) labels.push({ line, y: y(value), text: `${line.name} ${line.words(value)}` });
  }
  out.push({
    kind: 'text',
    role: 'words',
    ink: 'soft',
    x: right,
    y: top + 0.9 * em,
    anchor: 'end',
    text: title,
  });
  // Those that would stand out of the band are pushed back into it, and push the others.
  const gap = Math.min(1.1 * em, (bottom - top - 0.34 * em) / Math.max(1, labels.length - 1));
  const ys = placedWithin(
    labels.map((label) => label.y),
    { top: top + 0.34 * em, bottom: bottom - 0.36 * em },
    gap,
  );
  const isLeft = plot.x(handleMs) > (left + right) / 2;
  const x = plot.x(handleMs) + (isLeft ? -0.5 : 0.5) * em;
  labels.forEach(({ line, text }, i) => {
    const at = ys[i]! + 0.36 * em;
    out.push({ kind: 'text', role: 'name', ink: line.ink, x, y: at, anchor: isLeft ? 'end' : 'start', text });
  });
}

/** Apart by `gap`, and all of them in the band as long as it holds that many. */
export function placedWithin(wanted: readonly number[], { top, bottom }: Band, gap: number): number[] {
  const ys = placedApart(
    wanted.map((y) => Math.min(bottom, Math.max(top, y))),
    gap,
  );
  const downwards = ys.map((_, i) => i).sort((a, b) => ys[a]! - ys[b]!);
  let least = top;
  for (const i of downwards) {
    ys[i] = Math.max(least, ys[i]!);
    least = ys[i]! + gap;
  }
  let most = bottom;
  for (const i of downwards.reverse()) {
    ys[i] = Math.min(most, ys[i]!);
    most = ys[i]! - gap;
  }
  return ys;
}

function rowAt(rows: readonly InsideRow[], ms: number): InsideRow | undefined {
  let found: InsideRow | undefined;
  for (const row of rows) {
    if (row.ms > ms + 1e-6) break;
    found = row;
  }
  return found;
}

/** Gates that switch: a bar of each, filled while it is open, half as high while it is locked. */
function bars(
  rows: readonly InsideRow[],
  { plot, em, name, handleMs }: InsideDrawing,
  { top, bottom }: Band,
  out: Primitive[],
): void {
  const half = (bottom - top) / 2;
  (['na', 'k'] as const).forEach((ink, ion) => {
    const middle = top + half * (ion + 0.5);
    const thick = Math.min(1.1 * em, 0.7 * half);
    const at = (name === 'blue' ? 0 : 2) + ion;
    out.push({ kind: 'line', role: 'level', ink, x1: plot.left, x2: plot.right, y1: middle, y2: middle });
    const label = ion === 0 ? 'Na⁺' : 'K⁺';
    out.push({
      kind: 'text',
      role: 'main-tick',
      ink,
      x: plot.left - 0.5 * em,
      y: middle + 0.36 * em,
      anchor: 'end',
      text: label,
    });
    for (let i = 0; i < rows.length; ) {
      const { kind } = gateOf(rows[i]!.pairs?.[at] ?? 0xff);
      const fromMs = rows[i]!.ms;
      while (i < rows.length && gateOf(rows[i]!.pairs?.[at] ?? 0xff).kind === kind) i++;
      if (kind !== 'open' && kind !== 'locked') continue;
      const untilMs = Math.min(plot.spanMs, (rows[i] ?? rows[i - 1]!).ms);
      const height = kind === 'open' ? thick : thick * 0.3;
      const x = plot.x(fromMs);
      const rect = { kind: 'rect', role: 'filled', ink, width: Math.max(0.5, plot.x(untilMs) - x) } as const;
      out.push({ ...rect, x, y: middle - height / 2, height });
    }
    const now = gateOf(rowAt(rows, handleMs)?.pairs?.[at] ?? 0xff);
    const words = now.kind === 'none' ? '' : say(GATE_KEYS[now.kind]);
    const isLeft = plot.x(handleMs) > (plot.left + plot.right) / 2;
    const x = plot.x(handleMs) + (isLeft ? -0.5 : 0.5) * em;
    if (words !== '')
      out.push({
        kind: 'text',
        role: 'name',
        ink,
        x,
        y: middle + 0.36 * em,
        anchor: isLeft ? 'end' : 'start',
        text: words,
      });
  });
}

const GATE_KEYS = {
  shut: 'inside.shut',
  open: 'inside.open',
  locked: 'inside.locked',
  'out-of-work': 'inside.outOfWork',
} as const;
