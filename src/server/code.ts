/**
 * The code that gives control to a page of another computer. It is short enough to be read across a room and typed on
 * a phone; guessing is held back by how often it may be tried. Pure: the caller brings chance and time.
 */
import { type Bucket, createBucket } from './rate.js';

/** No letter that looks like a digit or like another letter, and no vowel, so that no word comes of them. */
export const CODE_LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 5;
/** Wrong codes from one address: so many at once, and one more in so long [ms]. */
export const TRIES_AT_ONCE = 5;
export const NEXT_TRY_MS = 20_000;
/** The same of all addresses together: to find one of 17 million takes a year and more, on average. */
export const ALL_TRIES_AT_ONCE = 20;
export const NEXT_OF_ALL_MS = 5000;
/** Addresses that are remembered; the one that was silent longest is forgotten first. */
export const MOST_ADDRESSES = 64;

/** @param below a random whole number from 0 to less than its argument. */
export function makeCode(below: (limit: number) => number): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[below(CODE_LETTERS.length)]).join('');
}

export type CodeAnswer = 'right' | 'wrong' | 'too-often';

export interface CodeCheck {
  /** A code that was typed at an address. Where it was tried too often, nobody looks whether it is right. */
  try(typed: string, address: string, nowMs: number): CodeAnswer;
}

/** As it was meant: capitals or not, with spaces or a dash in it. */
const meant = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase();

export function createCodeCheck(code: string, startMs: number): CodeCheck {
  const all = createBucket(1000 / NEXT_OF_ALL_MS, ALL_TRIES_AT_ONCE, startMs);
  /** By address, the one that tried last at the end. */
  const tries = new Map<string, Bucket>();

  function triesOf(address: string, nowMs: number): Bucket {
    const bucket = tries.get(address) ?? createBucket(1000 / NEXT_TRY_MS, TRIES_AT_ONCE, nowMs);
    tries.delete(address);
    tries.set(address, bucket);
    if (tries.size > MOST_ADDRESSES) tries.delete(tries.keys().next().value!);
    return bucket;
  }

  return {
    try(typed, address, nowMs) {
      if (!triesOf(address, nowMs).take(nowMs) || !all.take(nowMs)) return 'too-often';
      return meant(typed) === code ? 'right' : 'wrong';
    },
  };
}
