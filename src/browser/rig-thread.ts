/** The thread that the rig plays in. Its program stands in the page as text, and is run from a blob. */
import type { ToWorker } from './messages.js';
import { startThread } from './thread.js';

/** Where the build puts the program of the worker. */
export const PROGRAM_ID = 'rig-program';

/** Once for a document. */
export function startRigThread(): Worker {
  const text = document.getElementById(PROGRAM_ID)!.textContent;
  const program = new Blob([text], { type: 'text/javascript' });
  const thread = startThread(program, 'rig');
  const first: ToWorker = { type: 'program', program };
  thread.postMessage(first);
  return thread;
}
