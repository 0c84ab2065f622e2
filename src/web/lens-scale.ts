/** The time lens in steps of 1-2-5, and in words. Pure. */
import { LENS_FASTEST, LENS_SLOWEST, MS_PER_S } from '../units.js';
import { shortNumber } from './words.js';

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

/** `real time`, `500 ×`. */
export function lensFigure(lens: number): string {
  return lens <= LENS_FASTEST ? 'real time' : `${shortNumber(lens)} ×`;
}

/** `real time`, `500 × slower than life`. */
export function slowerWords(lens: number): string {
  return lens <= LENS_FASTEST ? 'real time' : `${shortNumber(lens)} × slower than life`;
}

/** `10 ms take 5 s`: of the axon, and of the room. */
export function exampleWords(lens: number): string {
  const roomMs = EXAMPLE_MS * lens;
  const room = roomMs < MS_PER_S ? `${shortNumber(roomMs)} ms` : `${shortNumber(roomMs / MS_PER_S)} s`;
  return `${EXAMPLE_MS} ms take ${room}`;
}
