/**
 * The code that gives control to a page of another computer. It is short enough to be read across a room and typed on
 * a phone; guessing is held back by how often it may be tried. Pure: the caller brings chance and time.
 */
import { type Bucket, createBucket } from './rate.js';

/** No letter that looks like a digit or like another letter, and no vowel, so that no word comes of them. */
export const CODE_LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 5;
/** Wrong codes of one who tries: so many at once, and one more in so long [ms]. */
export const TRIES_AT_ONCE = 5;
export const NEXT_TRY_MS = 20_000;
/** The same of all together, at the rig's own computer and elsewhere: to find one of 17 million takes a year and more, on average. */
export const ALL_TRIES_AT_ONCE = 20;
export const NEXT_OF_ALL_MS = 5000;
/** For each wrong code, up to so many, who tries leaves so many of the common tries to those who have tried less. */
export const MOST_COUNTED = 4;
export const LEFT_FOR_EACH = 3;
/** So many of those who try are remembered; the one that was silent longest is forgotten first. */
export const MOST_REMEMBERED = 1000;

/** @param below a random whole number from 0 to less than its argument. */
export function makeCode(below: (limit: number) => number): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[below(CODE_LETTERS.length)]).join('');
}

export type CodeAnswer = 'right' | 'wrong' | 'too-often';

/**
 * Who tries: at the rig's own computer a page, elsewhere an address. What is tried elsewhere keeps nobody from trying at
 * the rig itself, nor the other way round.
 */
export interface CodeFrom {
  readonly where: 'here' | 'there';
  readonly who: string;
}

export interface CodeCheck {
  /** A code that was typed. Where it was tried too often, nobody looks whether it is right. A right one costs nothing. */
  try(typed: string, from: CodeFrom, nowMs: number): CodeAnswer;
}

interface Tries {
  readonly own: Bucket;
  /** How many codes of theirs were wrong, and the last one. */
  wrong: number;
  last: string;
}

/** As it was meant: capitals or not, with spaces or a dash in it. */
const meant = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase();

export function createCodeCheck(code: string, startMs: number): CodeCheck {
  const desks = { here: createDesk(code, startMs), there: createDesk(code, startMs) };
  return { try: (typed, { where, who }, nowMs) => desks[where](meant(typed), who, nowMs) };
}

function createDesk(
  code: string,
  startMs: number,
): (typed: string, who: string, nowMs: number) => CodeAnswer {
  const all = createBucket(1000 / NEXT_OF_ALL_MS, ALL_TRIES_AT_ONCE, startMs);
  /** By who tries, the one that tried last at the end. */
  const known = new Map<string, Tries>();

  function remember(who: string, tries: Tries): void {
    known.delete(who);
    known.set(who, tries);
    if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value!);
  }

  return (typed, who, nowMs) => {
    const tries = known.get(who) ?? {
      own: createBucket(1000 / NEXT_TRY_MS, TRIES_AT_ONCE, nowMs),
      wrong: 0,
      last: '',
    };
    // A key that is stuck says it again and again, and learns nothing.
    if (typed === tries.last) return 'wrong';
    if (!tries.own.take(nowMs)) return 'too-often';
    if (!all.take(nowMs, 1, LEFT_FOR_EACH * Math.min(tries.wrong, MOST_COUNTED))) {
      tries.own.giveBack();
      return 'too-often';
    }
    if (typed === code) {
      all.giveBack();
      known.delete(who);
      return 'right';
    }
    tries.wrong++;
    tries.last = typed;
    remember(who, tries);
    return 'wrong';
  };
}
