/** What becomes of a rig whose file has changed: what can change while it runs, and what cannot. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Rig, RigExhibit } from '../rig/index.js';

export type RigChange =
  /** The file says the same in other words, or was only touched. */
  | { readonly kind: 'none' }
  /** It cannot be taken while the program runs. */
  | { readonly kind: 'refused'; readonly words: string }
  | {
      readonly kind: 'taken';
      /** The board, or what it is told of itself, is another: dark for a moment. */
      readonly otherDevice: boolean;
      /** Options that count from the next start of the program. */
      readonly later: readonly (typeof FROM_THE_START)[number][];
    };

/** Who is told how the exhibit is has been told by whom: that stands as long as the program runs. */
const FROM_THE_START = ['log', 'hub', 'webhook'] as const;

const whetherFitted = (parts: object) => Object.entries(parts).map(([which, part]) => [which, part !== null]);

/** All that a device is made of, and all that limits its light: what is not known to be something else belongs to it. */
function deviceOf({ name, invite, experiments, exhibit, buttons, dials, ...board }: Rig): object {
  return { ...board, lamp: exhibit?.lamp, buttons: whetherFitted(buttons), dials: whetherFitted(dials) };
}

export function rigChange(before: Rig, now: Rig): RigChange {
  if (isDeepStrictEqual(before, now)) return { kind: 'none' };
  if ((before.exhibit === null) !== (now.exhibit === null))
    return {
      kind: 'refused',
      words: `the section exhibit has been ${now.exhibit === null ? 'removed' : 'added'}: that needs a new start of the program`,
    };
  const later = FROM_THE_START.filter((key) => !isDeepStrictEqual(before.exhibit?.[key], now.exhibit?.[key]));
  return { kind: 'taken', otherDevice: !isDeepStrictEqual(deviceOf(before), deviceOf(now)), later };
}

/** An exhibit as the file has it now, but for what counts from the next start. */
export function withStanding(now: RigExhibit, first: RigExhibit): RigExhibit {
  const { log: _log, hub: _hub, webhook: _webhook, ...rest } = now;
  const { log, hub, webhook } = first;
  return { ...rest, ...(log && { log }), ...(hub && { hub }), ...(webhook && { webhook }) };
}
