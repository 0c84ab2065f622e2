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
