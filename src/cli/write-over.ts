/** Writing a file whole, and over nothing of another kind. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { longWork } from './long-work.js';
import { UserError } from './terminal.js';

/** A file says what it is within so much of its beginning [bytes]. */
const MARK_WITHIN = 1000;

/** Whether a file has a mark in its beginning; one that may not be read has not. */
function hasMark(path: string, mark: string): boolean {
  try {
    const bytes = Buffer.alloc(MARK_WITHIN);
    const file = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(file, bytes, 0, MARK_WITHIN, 0)).includes(mark);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/**
 * Throws UserError where a file is there that is something else.
 * @param mark what files of this kind have in their beginning. @param what such as `worksheet`.
 */
export function checkOver(option: string, target: string, mark: string, what: string, force: boolean): void {
  if (target === '-' || force) return;
  const there = statSync(target, { throwIfNoEntry: false });
  if (there === undefined || !there.isFile() || there.size === 0 || hasMark(target, mark)) return;
  throw new UserError(
    `${option} ${target} is there already and is no ${what}; give another name, or add --force`,
  );
}

/** Writes to a path or, of `-`, to standard output: whole or not at all. Throws UserError where it cannot. */
export async function writeWhole(what: string, target: string, content: string | Uint8Array): Promise<void> {
  await longWork(async ({ open, pauses }) => {
    const output = open(what, target);
    output.write(content);
    await output.finish(pauses.breathe);
  });
}
