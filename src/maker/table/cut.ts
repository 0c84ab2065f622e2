/** What the drawings of the table have in common: lines to cut, lines to mark, sizes, and the words below. Pure. */
import { wrapped } from '../../figure/index.js';
import { box, disc, INK, line, type Picture, SOFT, text } from '../svg.js';

/** As laser cutters take them: one colour each. */
export const CUT = '#d40000';
export const MARK = '#0a5fb4';
/** A sheet of A4 or Letter has room for so much [mm]. */
export const PAGE = { width: 190, height: 270 } as const;

export interface TableOptions {
  /** Of the plates that are cut [mm]. */
  readonly plateMm: number;
  /** Outer diameter of the tube [mm]. */
  readonly tubeMm: number;
  /** Hole of an arcade button [mm]. */
  readonly buttonMm: number;
}

/** A closed line to cut: x, y, x, y, … */
export function cut(points: readonly number[]): string {
  return line([...points, points[0]!, points[1]!], { colour: CUT, width: 0.2 });
}

export const cutDisc = (x: number, y: number, diameter: number) => disc(x, y, diameter / 2, 'none', CUT, 0.2);

export const cutBox = (x: number, y: number, width: number, height: number, radius = 0) =>
  box(x, y, width, height, { fill: 'none', colour: CUT, width: 0.2, radius });

export const mark = (points: readonly number[], dashes: readonly number[] = []) =>
  line(points, { colour: MARK, width: 0.2, dashes });

export const markBox = (x: number, y: number, width: number, height: number) =>
  box(x, y, width, height, { fill: 'none', colour: MARK, width: 0.2 });

/** What a part is and how often it is cut, about a middle. */
export const named = (words: string, x: number, y: number) =>
  text(words, x, y, { size: 3.4, bold: true, anchor: 'middle', colour: MARK });

export const small = (words: string, x: number, y: number, anchor: 'start' | 'middle' | 'end' = 'middle') =>
  text(words, x, y, { size: 2.6, anchor, colour: SOFT });

/** A length with its figure, from x to x at a height. */
export function across(fromX: number, toX: number, y: number, words: string): string[] {
  return [
    line([fromX, y, toX, y], { colour: SOFT, width: 0.15 }),
    ...[fromX, toX].map((x) => line([x, y - 1.2, x, y + 1.2], { colour: SOFT, width: 0.15 })),
    small(words, (fromX + toX) / 2, y - 0.8),
  ];
}

/** The same from y to y at the left of a place. */
export function upright(x: number, fromY: number, toY: number, words: string): string[] {
  const middle = (fromY + toY) / 2;
  return [
    line([x, fromY, x, toY], { colour: SOFT, width: 0.15 }),
    ...[fromY, toY].map((y) => line([x - 1.2, y, x + 1.2, y], { colour: SOFT, width: 0.15 })),
    text(words, x - 0.8, middle, { size: 2.6, anchor: 'middle', colour: SOFT, turnDeg: -90 }),
  ];
}

/** What shows whether it was printed in its own size, and what the colours mean. */
function foot(y: number, isToCut: boolean): string[] {
  const lines = isToCut
    ? [
        line([62, y + 4.2, 70, y + 4.2], { colour: CUT, width: 0.4 }),
        text('cut', 72, y + 5.2, { size: 2.6 }),
        line([80, y + 4.2, 88, y + 4.2], { colour: MARK, width: 0.4 }),
        text('mark only', 90, y + 5.2, { size: 2.6 }),
      ]
    : [];
  return [
    line([1, y + 4.2, 51, y + 4.2], { width: 0.3 }),
    ...[1, 26, 51].map((x) => line([x, y + 3, x, y + 5.4], { width: 0.3 })),
    small('50 mm at 100 %', 26, y + 2),
    ...lines,
    small(
      `Nobody has built this yet${isToCut ? ': cut it of cardboard first' : ''}.`,
      PAGE.width - 1,
      y + 5.2,
      'end',
    ),
  ];
}

/** Height of the letters of notes [mm]. */
const NOTE = 2.8;

/** A sheet: its title, notes below it, parts from `y` 0 on below those, and the foot. */
export function sheetOf(
  title: string,
  notes: readonly string[],
  drawn: { readonly height: number; readonly parts: readonly string[] },
  isToCut = true,
): Picture {
  const rows = notes.flatMap((words) => wrapped(words, (PAGE.width - 2) / NOTE));
  const top = 9 + rows.length * 4;
  const height = top + drawn.height + 10;
  return {
    width: PAGE.width,
    height,
    parts: [
      text(title, 1, 5, { size: 4.2, bold: true, colour: INK }),
      ...rows.map((words, i) => text(words, 1, 10 + 4 * i, { size: NOTE, colour: INK })),
      `<g transform="translate(0 ${top})">`,
      ...drawn.parts,
      '</g>',
      ...foot(height - 7, isToCut),
    ],
  };
}
