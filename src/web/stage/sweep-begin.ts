/** Which sweep a picture belongs to, and where that began. Pure. */
import type { PageState } from '../../server/messages.js';
import type { SweepBegin } from './highest.js';

/**
 * @param presses the oldest first. @param picture that is shown.
 * @param floor the first picture after the last reset or load: what was pressed before does not count after it.
 */
export function sweepOf(
  presses: PageState['presses'],
  picture: number,
  floor: number,
): SweepBegin | undefined {
  const last = presses.findLast((press) => press.picture <= picture);
  if (!last || (picture >= floor && last.picture < floor)) return undefined;
  const first = presses.find(({ sweep, run }) => sweep === last.sweep && run === last.run)!;
  return { sweep: first.sweep, picture: first.picture };
}
