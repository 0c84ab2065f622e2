/** The time lens in steps of 1-2-5, and in words. Pure. */
import { LENS_FASTEST, LENS_SLOWEST } from '../units.js';
import { say } from './words/say.js';
import { roomWords, shortNumber } from './words.js';

/** Round lenses, fastest first [ms of room per ms of axon]. */
const ROUND_LENSES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** What the list of lenses says that something takes [ms of axon]. */
const EXAMPLE_MS = 10;

/** The next round lens that is slower (`direction` 1) or faster (−1) than the present one. */
export function nextRoundLens(roomMsPerAxonMs: number, direction: 1 | -1): number {
  if (direction === 1) return ROUND_LENSES.find((lens) => lens > roomMsPerAxonMs) ?? LENS_SLOWEST;
  return ROUND_LENSES.findLast((lens) => lens < roomMsPerAxonMs) ?? LENS_FASTEST;
}

/** The next round lens, but first the fastest; from there on the rig says why not. */
export function nextLens(lens: number, fastestLens: number, direction: 1 | -1): number {
  const next = nextRoundLens(lens, direction);
  return next < fastestLens && lens > fastestLens ? fastestLens : next;
}

/** Those that a rig can be asked for, its fastest first. */
export function lensesFrom(fastestLens: number): number[] {
  const slower = ROUND_LENSES.filter((lens) => lens > fastestLens);
  return [fastestLens, ...slower];
}

/** `real time`, `500 × slower than life`. */
export function slowerWords(lens: number): string {
  if (lens <= LENS_FASTEST) return say('transport.realTime');
  return say('transport.slowerThanLife', { times: shortNumber(lens) });
}

/** `10 ms take 5 s`: of the axon, and of the room. */
export function exampleWords(lens: number): string {
  return say('transport.example', { axonMs: EXAMPLE_MS, room: roomWords(EXAMPLE_MS * lens) });
}
