/**
 * What the terminal hears of the device: every change, but a board that comes and goes all day fills no disk. The
 * last line is the truth, at once or soon, and a fault that lasts is said again.
 */
import type { DeviceState } from '../devices/device.js';
import type { Timers } from '../devices/timers.js';
import { createRepeatLimit, LONGEST_WINDOW_MS, patternOf, SHORTEST_WINDOW_MS } from './repeat-limit.js';
import type { Terminal } from './terminal.js';

/** A state that was not said as it came is said once it has stood for so long; each time for twice as long. */
const FIRST_SETTLED_MS = 10_000;
export const LAST_SETTLED_MS = SHORTEST_WINDOW_MS;
/** A fault that lasts is said again after so long, then after twice as long, up to once a day. */
const FIRST_REMINDER_MS = SHORTEST_WINDOW_MS;

export interface StateTellerOptions {
  readonly terminal: Terminal;
  readonly timers: Pick<Timers, 'nowMs' | 'after'>;
  /** What else to say, once, of a state. */
  readonly remark?: ((state: DeviceState) => string | undefined) | undefined;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `10 minutes`, `3 hours`, `2 days`: the larger unit, rounded down. */
function durationWords(ms: number): string {
  const [unit, unitMs] = UNITS.find(([, oneMs]) => ms >= oneMs) ?? UNITS[2];
  const number = Math.max(1, Math.floor(ms / unitMs));
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** Lines for the device's changes of state. With the state `closed` it ends, and no timer of it is left. */
export function createStateTeller({
  terminal,
  timers,
  remark,
}: StateTellerOptions): (state: DeviceState) => void {
  const limit = createRepeatLimit(() => timers.nowMs());
  let current: DeviceState | undefined;
  let sinceMs = 0;
  let lastSaid: string | undefined;
  let settledTimes = 0;
  let remarked = false;
  let cancel = (): void => {};

  function write(words: string, pattern: string): void {
    lastSaid = pattern;
    terminal.err(`axon-rig: ${words}`);
  }

  function sayWhenSettled(): void {
    const waitMs = Math.min(LAST_SETTLED_MS, FIRST_SETTLED_MS * 2 ** settledTimes);
    cancel = timers.after(waitMs, () => {
      settledTimes++;
      const { words } = current!;
      write(limit.sayAnyway(words), patternOf(words));
      remind(FIRST_REMINDER_MS);
    });
  }

  function remind(afterMs: number): void {
    if (current?.kind !== 'lost' && current?.kind !== 'silent') return;
    cancel = timers.after(afterMs, () => {
      const { words } = current!;
      write(`${words} (Still so after ${durationWords(timers.nowMs() - sinceMs)}.)`, patternOf(words));
      remind(Math.min(LONGEST_WINDOW_MS, 2 * afterMs));
    });
  }

  return (state) => {
    if (current?.kind === 'closed' || (state.kind === 'opening' && current !== undefined)) return;
    const pattern = patternOf(state.words);
    const before = current;
    current = state;
    // A search that goes on says the same again and again, perhaps with another figure.
    if (before?.kind === state.kind && patternOf(before.words) === pattern) return;
    cancel();
    cancel = () => {};
    const now = timers.nowMs();
    if (now - sinceMs >= SHORTEST_WINDOW_MS) settledTimes = 0;
    sinceMs = now;
    const words = state.kind === 'closed' ? state.words : limit.say(state.words);
    if (words !== undefined) write(words, pattern);
    if (lastSaid === pattern) remind(FIRST_REMINDER_MS);
    else sayWhenSettled();
    const remarkWords = remarked ? undefined : remark?.(state);
    if (remarkWords === undefined) return;
    remarked = true;
    terminal.err(`axon-rig: ${remarkWords}`);
  };
}
