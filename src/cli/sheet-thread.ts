/** Makes worksheets beside the rig: a thread for each card or plan that is asked for, which ends with it. */
import { Worker } from 'node:worker_threads';
import type { Timers } from '../devices/timers.js';
import { PAPERS } from '../figure/index.js';
import type { MadeSheets, SheetMaker, WantedSheets } from '../server/worksheets.js';

/** What the thread is asked. */
export interface SheetWork extends WantedSheets {
  readonly language: string;
}

/** What it says, once: all sheets by paper. */
export type SheetNews = Readonly<Record<string, MadeSheets>>;

export interface SheetThread extends SheetMaker {
  /** Nothing is made any more; what is being made is given up. */
  end(): void;
}

/** A card takes a few seconds; on the slowest computer not so many minutes [ms]. */
const GIVES_UP_MS = 300_000;
/** A long card keeps some 20 MB of samples. */
const MEMORY_MB = 256;

export function createSheetThread(timers: Timers): SheetThread {
  let worker: Worker | undefined;
  let ended = false;

  return {
    papers: Object.keys(PAPERS),
    end() {
      ended = true;
      void worker?.terminate();
    },
    make(wanted, language) {
      const work: SheetWork = { ...wanted, language };
      const own = new Worker(new URL('./sheet-work.js', import.meta.url), {
        workerData: work,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      });
      worker = own;
      return new Promise<SheetNews>((resolve, reject) => {
        const callOff = timers.after(GIVES_UP_MS, () => void own.terminate());
        own.on('message', resolve);
        own.on('error', reject);
        own.on('exit', () => {
          callOff();
          if (worker === own) worker = undefined;
          // Who asked has gone as well then.
          if (!ended) reject(new Error(`the worksheet of ${wanted.name} was given up`));
        });
      });
    },
  };
}
