/**
 * What commands cost the rig that is asked, beside the hearing of them: some set up an axon, search, or compute many steps.
 * A page may ask for so much of that in a second, and all of them together for so much,
 * so that the light keeps its rhythm whatever they send, and no page takes all from the others.
 */
import type { PageCommand } from './messages.js';
import { type Bucket, createBucket } from './rate.js';

/** Computing time of the commands that take some, about, on a slow computer [ms]; that of the others is nothing to speak of. */
const COST_MS: Readonly<Partial<Record<PageCommand['do'], number>>> = {
  load: 25,
  lesson: 25,
  weakest: 25,
  runOn: 15,
  reset: 10,
  treat: 2,
  channels: 2,
  membrane: 2,
  step: 1,
};

/** Of a second [ms]: of one page, and of all of them. A hand that drags a treatment along, 60 times a second, stays below. */
const PAGE_MS_PER_SECOND = 150;
const ALL_MS_PER_SECOND = 300;
/** At once, after a rest [ms]. */
const AT_ONCE_MS = 100;

/** The allowance of one page, or of all. */
export const pageWork = (nowMs: number): Bucket => createBucket(PAGE_MS_PER_SECOND, AT_ONCE_MS, nowMs);
export const allWork = (nowMs: number): Bucket => createBucket(ALL_MS_PER_SECOND, AT_ONCE_MS, nowMs);

/** Whether a page's command may be carried out now; it is counted then. */
export function mayWork({ do: what }: PageCommand, page: Bucket, all: Bucket, nowMs: number): boolean {
  const costMs = COST_MS[what];
  return costMs === undefined || (page.take(nowMs, costMs) && all.take(nowMs, costMs));
}
