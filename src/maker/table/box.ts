/** The box for the board: walls joined by fingers, buttons and dials in its lid, cables out of its back. Pure. */
import { disc, type Picture } from '../svg.js';
import { type BoxButton, buttonWiring, wiringHeight } from './button-wiring.js';
import {
  across,
  cut,
  cutBox,
  cutDisc,
  MARK,
  mark,
  markBox,
  named,
  sheetOf,
  small,
  type TableOptions,
  upright,
} from './cut.js';
import { moved, outline, type Plate } from './joints.js';

export interface BoxParts {
  readonly buttons: readonly BoxButton[];
  /** Numbers of the dials. */
  readonly dials: readonly number[];
  readonly hasStrip: boolean;
  readonly servos: number;
  /** Whether a supply of its own comes in. */
  readonly hasSupply: boolean;
}

/** Outer size [mm]. An arcade button is up to 65 mm deep. */
export const BOX = { width: 180, depth: 120, height: 85 } as const;
const BUTTON_Y = BOX.depth - 38;
const DIAL = { y: 34, hole: 7.2, apart: 60 } as const;
const PAD = { width: 15, height: 11 } as const;
const SCREW = 3.2;
const BLOCK = 15;
/**
 * An Uno with its plug to the back, seen from above: width and depth, holes from its left corner at the back, and where
 * the middle of its USB plug is [mm].
 */
const UNO = {
  width: 53.3,
  depth: 68.6,
  plug: 38,
  holes: [
    [2.5, 14],
    [50.8, 15.2],
    [7.6, 66],
    [35.6, 66],
  ],
} as const;
/** Where the plug goes through the back, from the left, seen from above; its opening; how far the board is behind it. */
const PLUG = { at: 62, width: 20, height: 16, behind: 7 } as const;
/** From below the floor's upper face to the middle of the plug: nuts of 5 mm, the board, half of the plug. */
const PLUG_ABOVE_FLOOR = 12;

const LID: Plate = {
  width: BOX.width,
  height: BOX.depth,
  top: 'out',
  right: 'out',
  bottom: 'out',
  left: 'out',
};
const FRONT: Plate = {
  width: BOX.width,
  height: BOX.height,
  top: 'in',
  right: 'out',
  bottom: 'flat',
  left: 'out',
};
const SIDE: Plate = {
  width: BOX.depth,
  height: BOX.height,
  top: 'in',
  right: 'in',
  bottom: 'flat',
  left: 'in',
};
/** The plates of the box that are joined. */
export const PLATES = { lid: LID, front: FRONT, side: SIDE } as const;

/** Middles of so many things in a row of the lid, so far apart at most. */
function inRow(count: number, apart: number, width: number): number[] {
  const step = Math.min(apart, (width - 40) / Math.max(1, count - 1));
  return Array.from({ length: count }, (_, i) => width / 2 + (i - (count - 1) / 2) * step);
}

/** Around the hole of a button: its collar [mm]. */
const COLLAR = 4;

/** The widest holes for so many buttons side by side [mm]. */
export function widestButtonMm(count: number, plateMm: number): number {
  return Math.floor((BOX.width - 2 * plateMm - 2 * COLLAR * (count + 0.5)) / count);
}

/** Middles of the buttons, from the left of the lid: 60 mm apart where there is room. */
function buttonXs(count: number, { buttonMm, plateMm }: TableOptions): number[] {
  const edge = plateMm + 1.5 * COLLAR + buttonMm / 2;
  const room = (BOX.width - 2 * edge) / Math.max(1, count - 1);
  const step = Math.min(Math.max(60, buttonMm + 2 * COLLAR), room);
  return Array.from({ length: count }, (_, i) => BOX.width / 2 + (i - (count - 1) / 2) * step);
}

function lidHoles({ buttons, dials }: BoxParts, options: TableOptions): string[] {
  const { buttonMm } = options;
  const xs = buttonXs(buttons.length, options);
  const dialXs = inRow(dials.length, DIAL.apart, BOX.width);
  return [
    ...buttons.flatMap(({ number, kind }, i) => {
      const x = xs[i]!;
      return kind === 'arcade'
        ? [cutDisc(x, BUTTON_Y, buttonMm), named(`${number}`, x, BUTTON_Y + 1.2)]
        : [
            markBox(x - PAD.width / 2, BUTTON_Y - PAD.height / 2, PAD.width, PAD.height),
            disc(x, BUTTON_Y, 12, 'none', MARK, 0.2),
            named(`${number}`, x, BUTTON_Y + 1.2),
          ];
    }),
    ...dials.flatMap((number, i) => [
      cutDisc(dialXs[i]!, DIAL.y, DIAL.hole),
      small(`dial ${number}`, dialXs[i]!, DIAL.y + 8),
    ]),
  ];
}

export function boxLid(parts: BoxParts, options: TableOptions): Picture {
  const { plateMm, buttonMm } = options;
  const x = 9;
  const frontY = 6 + BOX.depth + 16;
  const arcade = parts.buttons.some(({ kind }) => kind === 'arcade');
  const pad = parts.buttons.some(({ kind }) => kind === 'pad');
  return sheetOf(
    'Box, sheet 1: lid and front',
    [
      `Plates of ${plateMm} mm; the outer size is ${BOX.width} × ${BOX.depth} × ${BOX.height} mm. What the cutter takes away is not in the lines.`,
      ...(arcade
        ? [`Arcade buttons in holes of ${buttonMm} mm, up to 65 mm deep. How they are wired: sheet 2.`]
        : []),
      ...(pad
        ? ['A touch pad is glued below the lid, within the small frame: it feels a finger on the disc.']
        : []),
    ],
    {
      height: frontY + BOX.height + 9,
      parts: [
        named('lid, seen from above', x + BOX.width / 2, 2.5),
        `<g transform="translate(${x} 6)">`,
        cut(outline(LID, plateMm)),
        ...lidHoles(parts, options),
        small('back', BOX.width / 2, plateMm + 6),
        '</g>',
        ...across(x, x + BOX.width, 6 + BOX.depth + 6, `${BOX.width}`),
        ...upright(x - 2, 6, 6 + BOX.depth, `${BOX.depth}`),
        named('front', x + BOX.width / 2, frontY - 3),
        cut(moved(outline(FRONT, plateMm), x, frontY)),
        ...upright(x - 2, frontY, frontY + BOX.height, `${BOX.height}`),
        small('Glue a label here, or none.', x + BOX.width / 2, frontY + BOX.height / 2),
      ],
    },
  );
}

interface Opening {
  readonly words: string;
  readonly width: number;
  readonly height: number;
}

function openings({ hasStrip, servos, hasSupply }: BoxParts): Opening[] {
  const round = (words: string, diameter: number) => ({ words, width: diameter, height: diameter });
  return [
    { words: 'USB', width: PLUG.width, height: PLUG.height },
    ...(hasSupply ? [round('supply', 8)] : []),
    ...(hasStrip ? [round('light', 8)] : []),
    ...(servos > 0 ? [round(servos === 1 ? 'servo' : 'servos', 12)] : []),
  ];
}

export function boxBack(parts: BoxParts, options: TableOptions): Picture {
  const { plateMm } = options;
  const x = 9;
  const backY = 7;
  const wiresY = backY + BOX.height + 14;
  const holes = openings(parts);
  const xs = [BOX.width - PLUG.at, ...inRow(holes.length - 1, 30, 110)];
  return sheetOf(
    'Box, sheet 2: back, and how the buttons are wired',
    ['Seen from outside. Put a rubber ring or a knot where a cable comes out: visitors pull.'],
    {
      height: wiresY + wiringHeight(parts.buttons),
      parts: [
        named('back', x + BOX.width / 2, backY - 3),
        cut(moved(outline(FRONT, plateMm), x, backY)),
        ...holes.flatMap(({ words, width, height }, i) => {
          const middle = x + xs[i]!;
          const y = backY + BOX.height - plateMm - PLUG_ABOVE_FLOOR;
          return [
            i === 0
              ? cutBox(middle - width / 2, y - height / 2, width, height, 1)
              : cutDisc(middle, y, width),
            small(i === 0 ? `${words}, ${width} × ${height}` : `${words}, Ø ${width}`, middle, y - 11),
          ];
        }),
        `<g transform="translate(0 ${wiresY})">`,
        ...buttonWiring(parts.buttons),
        '</g>',
      ],
    },
  );
}

export function boxRest(options: TableOptions): Picture {
  const { plateMm } = options;
  const inside = { width: BOX.width - 2 * plateMm - 1, depth: BOX.depth - 2 * plateMm - 1 };
  const sideY = 7;
  const floorY = sideY + BOX.height + 14;
  const x = 9;
  const [unoX, unoY] = [x + PLUG.at - plateMm - 0.5 - UNO.plug, floorY + PLUG.behind];
  const corners = [
    [BLOCK / 2 + 1, BLOCK / 2 + 1],
    [inside.width - BLOCK / 2 - 1, BLOCK / 2 + 1],
    [BLOCK / 2 + 1, inside.depth - BLOCK / 2 - 1],
    [inside.width - BLOCK / 2 - 1, inside.depth - BLOCK / 2 - 1],
  ] as const;
  const sideX = x + BOX.depth + 14;
  return sheetOf(
    'Box, sheet 3: sides and floor',
    [
      `Glue lid and walls. Glue the blocks, two on each other, into the lower corners, ${plateMm} mm above the edge,`,
      'and screw the floor to them from below, with screws of 3 × 10 mm. Four rubber feet below it.',
    ],
    {
      height: floorY + inside.depth + 8,
      parts: [
        named('side, 2 ×', x + BOX.depth / 2, sideY - 3),
        cut(moved(outline(SIDE, plateMm), x, sideY)),
        named('block, 8 ×', sideX + BLOCK / 2 + 8, sideY - 3),
        cutBox(sideX, sideY, BLOCK, BLOCK),
        cutDisc(sideX + BLOCK / 2, sideY + BLOCK / 2, SCREW - 0.7),
        small(`${BLOCK} × ${BLOCK}`, sideX + BLOCK / 2, sideY + BLOCK + 4),
        named(
          'floor from above, with an Uno on nuts of 5 mm; its back is at the top',
          x + inside.width / 2,
          floorY - 3,
        ),
        cutBox(x, floorY, inside.width, inside.depth),
        ...corners.map(([cx, cy]) => cutDisc(x + cx, floorY + cy, SCREW)),
        mark(
          [
            ...[unoX, unoY, unoX + UNO.width, unoY, unoX + UNO.width, unoY + UNO.depth],
            ...[unoX, unoY + UNO.depth, unoX, unoY],
          ],
          [2, 1],
        ),
        ...UNO.holes.map(([hx, hy]) => cutDisc(unoX + hx, unoY + hy, SCREW)),
        small('USB', unoX + UNO.plug, unoY + 4),
        mark([unoX + UNO.plug, floorY, unoX + UNO.plug, unoY]),
        small('A Nano sits in its breadboard: glue that.', unoX + UNO.width / 2, unoY + UNO.depth + 5),
        small(`screws Ø ${SCREW}`, x + inside.width - 24, floorY + 10),
        ...across(x, x + inside.width, floorY + inside.depth + 5, `${inside.width}`),
      ],
    },
  );
}
