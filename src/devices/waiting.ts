/** Waiting that can be called off: who waits takes an `AbortSignal`, and leaves no timer and no listener behind. */
import type { Timers } from './timers.js';

/** Calls `fn` when the signal is aborted; at once if it has been. The returned function calls that off. */
export function onAbort(signal: AbortSignal, fn: () => void): () => void {
  if (signal.aborted) {
    fn();
    return () => {};
  }
  signal.addEventListener('abort', fn, { once: true });
  return () => signal.removeEventListener('abort', fn);
}

/** What the promise comes to; rejects with the signal's reason as soon as that is aborted. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(forget);
  });
}

/** Resolves after so long; rejects with the signal's reason as soon as that is aborted. */
export function pause(ms: number, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const cancel = timers.after(ms, () => {
      forget();
      resolve();
    });
    const forget = onAbort(signal, () => {
      cancel();
      reject(signal.reason);
    });
  });
}

/** Resolves when the promise does, and after so long at the latest. */
export async function atMost(ms: number, promise: Promise<void>, timers: Timers): Promise<void> {
  let cancel = () => {};
  const late = new Promise<void>((resolve) => {
    cancel = timers.after(ms, resolve);
  });
  await Promise.race([promise, late]);
  cancel();
}
