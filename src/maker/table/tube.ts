/** The tube: what carries the strip in it, what closes it, and what it stands in. Pure. */
import { disc, type Picture, text } from '../svg.js';
import {
  across,
  cut,
  cutBox,
  cutDisc,
  MARK,
  mark,
  named,
  PAGE,
  sheetOf,
  small,
  type TableOptions,
  upright,
} from './cut.js';

export interface TubeParts {
  readonly ledCount: number;
  readonly perMetre: number;
}

/** [mm] */
const WALL = 2;
const PLAY = 0.4;
/** The strip, 10 or 12 mm wide, lies on it. */
export const CARRIER = 14;
/** The tube sags and is leaned on: a stand at least each so far. */
const STANDS_APART = 500;
const STAND = { width: 80, below: 25, tenon: 40 } as const;
const BASE = { width: 80, depth: 60, screw: 4.5 } as const;
const CABLE = 8;
/** Height of an LED on its strip. */
const LED = 1.8;

export const pitchOf = ({ perMetre }: TubeParts) => 1000 / perMetre;
/** The strip with half a step at each end, so that its ends can be soldered [mm]. */
export const tubeLengthOf = (parts: TubeParts) => Math.ceil((parts.ledCount + 1) * pitchOf(parts));
export const standsOf = (lengthMm: number) => 1 + Math.max(1, Math.ceil((lengthMm - 60) / STANDS_APART));
/** Height of what the tube stands in, with its base [mm]. */
export const standHeightOf = ({ tubeMm, plateMm }: TableOptions) => STAND.below + tubeMm + 8 + plateMm;

/** How many LEDs lie on each piece of the carrier. */
export function carrierPieces(parts: TubeParts): number[] {
  const most = Math.max(1, Math.floor((PAGE.width - 2) / pitchOf(parts)));
  const count = Math.ceil(parts.ledCount / most);
  const even = Math.ceil(parts.ledCount / count);
  return Array.from({ length: count }, (_, i) => Math.min(even, parts.ledCount - i * even)).filter(
    (leds) => leds > 0,
  );
}

const innerOf = ({ tubeMm }: TableOptions) => tubeMm - 2 * WALL;

/** Lower edge of the slot in a rib, below its middle: the disc is 3 mm wider there on either side [mm]. */
function slotBelow(options: TableOptions): number {
  const radius = (innerOf(options) - PLAY) / 2;
  return Math.sqrt(radius ** 2 - ((CARRIER + PLAY) / 2 + 3) ** 2);
}

/** How far the LEDs are behind the wall that one looks at [mm]. */
export function behindWallMm(options: TableOptions): number {
  return innerOf(options) / 2 + slotBelow(options) - options.plateMm - LED;
}

/**
 * How much brighter than the middle the light on the wall is over an LED, and darker between two, as a share: that of
 * small flat lights, which send less to the side. The first harmonic of the sum of 1 / (1 + (x / d)²)².
 */
export function rippleOf(behindMm: number, pitchMm: number): number {
  const k = (2 * Math.PI * behindMm) / pitchMm;
  return 2 * (1 + k) * Math.exp(-k);
}

function lookWords(parts: TubeParts, options: TableOptions): string {
  const behind = behindWallMm(options);
  const ripple = rippleOf(behind, pitchOf(parts));
  const look =
    ripple < 0.1
      ? 'the light is even'
      : ripple < 0.5
        ? 'each LED is a soft spot'
        : 'each LED is a bright dot';
  return `The LEDs are ${behind.toFixed(0)} mm behind the wall and ${pitchOf(parts).toFixed(1)} mm apart: ${look}.`;
}

/** Stands, bases and caps. */
export function tubeStands(parts: TubeParts, options: TableOptions): Picture {
  const { tubeMm, plateMm } = options;
  const length = tubeLengthOf(parts);
  const stands = standsOf(length);
  const hole = tubeMm + PLAY;
  const height = STAND.below + tubeMm + 8;
  const width = Math.max(STAND.width, tubeMm + 24);
  const middle = 12 + width / 2;
  const [left, right] = [middle - width / 2, middle + width / 2];
  const tenon = [middle - STAND.tenon / 2, middle + STAND.tenon / 2] as const;
  const baseX = right + 13;
  const baseMiddle = baseX + BASE.width / 2;
  const slotY = (BASE.depth - plateMm) / 2;
  const capsY = Math.max(height + plateMm, BASE.depth) + 22;
  const inner = tubeMm - 2 * WALL - PLAY;
  const [outerX, innerX] = [12 + tubeMm / 2, 12 + tubeMm + 14 + inner / 2];
  return sheetOf(
    `Tube, sheet 1: stands and caps`,
    [
      `Opal acrylic tube, ${tubeMm} mm outside, ${tubeMm - 2 * WALL} inside, ${length} mm long: saw it, and take the edge off.`,
      `Stands ${stands} ×: one near each end, the others between, ${STANDS_APART} mm apart at most. Glue them into their bases, and screw these to the table.`,
      `Glue an inner cap on each outer one. The cable goes through one hole of ${CABLE} mm, warm air through the other.`,
      'No tube? Roll drafting paper round the ribs of sheet 2, twice, and glue it along its edge.',
    ],
    {
      height: capsY + tubeMm + 8,
      parts: [
        named(`stand, ${stands} ×`, middle, -2 + 4),
        cut([
          ...[left, 6, right, 6, right, 6 + height, tenon[1], 6 + height, tenon[1], 6 + height + plateMm],
          ...[tenon[0], 6 + height + plateMm, tenon[0], 6 + height, left, 6 + height],
        ]),
        cutDisc(middle, 6 + 8 + tubeMm / 2, hole),
        small(`Ø ${hole.toFixed(1)}`, middle, 6 + 9 + tubeMm / 2),
        ...upright(left - 3, 6, 6 + height, `${height}`),
        named(`base, ${stands} ×`, baseMiddle, 2),
        cutBox(baseX, 6, BASE.width, BASE.depth, 3),
        cutBox(baseMiddle - STAND.tenon / 2, 6 + slotY, STAND.tenon, plateMm),
        ...[-1, 1].map((side) =>
          cutDisc(baseMiddle + side * (BASE.width / 2 - 8), 6 + BASE.depth / 2, BASE.screw),
        ),
        small(`slot ${STAND.tenon} × ${plateMm}, screws Ø ${BASE.screw}`, baseMiddle, 6 + BASE.depth - 8),
        ...across(baseX, baseX + BASE.width, 6 + BASE.depth + 5, `${BASE.width}`),
        named('cap, outside, 2 ×', outerX, capsY - 3),
        cutDisc(outerX, capsY + tubeMm / 2, tubeMm),
        cutDisc(outerX, capsY + tubeMm / 2, CABLE),
        named('inside, 2 ×', innerX, capsY - 3),
        cutDisc(innerX, capsY + tubeMm / 2, inner),
        cutDisc(innerX, capsY + tubeMm / 2, CABLE),
      ],
    },
  );
}

const ROW = CARRIER + 9;

/** Ribs and the carrier of the strip, on as many sheets as it takes. */
export function tubeInside(parts: TubeParts, options: TableOptions): Picture[] {
  const inner = innerOf(options) - PLAY;
  const pieces = carrierPieces(parts);
  const pitch = pitchOf(parts);
  const firstLed = pieces.map((_, piece) => pieces.slice(0, piece).reduce((sum, leds) => sum + leds, 0));
  const sheets: Picture[] = [];
  for (let piece = 0; piece < pieces.length; ) {
    const isFirst = sheets.length === 0;
    const rowsY = isFirst ? inner + 20 : 4;
    const rows = Math.floor((PAGE.height - 34 - rowsY) / ROW);
    const here = pieces.slice(piece, piece + rows);
    const drawn = here.flatMap((leds, row) =>
      carrier(firstLed[piece + row]!, leds, rowsY + row * ROW, pitch),
    );
    sheets.push(
      sheetOf(
        `Tube, sheet ${sheets.length + 2}: what carries the strip`,
        isFirst ? insideNotes(parts, options, pieces.length) : [],
        {
          height: rowsY + here.length * ROW,
          parts: isFirst ? [...rib(options, pieces.length + 1), ...drawn] : drawn,
        },
      ),
    );
    piece += here.length;
  }
  return sheets;
}

function insideNotes(parts: TubeParts, options: TableOptions, pieces: number): string[] {
  const where = pieces === 1 ? 'one at each end' : 'one at each end and one at each joint';
  const lengthMm = Math.round(parts.ledCount * pitchOf(parts));
  return [
    lookWords(parts, options),
    `Ribs ${pieces + 1} ×, ${where}: push the carrier through their slots, glue the strip on it, and slide all of it into the tube.`,
    `Instead of the pieces: battens ${CARRIER} × ${options.plateMm} mm, ${lengthMm} mm in all, with a rib at least every 200 mm.`,
  ];
}

function rib(options: TableOptions, count: number): string[] {
  const inner = innerOf(options) - PLAY;
  const x = 12 + inner / 2;
  const y = 6 + inner / 2;
  const slot = { width: CARRIER + PLAY, height: options.plateMm + PLAY / 2 };
  return [
    named(`rib, ${count} ×`, x, 2),
    cutDisc(x, y, inner),
    cutBox(x - slot.width / 2, y + slotBelow(options) - slot.height, slot.width, slot.height),
    cutDisc(x, y - inner / 4, CABLE),
    small(`Ø ${inner.toFixed(1)}`, x + inner / 2 + 3, y, 'start'),
    small(
      `slot ${slot.width.toFixed(1)} × ${slot.height.toFixed(1)}; cables through the hole`,
      x + inner / 2 + 3,
      y + 4,
      'start',
    ),
  ];
}

function carrier(first: number, leds: number, y: number, pitch: number): string[] {
  const width = leds * pitch;
  const every = [1, 2, 5, 10, 20].find((step) => step * pitch >= 9) ?? 50;
  return [
    cutBox(1, y, width, CARRIER),
    ...Array.from({ length: leds }, (_, i) => {
      const x = 1 + (i + 0.5) * pitch;
      const isFigure = (first + i) % every === 0;
      return [
        mark([x, y + CARRIER - 3.5, x, y + CARRIER]),
        ...(isFigure
          ? [text(String(first + i), x, y + CARRIER - 4.6, { size: 2.6, anchor: 'middle', colour: MARK })]
          : []),
      ];
    }).flat(),
    // The way of the data.
    mark([4, y + 3.2, 16, y + 3.2]),
    mark([13.5, y + 1.8, 16, y + 3.2, 13.5, y + 4.6]),
    disc(4, y + 3.2, 0.7, MARK),
    small(`LEDs ${first} to ${first + leds - 1}`, 19, y + 4.1, 'start'),
  ];
}
