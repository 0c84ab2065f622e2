import { vi } from 'vitest';
import type { Bench } from '../harness/emulator/bench.js';

/**
 * johnny-five has timers of its own: from here on the timers and clocks of the whole process go by the bench's virtual
 * time, in steps of 1 ms. `setImmediate` stays as it is. Returns how to go back, and how many timers wait.
 */
export function virtualGlobals(bench: Bench): { waiting(): number; restore(): void } {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  const cancel = bench.clock.every(1, () => vi.advanceTimersByTime(1));
  return {
    waiting: () => vi.getTimerCount(),
    restore() {
      cancel();
      vi.useRealTimers();
    },
  };
}
