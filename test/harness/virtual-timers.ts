import type { Timers } from '../../src/devices/timers.js';
import { inRunningTest } from './running-test.js';

/** More entries than this within one millisecond are a loop without end, */
const MOST_FIRED = 100_000;
/** and so are more looks at a clock that does not move. */
const MOST_LOOKS = 10_000_000;

interface Entry {
  dueMs: number;
  /** Order of being set: entries due at the same time fire in this order. */
  readonly order: number;
  /** Undefined for a one-shot. */
  readonly periodMs: number | undefined;
  readonly fn: () => void;
}

/**
 * A clock that stands still until it is told to move. Entries fire in order of their due time, each with
 * `nowMs()` at exactly its own due time; what an entry sets on its way fires within the same `advance` if due.
 * Throws, and names the test, where time would never get on: an entry that sets itself again at once, or code that
 * waits for the clock to move within one.
 */
export class VirtualTimers implements Timers {
  #nowMs: number;
  #order = 0;
  /** Since `#sinceMs`, the last time that the clock had moved by a millisecond. */
  #fired = 0;
  #looks = 0;
  #sinceMs: number;
  readonly #entries = new Set<Entry>();

  constructor(startMs = 0) {
    this.#nowMs = startMs;
    this.#sinceMs = startMs;
  }

  nowMs(): number {
    if (++this.#looks > MOST_LOOKS) this.#stuck(`${MOST_LOOKS} looks at the clock`);
    return this.#nowMs;
  }

  after(ms: number, fn: () => void): () => void {
    return this.#add(ms, undefined, fn);
  }

  every(ms: number, fn: () => void): () => void {
    if (!(ms > 0)) throw new RangeError(`every(): expected a period above 0 ms, got ${ms}`);
    return this.#add(ms, ms, fn);
  }

  /** How many entries are waiting. A test that ends with 0 has left nothing behind. */
  get waiting(): number {
    return this.#entries.size;
  }

  /** When the next entry is due [ms]; Infinity if none waits. */
  get nextDueMs(): number {
    let next = Infinity;
    for (const entry of this.#entries) if (entry.dueMs < next) next = entry.dueMs;
    return next;
  }

  advance(ms: number): void {
    this.advanceTo(this.#nowMs + ms);
  }

  /** Time passes, and nothing is fired: the computer slept or was busy. What has become due meanwhile comes next. */
  standStill(ms: number): void {
    this.#moveTo(this.#nowMs + ms);
  }

  /**
   * The computer is busy, or saves power: time passes, and what has become due meanwhile is fired at its end, each entry
   * once, as a system does that looks at its timers only now and then.
   */
  advanceLate(ms: number): void {
    this.#moveTo(this.#nowMs + ms);
    const due = [...this.#entries].filter(({ dueMs }) => dueMs <= this.#nowMs);
    due.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    for (const entry of due) {
      if (!this.#entries.has(entry)) continue;
      if (entry.periodMs === undefined) this.#entries.delete(entry);
      else entry.dueMs = Math.max(entry.dueMs + entry.periodMs, this.#nowMs);
      entry.fn();
    }
  }

  /** Moves to `targetMs` and fires everything that is due on the way. A target in the past moves nothing. */
  advanceTo(targetMs: number): void {
    if (Number.isNaN(targetMs)) throw new RangeError('advanceTo(): expected a time in ms, got NaN');
    for (;;) {
      const entry = this.#earliest();
      if (entry === undefined || entry.dueMs > targetMs) break;
      this.#moveTo(entry.dueMs);
      if (++this.#fired > MOST_FIRED) this.#stuck(`${MOST_FIRED} entries`);
      if (entry.periodMs === undefined) this.#entries.delete(entry);
      else entry.dueMs += entry.periodMs;
      entry.fn();
    }
    this.#moveTo(targetMs);
  }

  #moveTo(targetMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, targetMs);
    if (this.#nowMs - this.#sinceMs < 1) return;
    this.#sinceMs = this.#nowMs;
    this.#fired = 0;
    this.#looks = 0;
  }

  #stuck(what: string): never {
    throw new Error(
      `virtual time stands still at ${this.#nowMs} ms ${inRunningTest()}: ${what} within 1 ms, a loop without end`,
    );
  }

  #add(ms: number, periodMs: number | undefined, fn: () => void): () => void {
    // A negative or absent delay means "as soon as time moves", as with setTimeout.
    const entry: Entry = {
      dueMs: this.#nowMs + (ms > 0 ? ms : 0),
      order: this.#order++,
      periodMs,
      fn,
    };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  #earliest(): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of this.#entries) {
      if (first === undefined || entry.dueMs < first.dueMs) first = entry;
      else if (entry.dueMs === first.dueMs && entry.order < first.order) first = entry;
    }
    return first;
  }
}
