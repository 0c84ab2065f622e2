import type { Timers } from '../timers.js';

/** The room's own clock, of Node and of a browser: monotonic, and not tied to the date. */
export const systemTimers: Timers = {
  nowMs: () => performance.now(),
  after(ms, fn) {
    const handle = setTimeout(fn, ms);
    return () => clearTimeout(handle);
  },
  every(ms, fn) {
    const handle = setInterval(fn, ms);
    return () => clearInterval(handle);
  },
};
