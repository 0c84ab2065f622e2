import { setTimeout as sleep } from 'node:timers/promises';
import { Pacer } from '../emulate/pacer.js';
import type { Bench } from '../emulator/bench.js';

export interface LiveBench {
  /** Time that the machine was too slow to keep pace with [ms]: figures taken meanwhile are worth little. */
  lostMs(): number;
  /** Stands still again; resolves when the last slice is over. */
  stop(): Promise<void>;
}

/** Lets a bench keep pace with the clock on the wall, for host code that has timers of its own. */
export function live(bench: Bench): LiveBench {
  const pacer = new Pacer(performance.now());
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      const pieceMs = pacer.take(performance.now());
      if (pieceMs >= 0.5) await bench.advance(pieceMs);
      else await sleep(1);
    }
  })();
  return {
    lostMs: () => pacer.lostMs,
    async stop() {
      stopped = true;
      await running;
    },
  };
}
