/** The table with all that stands on it, seen from the front, and what hands reach. Pure. */
import { box, INK, line, type Picture, SOFT, text } from '../svg.js';
import { BOX } from './box.js';
import { across, PAGE, sheetOf, small, upright } from './cut.js';

/** ADA 308 and 309: what is touched lies between these heights, is worked with one hand and with at most so much force. */
export const REACH_MM = { low: 380, high: 1220 } as const;
export const MOST_FORCE_N = 22;
/** A child of six and a person in a wheelchair look over it [mm]. */
const TABLE = { height: 680, plate: 28 } as const;
/** Where the eyes of a child of six are: above the floor, and from what stands at the edge of the table [mm]. */
const EYES = { height: 1050, away: 500 } as const;

export interface TableParts {
  readonly buttons: number;
  /** `null`: no tube. */
  readonly tube: {
    readonly lengthMm: number;
    readonly heightMm: number;
    readonly diameterMm: number;
    readonly stands: number;
  } | null;
  readonly mounts: { readonly count: number; readonly widthMm: number; readonly heightMm: number };
}

const GAP_MM = 60;
/** Less has no room for a word [mm of paper]. */
const LEAST_WIDE = 9;
const SCALES = [10, 15, 20, 25, 50, 100];

/** All of it side by side behind the box [mm]. */
function widthsOf({ tube, mounts }: TableParts) {
  const behind = mounts.count * (mounts.widthMm + GAP_MM) + BOX.width;
  return { behind, table: Math.max(behind, tube?.lengthMm ?? 0) + 2 * 100 };
}

/** The scale in which it is drawn: 1 to this. */
export function scaleOf(parts: TableParts): number {
  const { table } = widthsOf(parts);
  return SCALES.find((scale) => table / scale <= PAGE.width - 46) ?? SCALES.at(-1)!;
}

/** How far behind what stands before it the tube is to lie, so that a child sees its middle over that [mm]. */
export function tubeBehindMm({ tube, mounts }: TableParts): number {
  if (tube === null) return 0;
  const before = Math.max(BOX.height + 12, mounts.count > 0 ? mounts.heightMm : 0);
  const down = before - (tube.heightMm - 8 - tube.diameterMm / 2);
  const behind = (Math.max(0, down) * EYES.away) / (EYES.height - TABLE.height - before);
  return 10 * Math.ceil(behind / 10);
}

export function tableSide(parts: TableParts): Picture {
  const { tube, mounts, buttons } = parts;
  const scale = scaleOf(parts);
  const mm = (real: number) => real / scale;
  const { table } = widthsOf(parts);
  const floorY = mm(REACH_MM.high) + 12;
  const at = (height: number) => floorY - mm(height);
  const left = 26;
  const width = mm(table);
  const middle = left + width / 2;
  const top = TABLE.height;
  const tubeTop = tube === null ? 0 : tube.heightMm;
  const boxLeft = middle - mm(BOX.width) / 2;
  const highest = top + BOX.height + 12;
  return sheetOf(
    `On the table, 1 : ${scale}`,
    [
      `What is pressed or touched lies between ${REACH_MM.low} and ${REACH_MM.high} mm above the floor, is worked with one hand, and with no more than ${MOST_FORCE_N} N, the weight of ${(MOST_FORCE_N / 9.81).toFixed(1)} kg.`,
      `On a table of ${TABLE.height} mm the ${buttons > 0 ? 'buttons are' : 'lid is'} at ${highest} mm. Nothing stands between a hand and the box.`,
      ...(tube === null
        ? []
        : [
            `Seen from the front, at the height of the table. The tube lies ${tubeBehindMm(parts)} mm behind box and voltmeters, or more: a child sees it over them.`,
          ]),
      'Visitors hit, lean and climb: screw stands, bases and box to the table, and the table to the wall. Round off all edges.',
      'No cable hangs where a hand reaches. Board, strip and servos are switched off together, out of reach.',
    ],
    {
      height: floorY + 12,
      parts: [
        box(left - 4, at(REACH_MM.high), width + 8, mm(REACH_MM.high - REACH_MM.low), {
          ...{ fill: '#eaf1f8', colour: SOFT, width: 0.15, dashes: [1.5, 1] },
        }),
        line([left - 8, floorY, left + width + 8, floorY], { width: 0.5 }),
        ...upright(left - 14, floorY, at(REACH_MM.high), `${REACH_MM.high}`),
        ...upright(left - 9, floorY, at(REACH_MM.low), `${REACH_MM.low}`),
        text('within reach', left - 2, at(REACH_MM.high) + 3.6, { size: 2.6, colour: SOFT }),
        // The table.
        box(left, at(top), width, mm(TABLE.plate), { fill: '#d8d8d8', width: 0.3 }),
        ...[left + mm(60), left + width - mm(60) - mm(50)].map((x) =>
          box(x, at(top - TABLE.plate), mm(50), mm(top - TABLE.plate), { fill: '#ffffff', width: 0.3 }),
        ),
        ...upright(left + width + 14, floorY, at(top), `${top}`),
        ...drawnTube(parts, middle, at(top), mm),
        ...drawnMounts(parts, middle, at(top), mm),
        // The box in front of it all.
        box(boxLeft, at(top + BOX.height), mm(BOX.width), mm(BOX.height), { width: 0.4 }),
        ...Array.from({ length: buttons }, (_, i) =>
          box(
            boxLeft + (mm(BOX.width) * (i + 1)) / (buttons + 1) - mm(15),
            at(top + BOX.height + 12),
            mm(30),
            mm(12),
            { fill: INK, width: 0.2 },
          ),
        ),
        ...(mm(BOX.width) < LEAST_WIDE ? [] : [small('box', middle, at(top + BOX.height / 2) + 1)]),
        ...across(left, left + width, floorY + 6, `${Math.round(table)} mm: the least length of the table`),
        ...(tube === null
          ? []
          : across(
              middle - mm(tube.lengthMm) / 2,
              middle + mm(tube.lengthMm) / 2,
              at(top + Math.max(tubeTop, mounts.count > 0 ? mounts.heightMm : 0)) - 3,
              `tube ${tube.lengthMm} mm`,
            )),
      ],
    },
    false,
  );
}

function drawnTube({ tube }: TableParts, middle: number, y: number, mm: (real: number) => number): string[] {
  if (tube === null) return [];
  const { lengthMm, heightMm, diameterMm, stands: count } = tube;
  const left = middle - mm(lengthMm) / 2;
  const axisY = y - mm(heightMm - 8 - diameterMm / 2);
  const stands = Array.from({ length: count }, (_, i) => left + mm(30 + ((lengthMm - 60) * i) / (count - 1)));
  return [
    ...stands.map((x) =>
      box(x - mm(4), y - mm(heightMm), mm(8), mm(heightMm), { width: 0.25, fill: '#f2f2f2' }),
    ),
    box(left, axisY - mm(diameterMm / 2), mm(lengthMm), mm(diameterMm), { width: 0.35, fill: '#f7f3e6' }),
  ];
}

function drawnMounts(
  { mounts }: TableParts,
  middle: number,
  y: number,
  mm: (real: number) => number,
): string[] {
  const { count, widthMm, heightMm } = mounts;
  return Array.from({ length: count }, (_, i) => {
    const side = i === 0 ? -1 : 1;
    const x = middle + side * mm(BOX.width / 2 + GAP_MM + widthMm / 2);
    const pivotY = y - mm(heightMm * 0.4);
    return [
      box(x - mm(widthMm) / 2, y - mm(heightMm), mm(widthMm), mm(heightMm), { width: 0.35 }),
      line([x, pivotY, x - mm(widthMm * 0.22), pivotY - mm(heightMm * 0.45)], { width: 0.5 }),
      ...(mm(widthMm) < LEAST_WIDE ? [] : [small(i === 0 ? 'blue' : 'yellow', x, y - 1)]),
    ];
  }).flat();
}
