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
/** Who sets the same thing again and again keeps it from others for so long at most [ms]. */
export const MOST_SETTING_MS = 5000;

export const NOT_FOR_VISITORS = 'This is not for visitors: it needs the code.';
export const SOMEBODY_SETS_IT = 'Somebody else has set this just now. Try again in a second.';
export const NO_TRAIL = 'This exhibit has no trail of cards.';
export const ONLY_THE_TRAIL = 'Visitors play the trail of this exhibit, and no other lesson.';

export interface VisitorsParts {
  readonly uses: readonly VisitorUse[];
  readonly trail: string | null;
  /** The fastest and the slowest time lens that a visitor may have now. */
  lenses(): { readonly slow: number; readonly real: number };
  /** What stands now of what a use sets, as a text; undefined where it is something else each time. */
  standing(use: VisitorUse): string | undefined;
}

export interface Visitors {
  /** These: as those of `ExhibitDesk`. */
  refusal(page: number, asked: Asked, openPlan: string | null, nowMs: number): string | undefined;
  done(page: number, asked: Asked, nowMs: number): void;
}

interface Setting {
  readonly page: number;
  /** Since when nobody else has set it, without a rest. */
  readonly sinceMs: number;
  readonly atMs: number;
  readonly standing: string | undefined;
}

/** Whether others have to wait. */
const stands = ({ sinceMs, atMs }: Setting, nowMs: number) =>
  nowMs - atMs < SETTING_STANDS_MS && nowMs - sinceMs < MOST_SETTING_MS;

export function createVisitors({ uses, trail, lenses, standing }: VisitorsParts): Visitors {
  const useOf = new Map(uses.flatMap((use) => COMMANDS_OF[use].map((name) => [name, use] as const)));
  /** By what is set: a use at most, so it stays small. */
  const settings = new Map<VisitorUse, Setting>();

  /** A press may say its place, and how strong it is and how long, only where visitors may set these. */
  function pressRefusal(asked: Extract<Asked, { do: 'stimulate' }>): string | undefined {
    const aims = asked.at !== undefined && !uses.includes('aim');
    const sizes = asked.strength !== undefined || asked.durationMs !== undefined || asked.held === true;
    return aims || (sizes && !uses.includes('strength')) ? NOT_FOR_VISITORS : undefined;
  }

  /** They may begin the trail, whatever is played, walk it, and end what is played: nobody is left in a lesson. */
  function lessonRefusal(
    asked: Extract<Asked, { do: 'lesson' }>,
    openPlan: string | null,
  ): string | undefined {
    if (asked.ask === 'close') return undefined;
    if (trail === null) return NO_TRAIL;
    const plan = asked.ask === 'plan' ? asked.name : openPlan;
    return asked.ask !== 'open' && plan === trail ? undefined : ONLY_THE_TRAIL;
  }

  function rangeRefusal(asked: Asked, openPlan: string | null): string | undefined {
    if (asked.do === 'stimulate') return pressRefusal(asked);
    if (asked.do === 'lesson') return lessonRefusal(asked, openPlan);
    if (asked.do !== 'lens') return undefined;
    const { slow, real } = lenses();
    const given = asked.roomMsPerAxonMs;
    return given >= real && given <= slow ? undefined : `lens: visitors may have ${real} to ${slow}`;
  }

  return {
    refusal(page, asked, openPlan, nowMs) {
      const use = useOf.get(asked.do);
      if (use === undefined) return NOT_FOR_VISITORS;
      const refused = rangeRefusal(asked, openPlan);
      if (refused !== undefined) return refused;
      const before = settings.get(use);
      const waits = before !== undefined && before.page !== page && stands(before, nowMs);
      return waits ? SOMEBODY_SETS_IT : undefined;
    },
    done(page, asked, nowMs) {
      const use = useOf.get(asked.do);
      // Presses of two visitors do not disturb each other: each releases their own.
      if (use === undefined || use === 'stimulate') return;
      const before = settings.get(use);
      const now = standing(use);
      if (now !== undefined && now === before?.standing) return;
      const goesOn = before?.page === page && nowMs - before.atMs < SETTING_STANDS_MS;
      settings.set(use, { page, sinceMs: goesOn ? before.sinceMs : nowMs, atMs: nowMs, standing: now });
    },
  };
}
