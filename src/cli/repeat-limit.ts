/** How often a log says the same thing: three times in ten minutes, then less and less often, with a count. */

/** The same sentence is said so often within one window, then only counted. */
const TIMES = 3;
export const SHORTEST_WINDOW_MS = 600_000;
/** A window in which it came more than once is followed by one twice as long, up to a day. */
export const LONGEST_WINDOW_MS = 86_400_000;
/** Different sentences that are counted; beyond, the oldest are forgotten. */
const MOST_SENTENCES = 50;

interface Count {
  sinceMs: number;
  lastMs: number;
  windowMs: number;
  said: number;
  /** Not said since it was last said. */
  unsaid: number;
}

/** What two sentences have in common that differ in a figure or in what somebody else said. */
export function patternOf(words: string): string {
  return words.replace(/"[^"]*"/g, '""').replace(/\d+(\.\d+)?/g, '0');
}

export interface RepeatLimit {
  /** @returns the sentence as it is to be said, with how often it was not said before; `undefined`: not now. */
  say(words: string): string | undefined;
  /** The same of a sentence that is said in any case. */
  sayAnyway(words: string): string;
}

export function createRepeatLimit(nowMs: () => number): RepeatLimit {
  const counts = new Map<string, Count>();

  function countOf(pattern: string): Count {
    const now = nowMs();
    const known = counts.get(pattern);
    if (known && now - known.lastMs < known.windowMs) {
      if (now - known.sinceMs >= known.windowMs) {
        const more = known.said > 1 ? 2 : 1;
        known.windowMs = Math.min(LONGEST_WINDOW_MS, more * known.windowMs);
        known.sinceMs = now;
        known.said = 0;
      }
      known.lastMs = now;
      return known;
    }
    const unsaid = known?.unsaid ?? 0;
    const count = { sinceMs: now, lastMs: now, windowMs: SHORTEST_WINDOW_MS, said: 0, unsaid };
    counts.delete(pattern);
    counts.set(pattern, count);
    if (counts.size > MOST_SENTENCES) counts.delete(counts.keys().next().value!);
    return count;
  }

  function said(words: string, count: Count): string {
    const { unsaid } = count;
    count.unsaid = 0;
    if (unsaid === 0) return words;
    return `${words} (${unsaid === 1 ? 'Once' : `${unsaid} times`} more since it was last said.)`;
  }

  return {
    say(words) {
      const count = countOf(patternOf(words));
      if (count.said >= TIMES) {
        count.unsaid++;
        return undefined;
      }
      count.said++;
      const last =
        count.said === TIMES ? ' (Said three times now; if it goes on, it is said less often.)' : '';
      return `${said(words, count)}${last}`;
    },
    sayAnyway(words) {
      const count = counts.get(patternOf(words));
      if (count === undefined) return words;
      // This time is one of those that were not said.
      count.unsaid = Math.max(0, count.unsaid - 1);
      return said(words, count);
    },
  };
}
