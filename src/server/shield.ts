/**
 * Faults in serving stay in serving. What a listener throws, ours or that of a library, would reach the process as
 * an uncaught exception and end the loop that drives the light; here it ends the one connection that it came from.
 */
import type { EventEmitter } from 'node:events';

/** Gets what was thrown, with the arguments of the call that threw. Must not throw. */
export type Caught = (error: unknown, args: readonly unknown[]) => void;

/** `work`, but what it throws goes to `caught`. */
export function contained<A extends readonly unknown[]>(
  work: (...args: A) => void,
  caught: Caught,
): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch (error) {
      caught(error, args);
    }
  };
}

/**
 * From now on what any listener of `emitter` throws goes to `caught`, and so does an `error` event that nobody
 * listens to. Also for listeners that are added later.
 */
export function shield<T extends EventEmitter>(emitter: T, caught: Caught): T {
  const { emit } = emitter;
  emitter.emit = (...args: Parameters<T['emit']>): boolean => {
    try {
      return emit.apply(emitter, args);
    } catch (error) {
      caught(error, args);
      return true;
    }
  };
  return emitter;
}
