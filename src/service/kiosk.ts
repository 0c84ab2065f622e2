/**
 * Keeps the screen of an exhibit: starts its browser, and ends it when the rig says that its page is gone. A browser whose
 * page has crashed lives on and shows an error for ever; systemd starts again only what has ended.
 */
import type { Clock } from '../controller/contract.js';

export interface Browser {
  /** The code that it ends with. */
  readonly ended: Promise<number>;
  end(): void;
}

export interface KioskParts {
  readonly start: () => Browser;
  /** What the rig says of its health, as JSON; rejects where it says nothing. */
  readonly health: () => Promise<string>;
  readonly clock: Clock;
  readonly say: (words: string) => void;
}

const LOOK_EVERY_MS = 5000;
/** A browser is given so long to show its page [ms]. */
export const GRACE_MS = 60_000;

/** Whether the rig misses its page. Nobody knows of a rig that says something else. */
function missesPage(health: string): boolean {
  try {
    const { parts } = JSON.parse(health) as { parts?: unknown };
    return typeof parts === 'object' && parts !== null && Object.hasOwn(parts, 'page');
  } catch {
    return false;
  }
}

/** Runs until the browser has ended, by itself or because its page was gone. @returns the code that it ended with. */
export async function keepScreen({ start, health, clock, say }: KioskParts): Promise<number> {
  const browser = start();
  const startMs = clock.nowMs();
  let isLooking = false;
  let isEnding = false;
  const look = async (): Promise<void> => {
    if (isLooking || isEnding || clock.nowMs() - startMs < GRACE_MS) return;
    isLooking = true;
    const misses = await Promise.resolve()
      .then(health)
      .then(missesPage, () => false);
    isLooking = false;
    if (!misses || isEnding) return;
    isEnding = true;
    say('the rig has not heard of this screen for a minute: its browser is started again');
    browser.end();
  };
  const stop = clock.every(LOOK_EVERY_MS, () => void look());
  try {
    return await browser.ended;
  } finally {
    stop();
  }
}
