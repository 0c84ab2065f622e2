/** Where a command writes for people, and what it can say wrong. */

/** Standard output and standard error, a line at a time. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

/** A terminal that is closed while the rig runs (EPIPE, EIO) must not stop the rig. */
export function processTerminal(): Terminal {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  };
}

/** Something that the person at the keyboard can put right: shown without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** Messages that begin with their own place, `file:line:column`, so that an editor can jump there. */
export class FileError extends UserError {
  override readonly name = 'FileError';
}
