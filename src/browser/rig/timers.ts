/** The clock of a browser: monotonic, and not tied to the date. */
import type { Timers } from '../../devices/timers.js';

export const browserTimers: Timers = {
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
