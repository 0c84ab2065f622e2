/** Where presses are on the line of the last minute. Pure. */
import type { PressMark } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { MS_PER_S } from '../units.js';
import { failureWords } from './sweep-figures.js';
import { fixedFigure, say } from './words/say.js';

export const MINUTE_MS = 60_000;
/** Room time from picture to picture; a tape leaves pauses out [ms]. */
const PICTURE_MS = MS_PER_S / 60;

export interface MinuteMark {
  readonly press: number;
  readonly sweep: number;
  /** The first picture that shows it. */
  readonly picture: number;
  /** So long ago on the tape [ms of room]. */
  readonly backMs: number;
  /** Nothing came of it. */
  readonly failed: boolean;
}

/** The marks of presses that the tape may still have. */
export function marksOf(presses: readonly PressMark[], newestPicture: number): MinuteMark[] {
  return presses
    .map(({ press, sweep, picture, outcome }) => ({
      press,
      sweep,
      picture,
      backMs: Math.max(0, (newestPicture - picture) * PICTURE_MS),
      failed: failureWords(outcome) !== undefined,
    }))
    .filter(({ backMs }) => backMs <= MINUTE_MS);
}

/** How long ago what is shown was [ms of the tape]; 0 for the present. */
export function backOf(look: PageState['look']): number {
  return look.kind === 'live' ? 0 : Math.max(0, look.to.tapeMs - look.tapeMs);
}

/** The mark nearest to a time ago, no further from it than `within`. */
export function markNear(
  marks: readonly MinuteMark[],
  backMs: number,
  within: number,
): MinuteMark | undefined {
  let nearest: MinuteMark | undefined;
  for (const mark of marks) {
    const off = Math.abs(mark.backMs - backMs);
    if (off <= within && (!nearest || off < Math.abs(nearest.backMs - backMs))) nearest = mark;
  }
  return nearest;
}

/** The press before or after a picture. */
export function nextMark(marks: readonly MinuteMark[], picture: number, by: 1 | -1): MinuteMark | undefined {
  return by > 0
    ? marks.find((mark) => mark.picture > picture)
    : marks.findLast((mark) => mark.picture < picture);
}

/** `3.2 s ago, 2 presses since then`, `now` */
export function agoWords(backMs: number, marks: readonly MinuteMark[]): string {
  if (backMs <= 0) return say('graph.now');
  const since = marks.filter((mark) => mark.backMs < backMs).length;
  const seconds = fixedFigure(backMs / MS_PER_S, 1);
  return since === 0 ? say('sweeps.ago', { seconds }) : say('sweeps.agoWith', { seconds, count: since });
}
