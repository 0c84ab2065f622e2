/** Which moment somebody looks at, counted from its press. Pure. */
import type { PageState } from '../../server/messages.js';

/** @returns undefined: nobody looks back, or there was no press before that. [ms after the press] */
export function momentMs({ look, presses }: Pick<PageState, 'look' | 'presses'>): number | undefined {
  if (look.kind !== 'looking-back') return undefined;
  const press = presses.findLast(({ picture }) => picture <= look.picture);
  if (!press) return undefined;
  const first = presses.find(({ sweep }) => sweep === press.sweep) ?? press;
  return Math.max(0, look.axonMs - first.atMs);
}
