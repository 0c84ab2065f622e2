import type { Timers } from '../../src/devices/timers.js';

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
 */
export class VirtualTimers implements Timers {
  #nowMs: number;
  #order = 0;
  readonly #entries = new Set<Entry>();

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
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
    this.#nowMs += ms;
  }

  /** Moves to `targetMs` and fires everything that is due on the way. A target in the past moves nothing. */
  advanceTo(targetMs: number): void {
    if (Number.isNaN(targetMs)) throw new RangeError('advanceTo(): expected a time in ms, got NaN');
    for (;;) {
      const entry = this.#earliest();
      if (entry === undefined || entry.dueMs > targetMs) break;
      this.#nowMs = Math.max(this.#nowMs, entry.dueMs);
      if (entry.periodMs === undefined) this.#entries.delete(entry);
      else entry.dueMs += entry.periodMs;
      entry.fn();
    }
    this.#nowMs = Math.max(this.#nowMs, targetMs);
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
