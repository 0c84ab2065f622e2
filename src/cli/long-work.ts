/** Work that takes long and writes files: Ctrl-C stops it, and then nothing is left half written. */
import { type Output, openOutput } from './output.js';
import { openPauses, type Pauses } from './pauses.js';

export interface LongWork {
  readonly pauses: Pauses;
  /** What is not finished when the work ends, however it does, is thrown away. */
  open(what: string, target: string): Output;
  /** All that were opened, in that order. */
  readonly outputs: readonly Output[];
}

/** @returns what the work returns. Throws StoppedError if it was stopped. */
export async function longWork<T>(work: (tools: LongWork) => Promise<T>): Promise<T> {
  const pauses = openPauses();
  const outputs: Output[] = [];
  const open = (what: string, target: string): Output => {
    const output = openOutput(what, target);
    outputs.push(output);
    return output;
  };
  try {
    return await work({ pauses, open, outputs });
  } finally {
    pauses.clear();
    for (const output of outputs) output.discard();
    pauses.close();
  }
}
