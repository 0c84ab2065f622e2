/**
 * What visitors may do on a page, and how two of them get along: the last one wins, but no faster than a hand goes from
 * one screen to the other. Pure: the caller brings the time.
 */
import type { Asked, VisitorUse } from './contract.js';

const COMMANDS_OF: Readonly<Record<VisitorUse, readonly Asked['do'][]>> = {
  stimulate: ['stimulate', 'release'],
  strength: ['strength'],
  aim: ['aim'],
  lens: ['lens'],
  channels: ['channels', 'membrane'],
  treat: ['treat'],
  electrode: ['electrode'],
  time: ['run', 'step', 'seek', 'runOn', 'now', 'pauseWhen'],
  weakest: ['weakest'],
  load: ['load'],
  lesson: ['lesson'],
  // The page does that alone.
  language: [],
};

/** What somebody has set stays so for so long against others [ms]. */
export const SETTING_STANDS_MS = 700;

export const NOT_FOR_VISITORS = 'This is not for visitors: it needs the code.';
export const SOMEBODY_SETS_IT = 'Somebody else has set this just now. Try again in a second.';
export const NO_TRAIL = 'This exhibit has no trail of cards.';
export const ONLY_THE_TRAIL = 'Visitors play the trail of this exhibit, and no other lesson.';
const OTHERS_PRESS = 'Somebody else holds that press.';

export interface VisitorsParts {
  readonly uses: readonly VisitorUse[];
  readonly trail: string | null;
  /** The fastest and the slowest time lens that a visitor may have now. */
  lenses(): { readonly slow: number; readonly real: number };
}

export interface Visitors {
  /** As `ExhibitDesk.refusal`. What is not refused is taken as done. */
  refusal(page: number, asked: Asked, holds: boolean, nowMs: number): string | undefined;
}

interface Setting {
  readonly page: number;
  readonly atMs: number;
}

export function createVisitors({ uses, trail, lenses }: VisitorsParts): Visitors {
  const useOf = new Map(uses.flatMap((use) => COMMANDS_OF[use].map((name) => [name, use] as const)));
  /** By what is set: a use at most, so it stays small. */
  const settings = new Map<VisitorUse, Setting>();

  /** A press may say its place and its strength only where visitors may set these. */
  function pressRefusal(asked: Extract<Asked, { do: 'stimulate' }>): string | undefined {
    const aims = asked.at !== undefined && !uses.includes('aim');
    const measures =
      (asked.strength !== undefined || asked.durationMs !== undefined) && !uses.includes('strength');
    return aims || measures ? NOT_FOR_VISITORS : undefined;
  }

  function rangeRefusal(asked: Asked): string | undefined {
    if (asked.do === 'stimulate') return pressRefusal(asked);
    if (asked.do === 'lesson') {
      if (asked.ask === 'open') return ONLY_THE_TRAIL;
      if (asked.ask !== 'plan') return undefined;
      if (trail === null) return NO_TRAIL;
      return asked.name === trail ? undefined : ONLY_THE_TRAIL;
    }
    if (asked.do !== 'lens') return undefined;
    const { slow, real } = lenses();
    const given = asked.roomMsPerAxonMs;
    return given >= real && given <= slow ? undefined : `lens: visitors may have ${real} to ${slow}`;
  }

  return {
    refusal(page, asked, holds, nowMs) {
      const use = useOf.get(asked.do);
      if (use === undefined) return NOT_FOR_VISITORS;
      const refused = rangeRefusal(asked);
      if (refused !== undefined) return refused;
      // Presses of two visitors do not disturb each other, but for the end of one that is held.
      if (use === 'stimulate') return asked.do === 'release' && !holds ? OTHERS_PRESS : undefined;
      const before = settings.get(use);
      if (before !== undefined && before.page !== page && nowMs - before.atMs < SETTING_STANDS_MS)
        return SOMEBODY_SETS_IT;
      settings.set(use, { page, atMs: nowMs });
      return undefined;
    },
  };
}
