/**
 * The room's time, handed in from outside so that a test can own it. The rig hands in the computer's clock.
 * The same shape as the timers of `devices/`, so that one object serves both.
 */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. May carry fractions. */
  nowMs(): number;
  /** Calls `fn` once, `delayMs` from now. @returns a function that calls it off. */
  after(delayMs: number, fn: () => void): () => void;
  /** Calls `fn` every `periodMs`. @returns a function that ends it. */
  every(periodMs: number, fn: () => void): () => void;
}
