/**
 * Time as an injected thing: code that waits takes a `Timers` and never the global clock, so that tests can put
 * virtual time underneath (test/harness/virtual-timers.ts).
 */
export interface Timers {
  /** Milliseconds since some fixed origin, never running backwards; fractions count. */
  nowMs(): number;
  /** Calls `fn` once, `ms` from now. The returned function calls it off; calling that late or twice is harmless. */
  after(ms: number, fn: () => void): () => void;
  /** Calls `fn` every `ms`, first one period from now, until the returned function is called. */
  every(ms: number, fn: () => void): () => void;
}

/** What Node and a browser both have; what stands for a timer that runs is different. */
interface Host<Handle> {
  readonly performance: { now(): number };
  setTimeout(fn: () => void, ms: number): Handle;
  clearTimeout(handle: Handle): void;
  setInterval(fn: () => void, ms: number): Handle;
  clearInterval(handle: Handle): void;
}

/** The clock of the room: monotonic, and not tied to the date. */
export function timersOf<Handle>(host: Host<Handle>): Timers {
  return {
    nowMs: () => host.performance.now(),
    after(ms, fn) {
      const handle = host.setTimeout(fn, ms);
      return () => host.clearTimeout(handle);
    },
    every(ms, fn) {
      const handle = host.setInterval(fn, ms);
      return () => host.clearInterval(handle);
    },
  };
}
