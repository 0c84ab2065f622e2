/**
 * The face of a voltmeter in real millimetres. Its scale is where this very needle will stand: from the pulse of each
 * level, by what a servo turns for a pulse. Glued on with its middle at the servo's axis, and the needle pushed on so
 * that it points straight up at the middle pulse. Pure.
 */
import { MID_LEVEL, needlePulseUs } from '../display/light.js';
import type { Needle } from '../rig/index.js';
import {
  LEVEL_BASE_MV,
  LEVEL_MAX,
  levelOfMv,
  METERS,
  type MeterName,
  mvOfLevel,
  US_PER_MS,
} from '../units.js';
import { box, disc, INK, line, type Picture, SOFT, shape, short, text } from './svg.js';

/** The pulse at which a servo stands in its middle [µs]. */
export const MIDDLE_US = 1500;
/** What most small servos turn for a millisecond of pulse [degrees]. */
export const USUAL_TURN_DEG = 90;

/** What the scale has a longer line and a word for [mV]. */
export interface DialMark {
  readonly mv: number;
  readonly words: string;
}

export interface DialOptions {
  /** What this servo turns for a millisecond of pulse [degrees]. */
  readonly turnDegPerMs: number;
  /** Such as the rest of the axon. */
  readonly marks: readonly DialMark[];
}

/**
 * Where a needle stands at a potential [degrees from upright, clockwise]. The low end of the scale is on the left,
 * whichever way the servo turns. A needle with a middle of its own was led there by eye: it is upright, and half of its
 * turn lies on either side.
 */
export function dialAngleDeg(needle: Needle, potentialMv: number, turnDegPerMs: number): number {
  if (needle.midUs !== undefined) {
    const half = (Math.abs(needle.highUs - needle.lowUs) * turnDegPerMs) / US_PER_MS / 2;
    const fromMid = levelOfMv(potentialMv) - MID_LEVEL;
    return (half * fromMid) / (fromMid < 0 ? MID_LEVEL : LEVEL_MAX - MID_LEVEL);
  }
  const clockwise = needle.highUs >= needle.lowUs ? 1 : -1;
  const pulseUs = needlePulseUs(needle, levelOfMv(potentialMv));
  return (clockwise * (pulseUs - MIDDLE_US) * turnDegPerMs) / US_PER_MS;
}

/** [mm] */
export const FACE_WIDTH = 150;
export const FACE_PIVOT = { x: FACE_WIDTH / 2, y: 80 };
const ARC = 60;
const FROM_ARC = { small: 2.5, large: 4.5, mark: 7 } as const;
const LABELS_OFF = 9.8;
/** Least that two figures stand apart along their circle [mm]. */
const APART = 10;

const HIGHEST_MV = Math.floor(mvOfLevel(LEVEL_MAX));

/** Every 5 mV that the scale has. */
const FIVES: readonly number[] = Array.from(
  { length: Math.floor(HIGHEST_MV / 5) - Math.ceil(LEVEL_BASE_MV / 5) + 1 },
  (_, i) => 5 * (Math.ceil(LEVEL_BASE_MV / 5) + i),
);

export const signed = (mv: number) => (mv < 0 ? `−${-mv}` : mv > 0 ? `+${mv}` : '0');

/** The figures that have room beside each other: the marks first, then 0, then the tens. */
function figures(angleOf: (mv: number) => number, marks: readonly number[]): number[] {
  const tens = FIVES.filter((mv) => mv % 10 === 0);
  const byWeight = [...marks, 0, 40, ...tens.filter((mv) => mv % 20 === 0), ...tens];
  const radius = ARC + LABELS_OFF;
  const kept: number[] = [];
  for (const mv of byWeight) {
    const near = (other: number) => (Math.abs(angleOf(mv) - angleOf(other)) * Math.PI * radius) / 180 < APART;
    if (!kept.some(near)) kept.push(mv);
  }
  return kept.sort((a, b) => a - b);
}

const isOnScale = (mv: number) => mv >= LEVEL_BASE_MV && mv <= HIGHEST_MV;

export function dialFace(name: MeterName, needle: Needle, { turnDegPerMs, marks }: DialOptions): Picture {
  const angleOf = (mv: number) => dialAngleDeg(needle, mv, turnDegPerMs);
  const at = (deg: number, radius: number) => {
    const angle = (deg * Math.PI) / 180;
    return [FACE_PIVOT.x + radius * Math.sin(angle), FACE_PIVOT.y - radius * Math.cos(angle)] as const;
  };
  const ray = (deg: number, from: number, to: number, width: number, colour = INK) =>
    line([...at(deg, from), ...at(deg, to)], { width, colour });
  const own = marks.filter(({ mv }) => isOnScale(mv));
  const low = angleOf(LEVEL_BASE_MV);
  const high = angleOf(HIGHEST_MV);
  const steep = Math.max(Math.abs(low), Math.abs(high));
  const below = Math.max(14, -(ARC + 14) * Math.cos((steep * Math.PI) / 180));
  const height = FACE_PIVOT.y + below + 12;
  return {
    width: FACE_WIDTH,
    height,
    parts: [
      box(0.2, 0.2, FACE_WIDTH - 0.4, height - 0.4, { width: 0.2 }),
      arcOf(at, low, high),
      ...FIVES.map((mv) =>
        ray(
          angleOf(mv),
          ARC,
          ARC + (mv % 10 === 0 ? FROM_ARC.large : FROM_ARC.small),
          mv % 10 === 0 ? 0.5 : 0.3,
        ),
      ),
      ...own.map(({ mv }) => ray(angleOf(mv), ARC - 3, ARC + FROM_ARC.mark, 0.9)),
      ...figures(
        angleOf,
        own.map(({ mv }) => Math.round(mv)),
      ).map((mv) => {
        const [x, y] = at(angleOf(mv), ARC + LABELS_OFF);
        const isOwn = own.some((mark) => Math.round(mark.mv) === mv);
        return text(signed(mv), x, y + 1.4, {
          ...{ size: 4, bold: isOwn, anchor: 'middle', turnDeg: angleOf(mv) },
        });
      }),
      ...markWords(own, angleOf, at),
      text('mV', FACE_PIVOT.x, FACE_PIVOT.y - 35, { size: 6, anchor: 'middle' }),
      ...nameOf(name),
      ...servo(),
      ...ruler(height, needle.midUs ?? MIDDLE_US),
    ],
  };
}

function arcOf(
  at: (deg: number, radius: number) => readonly [number, number],
  low: number,
  high: number,
): string {
  const [x1, y1] = at(low, ARC);
  const [x2, y2] = at(high, ARC);
  const large = high - low > 180 ? 1 : 0;
  const d = `M${short(x1)} ${short(y1)}A${ARC} ${ARC} 0 ${large} 1 ${short(x2)} ${short(y2)}`;
  return `<path d="${d}" fill="none" stroke="${INK}" stroke-width="0.6"/>`;
}

/** Inside the arc, and lower where the one before is near. */
function markWords(
  marks: readonly DialMark[],
  angleOf: (mv: number) => number,
  at: (deg: number, radius: number) => readonly [number, number],
): string[] {
  let lastDeg = Number.NEGATIVE_INFINITY;
  let radius = ARC - 7;
  return [...marks]
    .sort((a, b) => a.mv - b.mv)
    .map(({ mv, words }) => {
      const deg = angleOf(mv);
      radius = deg - lastDeg < 14 ? radius - 4.5 : ARC - 7;
      lastDeg = deg;
      const [x, y] = at(deg, radius);
      return text(words, x, y + 1, { size: 3, anchor: 'middle', turnDeg: deg });
    });
}

/** ● blue, ◆ yellow: told apart without colour, too. */
function nameOf(name: MeterName): string[] {
  const y = FACE_PIVOT.y - 26;
  const x = FACE_PIVOT.x - 20;
  const sign =
    name === METERS[0]
      ? disc(x, y - 1.4, 2, '#0a5fb4')
      : shape([x, y - 3.9, x + 2.5, y - 1.4, x, y + 1.1, x - 2.5, y - 1.4], '#8f6400');
  return [sign, text(`${name} voltmeter`, x + 4.5, y, { size: 4.4, bold: true })];
}

/** The hole for the axis, and behind the face, dashed, a servo of the SG90 kind, upright. */
function servo(): string[] {
  const { x, y } = FACE_PIVOT;
  const dashed = { colour: SOFT, width: 0.25, dashes: [1.5, 1] };
  return [
    box(x - 6.2, y - 6.2, 12.4, 23, { ...dashed, fill: 'none' }),
    disc(x, y, 3.2, '#ffffff', INK, 0.3),
    line([x - 5, y, x + 5, y], { width: 0.2 }),
    line([x, y - 5, x, y + 5], { width: 0.2 }),
    line([x, y - ARC + 16, x, y - ARC + 13], { width: 0.3, colour: SOFT }),
    text('cut out', x + 9, y + 1, { size: 2.6, colour: SOFT }),
    text('servo behind (SG90)', x + 9, y + 12, { size: 2.6, colour: SOFT }),
  ];
}

/** What shows whether it was printed in its own size. */
function ruler(height: number, uprightUs: number): string[] {
  const y = height - 6;
  return [
    line([8, y, 58, y], { width: 0.3 }),
    ...[8, 33, 58].map((x) => line([x, y - 1.2, x, y + 1.2], { width: 0.3 })),
    text('50 mm when printed at 100 %', 60, y + 1, { size: 2.6, colour: SOFT }),
    text(`Needle upright at ${uprightUs} µs`, FACE_WIDTH - 6, y + 1, {
      size: 2.6,
      colour: SOFT,
      anchor: 'end',
    }),
  ];
}
