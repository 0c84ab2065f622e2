/** A clock that moves only when it is told to: what a rig does in minutes is computed at once. */
import type { Timers } from '../devices/timers.js';

interface Entry {
  dueMs: number;
  /** Undefined: once. */
  readonly periodMs: number | undefined;
  readonly fn: () => void;
}

export interface QuickTime extends Timers {
  /** Calls what is due next, at its time. @returns false if nothing is. */
  next(): boolean;
}

export function createQuickTime(): QuickTime {
  const entries = new Set<Entry>();
  let nowMs = 0;

  function add(ms: number, periodMs: number | undefined, fn: () => void): () => void {
    const entry: Entry = { dueMs: nowMs + Math.max(0, ms), periodMs, fn };
    entries.add(entry);
    return () => entries.delete(entry);
  }

  return {
    nowMs: () => nowMs,
    after: (ms, fn) => add(ms, undefined, fn),
    every: (ms, fn) => add(ms, ms, fn),
    next() {
      let first: Entry | undefined;
      for (const entry of entries) if (first === undefined || entry.dueMs < first.dueMs) first = entry;
      if (first === undefined) return false;
      nowMs = Math.max(nowMs, first.dueMs);
      if (first.periodMs === undefined) entries.delete(first);
      else first.dueMs += first.periodMs;
      first.fn();
      return true;
    },
  };
}
