/** Reads a rig file beside the rig that plays: ten experiments take a second, and a board without pictures goes dark. */
import { Worker } from 'node:worker_threads';
import type { Timers } from '../devices/timers.js';
import type { LoadedRig } from './rig-files.js';
import { FileError } from './terminal.js';

/** What the thread is asked. */
export interface RigWork {
  readonly path: string;
  /** As that of `readRig`. */
  readonly experiment: string | undefined;
}

/** What it says, once. */
export type RigNews =
  | { readonly kind: 'loaded'; readonly loaded: LoadedRig }
  | { readonly kind: 'refused'; readonly words: string };

export interface RigThread {
  /** Rejects with FileError, with every message, one a line. */
  read(work: RigWork): Promise<LoadedRig>;
  /** What is being read is given up. */
  end(): void;
}

const GIVES_UP_MS = 60_000;
const MEMORY_MB = 256;

export function createRigThread(timers: Timers): RigThread {
  let worker: Worker | undefined;
  return {
    read(work) {
      const own = new Worker(new URL('./rig-work.js', import.meta.url), {
        workerData: work,
        resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      });
      worker = own;
      return new Promise<LoadedRig>((resolve, reject) => {
        const giveUp = () =>
          reject(new FileError(`${work.path} could not be read within ${GIVES_UP_MS / 1000} s`));
        const callOff = timers.after(GIVES_UP_MS, () => {
          void own.terminate();
          // A thread that waits for a disk does not end.
          giveUp();
        });
        own.on('message', (news: RigNews) => {
          if (news.kind === 'loaded') resolve(news.loaded);
          else reject(new FileError(news.words));
        });
        own.on('error', reject);
        own.on('exit', () => {
          callOff();
          giveUp();
        });
      });
    },
    end: () => void worker?.terminate(),
  };
}
