/** Whether the system lets this process open what it needs: asked before anything else is loaded, which opens files. */
import { closeSync, openSync } from 'node:fs';

/** What loading the program takes at once, and then some [files and connections]. */
const NEEDED = 200;

export function tooFewDescriptors(left: number): string {
  return `only ${left} more files and connections may be open at a time here, and the rig needs ${NEEDED}: type "ulimit -n 1024" in this terminal first, or put LimitNOFILE=1024 into the service file`;
}

/** One sentence for an account that may open too little at a time; undefined if it may open enough. */
export function descriptorProblem(): string | undefined {
  const open: number[] = [];
  try {
    while (open.length < NEEDED) open.push(openSync(process.execPath, 'r'));
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EMFILE') return undefined;
    return tooFewDescriptors(open.length);
  } finally {
    for (const descriptor of open) closeSync(descriptor);
  }
}
