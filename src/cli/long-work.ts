/** Work that takes long and writes files: Ctrl-C stops it, and then nothing is left half written. */
import { type Output, openOutput } from './output.js';
import { openPauses, type Pauses, StoppedError } from './pauses.js';
import type { Terminal } from './terminal.js';

/** What a shell says of a program that a signal has ended: this and the number of the signal. */
const STOPPED_BY = 128;

export interface LongWork {
  readonly pauses: Pauses;
  /** What is not finished when the work ends, however it does, is thrown away. */
  open(what: string, target: string): Output;
  /** All that were opened, in that order. */
  readonly outputs: readonly Output[];
}

/** @returns the exit code: that of the work, or of the signal that stopped it. */
export async function longWork(
  terminal: Terminal,
  work: (tools: LongWork) => Promise<number>,
): Promise<number> {
  const pauses = openPauses();
  const outputs: Output[] = [];
  const open = (what: string, target: string): Output => {
    const output = openOutput(what, target);
    outputs.push(output);
    return output;
  };
  try {
    return await work({ pauses, open, outputs });
  } catch (error) {
    pauses.clear();
    if (!(error instanceof StoppedError)) throw error;
    terminal.err(`axon-rig: ${error.message}`);
    return STOPPED_BY + error.signalNumber;
  } finally {
    for (const output of outputs) output.discard();
    pauses.close();
  }
}
