/**
 * `Rhythm` in a thread of its own, so that what the rest of the process does is not taken for the rig's. Asked with
 * any message, it answers with what has been since; asked with null, it ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Rhythm } from './rhythm.js';

const rhythm = new Rhythm((workerData as { port: number }).port);
parentPort!.on('message', (message) => {
  if (message !== null) parentPort!.postMessage(rhythm.take());
  else {
    rhythm.close();
    parentPort!.close();
  }
});
