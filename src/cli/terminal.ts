/** Where a command writes for people, and what it can say wrong. */
import { fstatSync, writeFileSync } from 'node:fs';

/** Standard output and standard error, a line at a time. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

/** The first error of standard output; later ones only follow from it. */
let outError: NodeJS.ErrnoException | undefined;

/** Of a file or a device Node would not notice that a full disk took only half of a text. */
const outIsFile = ((): boolean => {
  try {
    const out = fstatSync(1);
    return !process.stdout.isTTY && (out.isFile() || out.isCharacterDevice());
  } catch {
    return false;
  }
})();

/** Writes to standard output, and calls back when the system has it; errors are kept in `outError`. */
function writeOut(text: string | Uint8Array, done: () => void = () => {}): void {
  if (outError === undefined && !outIsFile) {
    process.stdout.write(text, (error) => {
      outError ??= error ?? undefined;
      done();
    });
    return;
  }
  try {
    if (outError === undefined) writeFileSync(1, text);
  } catch (error) {
    outError = error as NodeJS.ErrnoException;
  }
  done();
}

/** A terminal that is closed while the rig runs (EPIPE, EIO) must not stop the rig. */
export function processTerminal(): Terminal {
  process.stdout.on('error', (error) => {
    outError ??= error;
  });
  process.stderr.on('error', () => {});
  return {
    out: (line) => writeOut(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  };
}

/**
 * Writes a piece, and waits until it and all before it are on their way: `closed` if the reader has gone away, as
 * `| head` or a terminal does. Throws UserError if it is lost, such as on a full disk.
 */
export async function writeStandardOutput(text: string | Uint8Array): Promise<'written' | 'closed'> {
  await new Promise<void>((done) => writeOut(text, done));
  if (outError === undefined) return 'written';
  if (outError.code === 'EPIPE' || outError.code === 'EIO') return 'closed';
  throw new UserError(`standard output cannot be written: ${outError.message}; what was to be there is lost`);
}

/** Something that the person at the keyboard can put right, or asked for: shown without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** What the program ends with. */
  readonly exitCode: number = 1;
}

/** Messages that begin with their own place, `file:line:column`, so that an editor can jump there. */
export class FileError extends UserError {
  override readonly name = 'FileError';
}
