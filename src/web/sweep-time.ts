/** The time since a press, which a person reads instead of the time since the start. Pure. */
import type { PressMark } from '../controller/contract.js';

/** What of a picture says when it is. */
export interface Moment {
  /** Its number on the tape. */
  readonly picture: number;
  /** Time of the axon [ms]. */
  readonly modelMs: number;
}

/** How long after the first press of its sweep a picture is [ms of axon]; undefined before the first press. */
export function sweepMs(presses: readonly PressMark[], { picture, modelMs }: Moment): number | undefined {
  const latest = presses.findLast((press) => press.picture <= picture && press.atMs <= modelMs);
  if (!latest) return undefined;
  const first = presses.find(({ sweep, run }) => sweep === latest.sweep && run === latest.run);
  return first && modelMs - first.atMs;
}
