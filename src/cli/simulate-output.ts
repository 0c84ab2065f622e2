/** Writing what was computed: a file is there whole or not at all. */
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from './terminal.js';

export interface Output {
  /** Such as `table`. */
  readonly what: string;
  /** Path, or `-` for standard output. */
  readonly target: string;
  pieces(): Iterable<string>;
}

/** The file that a path leads to; the path itself where there is none yet. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function checkTarget(option: string, target: string, source: string): void {
  const path = real(target);
  if (path === real(source))
    throw new UserError(`${option} ${target} is the experiment file itself; give another name`);
  if ([target, path].some((name) => /\.ya?ml$/i.test(name)))
    throw new UserError(
      `${option} ${target} has the name of a rig or experiment file, which is never written over; end it in .${option === '--svg' ? 'svg' : 'csv'}`,
    );
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory())
    throw new UserError(`${option} ${target} is a folder; give the name of a file in it`);
  try {
    accessSync(there === undefined || there.isFile() ? dirname(path) : path, constants.W_OK);
  } catch {
    throw new UserError(
      `${option} ${target} cannot be written: its folder is not there, or not yours to write in`,
    );
  }
}

/**
 * Looks, before anything is computed, whether there is a place for everything: UserError for two outputs in one
 * place, a folder that is missing, or a name that is an experiment's or a rig's.
 * @param targets option → path, `-`, or `undefined` for one that was not given.
 * @param source the experiment file.
 */
export function checkTargets(targets: Readonly<Record<string, string | undefined>>, source: string): void {
  const taken = new Map<string, string>();
  for (const [option, target] of Object.entries(targets)) {
    if (target === undefined) continue;
    if (target === '') throw new UserError(`${option} needs the name of a file, or - for standard output`);
    const place = target === '-' ? '-' : real(target);
    const other = taken.get(place);
    if (other !== undefined) {
      const where = place === '-' ? 'standard output' : target;
      throw new UserError(`${other} and ${option} both want ${where}; give one of them a file of its own`);
    }
    taken.set(place, option);
    if (target !== '-') checkTarget(option, target, source);
  }
}

function writeAll(file: number, pieces: Iterable<string>): void {
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  }
}

/**
 * Beside the target under another name first, and renamed when it is complete. What is no plain file, such as
 * /dev/null or a pipe, is written as it is.
 */
function writeFile(target: string, pieces: Iterable<string>): void {
  const path = real(target);
  const there = statSync(path, { throwIfNoEntry: false });
  const inPlace = there !== undefined && !there.isFile();
  const writing = inPlace ? path : join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const file = openSync(writing, inPlace ? 'w' : 'wx', there?.mode);
    try {
      writeAll(file, pieces);
    } finally {
      closeSync(file);
    }
    if (!inPlace) renameSync(writing, path);
  } catch (error) {
    if (!inPlace) rmSync(writing, { force: true });
    throw new UserError(`${target} cannot be written: ${(error as Error).message}`);
  }
}

/** Resolves to whether the reader wanted all of it. UserError if it cannot be written, such as on a full disk. */
async function writeStandardOutput(pieces: Iterable<string>): Promise<boolean> {
  for (const piece of pieces) {
    const error = await new Promise<NodeJS.ErrnoException | null | undefined>((done) =>
      process.stdout.write(piece, done),
    );
    if (!error) continue;
    // `| head` has seen enough.
    if (error.code === 'EPIPE') return false;
    throw new UserError(`standard output cannot be written: ${error.message}`);
  }
  return true;
}

/** Writes files first, standard output last. Resolves to a line for each file. */
export async function writeOutputs(outputs: readonly Output[]): Promise<string[]> {
  const files = outputs.filter(({ target }) => target !== '-');
  for (const { target, pieces } of files) writeFile(target, pieces());
  for (const { target, pieces } of outputs) if (target === '-') await writeStandardOutput(pieces());
  return files.map(({ what, target }) => `${what} written to ${target}`);
}
