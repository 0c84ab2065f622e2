/** What the voltmeters are mounted on: a plate with the face, and behind it one that holds the servo. Pure. */
import type { Picture } from '../svg.js';
import {
  across,
  cut,
  cutBox,
  cutDisc,
  mark,
  markBox,
  named,
  sheetOf,
  small,
  type TableOptions,
  upright,
} from './cut.js';

/** A face as it is drawn by `dialFace` [mm]. */
export interface FaceSize {
  readonly width: number;
  readonly height: number;
  /** The axis of the needle, from the upper left corner. */
  readonly pivot: { readonly x: number; readonly y: number };
}

const EDGE = 5;
/** The bump of the servo's gear comes through. */
const AXIS = 13;
/** A servo of the SG90 class: its body, the holes of its ears, and where its axis is. */
const SERVO = { width: 12.6, length: 23.2, holesApart: 27.8, hole: 2, axisFromEnd: 6.2 } as const;
const HOLDER = { width: 40, height: 42, hole: 3.2 } as const;
const TENON = 30;
const BASE = { depth: 80, screw: 4.5 } as const;
const GUSSET = 55;

export const mountHeightOf = ({ height }: FaceSize, { plateMm }: TableOptions) => height + 2 * EDGE + plateMm;

/** The plate that stands upright. */
export function mountPlate(face: FaceSize, needles: number, { plateMm }: TableOptions): Picture {
  const width = face.width + 2 * EDGE;
  const height = face.height + 2 * EDGE;
  const [x, y] = [10, 7];
  const axis = { x: x + EDGE + face.pivot.x, y: y + EDGE + face.pivot.y };
  // The holder's holes, about the middle of the servo.
  const middleY = axis.y - SERVO.axisFromEnd + SERVO.length / 2;
  const tenons = [0.25, 0.75].map((share) => x + share * width);
  return sheetOf(
    `Needles, sheet 1: plate, ${needles} ×`,
    [
      'The servo sits in the holder of sheet 2 behind the plate, on four countersunk screws M3 × 20: turn their nuts until its gear just comes through.',
      'Then glue the printed face (axon-rig dial) over the screws into the marked frame, its axis on the hole.',
    ],
    {
      height: y + height + plateMm + 9,
      parts: [
        named(`plate, ${needles} ×`, x + width / 2, y - 3),
        cut([
          ...[x, y, x + width, y, x + width, y + height],
          ...[...tenons]
            .reverse()
            .flatMap((at) => [
              ...[at + TENON / 2, y + height, at + TENON / 2, y + height + plateMm],
              ...[at - TENON / 2, y + height + plateMm, at - TENON / 2, y + height],
            ]),
          ...[x, y + height],
        ]),
        markBox(x + EDGE, y + EDGE, face.width, face.height),
        cutDisc(axis.x, axis.y, AXIS),
        small(`Ø ${AXIS}`, axis.x, axis.y + 1),
        ...holderHoles(axis.x, middleY),
        mark(
          [
            axis.x - SERVO.width / 2,
            axis.y - SERVO.axisFromEnd,
            axis.x + SERVO.width / 2,
            axis.y - SERVO.axisFromEnd,
          ],
          [1.5, 1],
        ),
        ...upright(x - 3, y, y + height, `${height.toFixed(0)}`),
        ...across(x, x + width, y + height + plateMm + 6, `${width}`),
      ],
    },
  );
}

function holderHoles(x: number, middleY: number): string[] {
  return [-1, 1].flatMap((sideX) =>
    [-1, 1].map((sideY) =>
      cutDisc(x + sideX * (HOLDER.width / 2 - 5), middleY + sideY * (HOLDER.height / 2 - 5), HOLDER.hole),
    ),
  );
}

/** Holder, base and gussets. */
export function mountRest(face: FaceSize, needles: number, { plateMm }: TableOptions): Picture {
  const width = face.width + 2 * EDGE;
  const [x, y] = [10, 7];
  const servoX = x + HOLDER.width / 2 - SERVO.width / 2;
  const servoY = y + HOLDER.height / 2 - SERVO.length / 2;
  const gussetX = x + HOLDER.width + 20;
  const baseY = y + GUSSET + 18;
  const slotY = baseY + 12;
  return sheetOf(
    'Needles, sheet 2: holder, gussets, base',
    [
      'Measure your servo first: small ones differ by some tenths of a millimetre.',
      'Glue the plate into its base, a gusset behind it near each end, and screw the base to the table.',
    ],
    {
      height: baseY + BASE.depth + 8,
      parts: [
        named(`holder, ${needles} ×`, x + HOLDER.width / 2, y - 3),
        cutBox(x, y, HOLDER.width, HOLDER.height, 2),
        cutBox(servoX, servoY, SERVO.width, SERVO.length),
        ...[-1, 1].map((side) =>
          cutDisc(x + HOLDER.width / 2, y + HOLDER.height / 2 + (side * SERVO.holesApart) / 2, SERVO.hole),
        ),
        ...holderHoles(x + HOLDER.width / 2, y + HOLDER.height / 2),
        small(`${SERVO.width} × ${SERVO.length}`, x + HOLDER.width / 2, y + HOLDER.height + 4),
        mark([servoX - 3, servoY + SERVO.axisFromEnd, servoX + SERVO.width + 3, servoY + SERVO.axisFromEnd]),
        small('axis', servoX + SERVO.width + 3.6, servoY + SERVO.axisFromEnd + 0.9, 'start'),
        named(`gusset, ${2 * needles} ×`, gussetX + GUSSET / 2, y - 3),
        cut([gussetX, y, gussetX, y + GUSSET, gussetX + GUSSET, y + GUSSET]),
        small(`${GUSSET} × ${GUSSET}`, gussetX + 18, y + GUSSET - 5),
        named(`base, ${needles} ×`, x + width / 2, baseY - 3),
        cutBox(x, baseY, width, BASE.depth, 4),
        ...[0.25, 0.75].map((share) => cutBox(x + share * width - TENON / 2, slotY, TENON, plateMm)),
        small('front', x + width / 2, baseY + 7),
        ...[-1, 1].map((side) =>
          cutDisc(x + width / 2 + side * (width / 2 - 10), baseY + BASE.depth - 10, BASE.screw),
        ),
        small(`slots ${TENON} × ${plateMm}, screws Ø ${BASE.screw}`, x + width / 2, baseY + BASE.depth - 10),
        ...across(x, x + width, baseY + BASE.depth + 5, `${width}`),
      ],
    },
  );
}
