/** The thread of `rig-thread.ts`: reads a rig file, and says what it found. */
import { statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { readRig } from './rig-files.js';
import type { RigNews, RigWork } from './rig-thread.js';
import { readText } from './shipped-files.js';

/** Of a thread that has time. */
const PATIENT = 10;

function read({ path, experiment }: RigWork): RigNews {
  try {
    // To open a pipe is to wait for who writes to it, and nothing ends a thread that waits there.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
      return { kind: 'refused', words: `${path} is no file that can be read: put the rig file back` };
    return { kind: 'loaded', loaded: readRig(path, readText(path), experiment) };
  } catch (error) {
    return { kind: 'refused', words: (error as Error).message };
  }
}

// Light and wire go first. Linux has a priority for each thread; elsewhere this would be that of the whole program.
if (process.platform === 'linux') setPriority(PATIENT);
parentPort!.postMessage(read(workerData as RigWork));
