/** The axon over the graphs of a sheet: its membrane, its sites, and where current enters and both electrodes are. Pure. */
import type { AxonFacts } from '../../controller/contract.js';
import { type Drawing, type Ink, type Primitive, SHAPES, textWidth } from '../../figure/index.js';
import { METERS } from '../../units.js';
import type { Sweep } from '../sweep.js';
import { EM_MM } from './sheet-graph.js';

/** Heights of the drawing [mm]. */
const UPPER = 4.5;
const LOWER = 11.5;
const NAMES = 19.5;
/** From row to row of names that would touch. */
const NAME_ROW = 4.4;
const TICK = 1.6;
/** How thick an electrode is. */
const STEM = 0.8;
const MOST_TICKS = 200;

interface Marked {
  readonly text: string;
  readonly ink: Ink;
  readonly at: number;
}

/** @returns undefined on a patch, which has no extent. */
export function axonDrawing(sweep: Sweep, axon: AxonFacts, width: number): Drawing | undefined {
  if (axon.placeUnit === '') return undefined;
  const [left, right] = [9, width - 12];
  const x = (place: number): number => left + (place / Math.max(1, axon.lastPlace)) * (right - left);
  const primitives: Primitive[] = [...membrane(width, left), ...sites(axon, x)];
  const marked = marksOf(sweep);
  const rows = rowsOf(marked, x, width);
  marked.forEach(({ text, ink, at }, i) => {
    const isMeter = ink === 'blue' || ink === 'yellow';
    const place = x(at);
    const [y1, y2] = [(UPPER + LOWER) / 2, LOWER + 3.5];
    const stem = { x: place - STEM / 2, y: y1, width: STEM, height: y2 - y1 };
    primitives.push({ kind: 'rect', role: 'filled', ink, ...stem });
    const y = NAMES + rows[i]!.row * NAME_ROW;
    const from = rows[i]!.from;
    if (isMeter)
      primitives.push({
        kind: 'mark',
        shape: SHAPES[ink],
        ink,
        hollow: false,
        x: from + 0.4 * EM_MM,
        y: y - 0.36 * EM_MM,
        radius: 0.36 * EM_MM,
      });
    const textX = isMeter ? from + EM_MM : from;
    primitives.push({ kind: 'text', role: 'name', ink, x: textX, y, anchor: 'start', text });
  });
  const last = Math.max(0, ...rows.map(({ row }) => row));
  return { width, height: NAMES + last * NAME_ROW + 1.5, em: EM_MM, primitives };
}

/** Two lines that come from a cell body at the left. */
function membrane(width: number, left: number): Primitive[] {
  const wall = (y: number, out: number): Primitive => {
    const points = [0, y + out, 2, y + 0.9 * out, 4.5, y + 0.4 * out, 7, y + 0.05 * out, left, y, width, y];
    return {
      kind: 'polyline',
      role: 'bracket',
      ink: 'ink',
      points: Float32Array.from(points),
      length: points.length,
    };
  };
  const words = { kind: 'text', role: 'tick', ink: 'soft', anchor: 'end', x: width } as const;
  return [
    wall(UPPER, -3),
    wall(LOWER, 3),
    { ...words, y: UPPER - 1.2, text: 'outside' },
    { ...words, y: (UPPER + LOWER) / 2 + 0.36 * EM_MM, text: 'inside' },
  ];
}

/** A tick for each site or node; a cable has none. */
function sites({ placeUnit, lastPlace }: AxonFacts, x: (place: number) => number): Primitive[] {
  if (placeUnit === 'mm' || lastPlace > MOST_TICKS) return [];
  const middle = (UPPER + LOWER) / 2;
  const [y1, y2] = [middle - TICK, middle + TICK];
  return Array.from({ length: Math.floor(lastPlace) + 1 }, (_, site) => {
    const at = x(site);
    return { kind: 'line', role: 'bracket', ink: 'faint', x1: at, x2: at, y1, y2 } as const;
  });
}

/** Where current enters, and where both electrodes are. */
function marksOf({ presses, setUp, first }: Sweep): Marked[] {
  const places = [...new Set([first, ...presses].flatMap((press) => press.places))].slice(0, 4);
  const meters = METERS.flatMap((name): Marked[] => {
    const at = setUp?.electrodes[name];
    return at === undefined || at === 'bath' ? [] : [{ text: name, ink: name, at }];
  });
  return [...places.map((at) => ({ text: 'stimulus', ink: 'warm' as const, at })), ...meters];
}

/** A row for each name, the first in which it touches no other. */
function rowsOf(marked: readonly Marked[], x: (place: number) => number, width: number) {
  const ends: number[] = [];
  return marked.map(({ text, ink, at }) => {
    const long = EM_MM * textWidth(text) * 1.06 + (ink === 'warm' ? 0 : EM_MM);
    const from = Math.min(width - long, Math.max(0, x(at) - (ink === 'warm' ? long / 2 : 0.4 * EM_MM)));
    let row = ends.findIndex((end) => end + 1.5 < from);
    if (row < 0) row = ends.length;
    ends[row] = from + long;
    return { from, row };
  });
}
