/** Which command shows a moment of a sweep. Pure. */
import type { PageCommand } from '../server/messages.js';
import type { Sweep } from './sweep.js';

/** Pictures that a rig shows in a millisecond of the room. */
const PICTURES_A_MS = 60 / 1000;

/**
 * By the number of its picture where that is known, else by the time of the axon; of a sweep before a reset, whose
 * times come again, by where the picture should be.
 * @param ms after the press, @param isPresent its run of the axon's time is the present one
 */
export function seekTo(
  { pictures, samples, spanMs, atMs, first }: Sweep,
  ms: number,
  { lens, isPresent }: { readonly lens: number; readonly isPresent: boolean },
): PageCommand {
  const lastMs = samples.count > 0 ? Math.min(spanMs, samples.latestMs) : spanMs;
  const wantedMs = Math.max(0, Math.min(lastMs, ms));
  // The picture before the press belongs to the sweep before.
  if (wantedMs === 0) return { do: 'seek', picture: Math.max(1, first.picture) };
  if (!pictures.covers(wantedMs) && isPresent) return { do: 'seek', axonMs: atMs + wantedMs };
  const picture = pictures.pictureAt(wantedMs, lens * PICTURES_A_MS) ?? first.picture;
  return { do: 'seek', picture: Math.max(1, first.picture, picture) };
}
