/** An axon on paper: its membrane, its sites, what is done to stretches of it, and what is stuck into it. */
import type { Drawing } from './look.js';
import { type Ink, type Primitive, SHAPES } from './primitives.js';
import { textWidth } from './text-width.js';

/** Heights of the drawing [mm]. */
const UPPER = 4.5;
const LOWER = 11.5;
const NAMES = 19.5;
/** From row to row of names that would touch. */
const NAME_ROW = 4.4;
const TICK = 1.6;
/** How thick an electrode is, and how thick the bar over a stretch. */
const STEM = 0.8;
const BAR = 1.1;
const MOST_TICKS = 200;
/** Bold letters are wider. */
const BOLD = 1.06;

/** Something stuck into the axon, with what stands under it. */
export interface AxonMark {
  readonly text: string;
  readonly ink: 'blue' | 'yellow' | 'warm';
  readonly at: number;
}

/** What is done to a part of it. */
export interface AxonStretch {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface AxonPicture {
  readonly placeUnit: 'site' | 'mm' | 'node' | '';
  readonly lastPlace: number;
  readonly marks: readonly AxonMark[];
  readonly stretches?: readonly AxonStretch[];
  readonly words?: { readonly outside: string; readonly inside: string };
  /** Of the drawing, and of its letters [mm]. */
  readonly width: number;
  readonly em: number;
}

const ENGLISH = { outside: 'outside', inside: 'inside' };

/** @returns undefined on a patch, which has no extent. */
export function axonDrawing(picture: AxonPicture): Drawing | undefined {
  const { placeUnit, lastPlace, marks, width, em } = picture;
  if (placeUnit === '') return undefined;
  const [left, right] = [9, width - 12];
  const x = (place: number): number => left + (place / Math.max(1, lastPlace)) * (right - left);
  const primitives: Primitive[] = [
    ...membrane(picture, left),
    ...sites(picture, x),
    ...stretches(picture, x, right),
  ];
  const rows = rowsOf(marks, x, width, em);
  marks.forEach(({ text, ink, at }, i) => {
    const place = x(at);
    const [y1, y2] = [(UPPER + LOWER) / 2, LOWER + 3.5];
    const stem = { x: place - STEM / 2, y: y1, width: STEM, height: y2 - y1 };
    primitives.push({ kind: 'rect', role: 'filled', ink, ...stem });
    const y = NAMES + rows[i]!.row * NAME_ROW;
    const from = rows[i]!.from;
    if (ink !== 'warm')
      primitives.push({
        kind: 'mark',
        shape: SHAPES[ink],
        ink,
        hollow: false,
        x: from + 0.4 * em,
        y: y - 0.36 * em,
        radius: 0.36 * em,
      });
    const textX = ink === 'warm' ? from : from + em;
    primitives.push({ kind: 'text', role: 'name', ink, x: textX, y, anchor: 'start', text });
  });
  const last = Math.max(0, ...rows.map(({ row }) => row));
  return { width, height: NAMES + last * NAME_ROW + 1.5, em, primitives };
}

/** Two lines that come from a cell body at the left. */
function membrane({ width, em, words = ENGLISH }: AxonPicture, left: number): Primitive[] {
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
  const text = { kind: 'text', role: 'tick', ink: 'soft', anchor: 'end', x: width } as const;
  return [
    wall(UPPER, -3),
    wall(LOWER, 3),
    { ...text, y: UPPER - 1.2, text: words.outside },
    { ...text, y: (UPPER + LOWER) / 2 + 0.36 * em, text: words.inside },
  ];
}

/** A tick for each site or node; a cable has none. */
function sites({ placeUnit, lastPlace }: AxonPicture, x: (place: number) => number): Primitive[] {
  if (placeUnit === 'mm' || lastPlace > MOST_TICKS) return [];
  const middle = (UPPER + LOWER) / 2;
  const [y1, y2] = [middle - TICK, middle + TICK];
  return Array.from({ length: Math.floor(lastPlace) + 1 }, (_, site) => {
    const at = x(site);
    return { kind: 'line', role: 'bracket', ink: 'faint', x1: at, x2: at, y1, y2 } as const;
  });
}

/** A bar on both walls of each stretch, and its words over it. */
function stretches(
  { stretches: all = [], lastPlace, em }: AxonPicture,
  x: (place: number) => number,
  right: number,
): Primitive[] {
  return all.flatMap(({ text, from, to }): Primitive[] => {
    const [first, last] = [x(Math.max(0, from)), x(Math.min(lastPlace, to))];
    const bar = { kind: 'rect', role: 'filled', ink: 'soft', x: first, height: BAR } as const;
    const width = Math.max(STEM, last - first);
    const long = em * textWidth(text) * BOLD;
    const start = Math.max(0, Math.min(right - long, (first + last - long) / 2));
    return [
      { ...bar, width, y: UPPER - BAR / 2 },
      { ...bar, width, y: LOWER - BAR / 2 },
      {
        kind: 'text',
        role: 'name',
        ink: 'soft' satisfies Ink,
        x: start,
        y: UPPER - 1.2,
        anchor: 'start',
        text,
      },
    ];
  });
}

/** A row for each name, the first in which it touches no other. */
function rowsOf(marks: readonly AxonMark[], x: (place: number) => number, width: number, em: number) {
  const ends: number[] = [];
  return marks.map(({ text, ink, at }) => {
    const long = em * textWidth(text) * BOLD + (ink === 'warm' ? 0 : em);
    const from = Math.min(width - long, Math.max(0, x(at) - (ink === 'warm' ? long / 2 : 0.4 * em)));
    let row = ends.findIndex((end) => end + 1.5 < from);
    if (row < 0) row = ends.length;
    ends[row] = from + long;
    return { from, row };
  });
}
