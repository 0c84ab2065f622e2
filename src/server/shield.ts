/**
 * Faults in serving stay in serving. What a listener throws, ours or that of a library, would reach the process as
 * an uncaught exception and end the loop that drives the light; here it ends the one connection that it came from.
 */
import type { EventEmitter } from 'node:events';
import type { Caught } from './contained.js';

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
