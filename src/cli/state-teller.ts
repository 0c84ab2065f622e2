/** What the terminal hears of the device: every change, but a board that comes and goes all day fills no disk. */
import type { DeviceState } from '../devices/device.js';
import type { Terminal } from './terminal.js';

/** The same sentence is told so often within one window, then only counted. */
const TIMES = 3;
const WINDOW_MS = 600_000;
/** Different sentences that are counted; beyond, the oldest are forgotten. */
const MOST_SENTENCES = 50;

interface Count {
  readonly sinceMs: number;
  told: number;
  kept: number;
}

export interface StateTellerOptions {
  readonly terminal: Terminal;
  readonly nowMs: () => number;
  /** What else to say, once, of a state. */
  readonly remark?: ((state: DeviceState) => string | undefined) | undefined;
}

/**
 * Lines for the device's changes of state. A device that keeps looking for its board says the same thing again
 * and again: once is enough. One that comes and goes says two things in turn: three times each in ten minutes.
 */
export function createStateTeller({
  terminal,
  nowMs,
  remark,
}: StateTellerOptions): (state: DeviceState) => void {
  const counts = new Map<string, Count>();
  let last: string | undefined;
  let remarked = false;

  function tell(words: string): void {
    const now = nowMs();
    const before = counts.get(words);
    if (before && now - before.sinceMs < WINDOW_MS) {
      if (before.told >= TIMES) {
        before.kept++;
        return;
      }
      before.told++;
      terminal.err(
        `axon-rig: ${words}${before.told === TIMES ? ' (Said three times now; if it goes on, it is said again in ten minutes.)' : ''}`,
      );
      return;
    }
    counts.delete(words);
    counts.set(words, { sinceMs: now, told: 1, kept: 0 });
    if (counts.size > MOST_SENTENCES) counts.delete(counts.keys().next().value!);
    terminal.err(
      `axon-rig: ${words}${before?.kept ? ` (${before.kept} times more since it was last said.)` : ''}`,
    );
  }

  return (state) => {
    if (state.words === last || (state.kind === 'opening' && last !== undefined)) return;
    last = state.words;
    tell(state.words);
    const words = remarked ? undefined : remark?.(state);
    if (words === undefined) return;
    remarked = true;
    terminal.err(`axon-rig: ${words}`);
  };
}
