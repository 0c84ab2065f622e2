/** When an exhibit is open, by the clock of a time zone. Pure: a moment in, a verdict out; whichever way the clock jumps. */

/** A stretch of a day in minutes since its midnight, the end left out. */
export interface Span {
  readonly fromMin: number;
  readonly toMin: number;
}

export interface Hours {
  /** Such as `Europe/Berlin`; `null`: the computer's own. */
  readonly zone: string | null;
  /** Stretches of each day of the week in order, from Monday on: seven lists. */
  readonly week: readonly (readonly Span[])[];
  /** Days that are closed whatever the week says; `year` null: every year. Months are counted from 1. */
  readonly closed: readonly { readonly year: number | null; readonly month: number; readonly day: number }[];
}

export interface Opening {
  readonly open: boolean;
  /** When that changes [ms since 1970]; `null`: not within a year. */
  readonly changesAtMs: number | null;
}

export interface OpeningTimes {
  /** Whether it is open at a moment [ms since 1970]. */
  isOpen(atMs: number): boolean;
  /** The same, and until when. */
  at(atMs: number): Opening;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOOKED_AHEAD_DAYS = 367;

/** What a clock on the wall shows, as if it were that of UTC [ms]. */
type WallMs = number;

/** @returns what the clocks of a zone show at a moment, to the minute. */
function wallClock(zone: string | null): (atMs: number) => WallMs {
  const format = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
    ...(zone !== null && { timeZone: zone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (atMs) => {
    const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
    for (const { type, value } of format.formatToParts(atMs))
      if (type in part) part[type as keyof typeof part] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
  };
}

export function openingTimes({ zone, week, closed }: Hours): OpeningTimes {
  const wallAt = wallClock(zone);
  const dayOf = (wallMs: WallMs) => Math.floor(wallMs / DAY_MS) * DAY_MS;

  function spansOf(dayMs: WallMs): readonly Span[] {
    const date = new Date(dayMs);
    const isClosed = closed.some(
      ({ year, month, day }) =>
        (year ?? date.getUTCFullYear()) === date.getUTCFullYear() &&
        month === date.getUTCMonth() + 1 &&
        day === date.getUTCDate(),
    );
    return isClosed ? [] : week[(date.getUTCDay() + 6) % 7]!;
  }

  function isOpen(atMs: number): boolean {
    const wallMs = wallAt(atMs);
    const dayMs = dayOf(wallMs);
    const minute = (wallMs - dayMs) / MINUTE_MS;
    return spansOf(dayMs).some(({ fromMin, toMin }) => minute >= fromMin && minute < toMin);
  }

  /** A moment at which the clocks show this; where they jump over it, or show it twice, one near it. */
  function momentOf(wallMs: WallMs): number {
    const guessMs = wallMs - (wallAt(wallMs) - wallMs);
    return guessMs - (wallAt(guessMs) - wallMs);
  }

  /** The first minute in which it is not as at the beginning of the stretch, where it is so at its end. */
  function changeBetween(fromMs: number, toMs: number): number {
    const before = isOpen(fromMs);
    let [low, high] = [Math.floor(fromMs / MINUTE_MS), Math.ceil(toMs / MINUTE_MS)];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (isOpen(middle * MINUTE_MS) === before) low = middle;
      else high = middle;
    }
    return high * MINUTE_MS;
  }

  return {
    isOpen,
    at(atMs) {
      const open = isOpen(atMs);
      const today = dayOf(wallAt(atMs));
      let asNowMs = atMs;
      for (let day = 0; day < LOOKED_AHEAD_DAYS; day++) {
        const dayMs = today + day * DAY_MS;
        for (const minute of spansOf(dayMs).flatMap(({ fromMin, toMin }) => [fromMin, toMin])) {
          const momentMs = momentOf(dayMs + minute * MINUTE_MS);
          if (momentMs <= asNowMs) continue;
          if (isOpen(momentMs) !== open) return { open, changesAtMs: changeBetween(asNowMs, momentMs) };
          asNowMs = momentMs;
        }
      }
      return { open, changesAtMs: null };
    },
  };
}
