/** Finds the picture of a tape that is nearest to a moment. */
import type { Pictures } from './pictures.js';

/** Where somebody wants to look. */
export type Moment =
  | { readonly picture: number }
  /** Time of the axon, in the run of picture `near`; of the newest unless said. */
  | { readonly axonMs: number; readonly near?: number }
  /** Room time before the newest picture [ms]. */
  | { readonly backMs: number };

/** A time that somebody has computed from others has rounding of its own [ms]. */
const ROUNDING_MS = 1e-6;

/** @returns the number of a picture, or one sentence that says why there is none. */
export function findMoment<Key>(pictures: Pictures<Key>, moment: Moment): number | string {
  if (pictures.count === 0) return 'the tape holds nothing yet: let the axon run first';
  if ('picture' in moment) return findPicture(pictures, moment.picture);
  if ('backMs' in moment) return findBackMs(pictures, moment.backMs);
  if (moment.near === undefined) return findAxonMs(pictures, moment.axonMs, pictures.count - 1);
  const near = pictures.indexOf(moment.near);
  return near < 0 ? findPicture(pictures, moment.near) : findAxonMs(pictures, moment.axonMs, near);
}

function findPicture<Key>(pictures: Pictures<Key>, picture: number): number | string {
  if (pictures.indexOf(picture) >= 0) return picture;
  const [from, to] = [pictures.get(0, 'picture'), pictures.get(pictures.count - 1, 'picture')];
  return `the tape has no picture ${picture}: ask for one from ${from} to ${to}`;
}

function findBackMs<Key>(pictures: Pictures<Key>, backMs: number): number | string {
  const newestMs = pictures.get(pictures.count - 1, 'tapeMs');
  const oldestMs = pictures.get(0, 'tapeMs');
  if (!(backMs >= 0 && newestMs - backMs >= oldestMs))
    return `the tape holds the last ${((newestMs - oldestMs) / 1000).toFixed(1)} s: ask for a moment within`;
  return pictures.get(nearest(pictures, 'tapeMs', newestMs - backMs, 0, pictures.count), 'picture');
}

function findAxonMs<Key>(pictures: Pictures<Key>, axonMs: number, near: number): number | string {
  const run = pictures.get(near, 'run');
  const from = pictures.firstWhere((i) => pictures.get(i, 'run') >= run);
  const to = pictures.firstWhere((i) => pictures.get(i, 'run') > run);
  const fromMs = pictures.get(from, 'modelMs');
  const toMs = pictures.get(to - 1, 'modelMs');
  if (!(axonMs >= fromMs - ROUNDING_MS && axonMs <= toMs + ROUNDING_MS))
    return `the tape holds the axon's time from ${words(fromMs)} to ${words(toMs)} ms: ask for one within`;
  return pictures.get(nearest(pictures, 'modelMs', axonMs, from, to), 'picture');
}

/** Index of the picture, from `from` to before `to`, whose `column` is nearest to a value; the column does not fall. */
function nearest<Key>(
  pictures: Pictures<Key>,
  column: 'modelMs' | 'tapeMs',
  value: number,
  from: number,
  to: number,
): number {
  const after = pictures.firstWhere((i) => i >= from && (i >= to || pictures.get(i, column) >= value));
  if (after >= to) return to - 1;
  if (after === from) return from;
  const isBefore = value - pictures.get(after - 1, column) < pictures.get(after, column) - value;
  return isBefore ? after - 1 : after;
}

function words(ms: number): string {
  return String(Number(ms.toFixed(3)));
}
