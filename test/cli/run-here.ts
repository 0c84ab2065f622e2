/** A command that runs to its end, in this process: quick, and the same but for signals, a crash and what is loaded. */
import { vi } from 'vitest';
import { runCommand } from '../../src/cli/program.js';
import { processTerminal } from '../../src/cli/terminal.js';

const terminal = processTerminal();

/**
 * Runs `axon-rig` with `args` from `folder`, one command at a time.
 * @returns its exit code, and its output without the end of the last line.
 */
export async function runHere(args: readonly string[], folder: string) {
  const from = process.cwd();
  const read = (stream: NodeJS.WriteStream) => {
    const pieces: string[] = [];
    const spy = vi.spyOn(stream, 'write').mockImplementation(((
      piece: string | Uint8Array,
      done?: () => void,
    ) => {
      pieces.push(typeof piece === 'string' ? piece : Buffer.from(piece).toString());
      done?.();
      return true;
    }) as typeof stream.write);
    return { text: () => pieces.join('').replace(/\n$/, ''), restore: () => spy.mockRestore() };
  };
  const [out, err] = [read(process.stdout), read(process.stderr)];
  process.chdir(folder);
  try {
    const code = await runCommand(args, terminal);
    return { code, out: out.text(), err: err.text() };
  } finally {
    process.chdir(from);
    out.restore();
    err.restore();
  }
}
