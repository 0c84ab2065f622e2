/** Finds a rig file by path or by the name of a shipped one, and reads it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { formatProblem, parseRig, type Rig } from '../rig/index.js';
import { shippedRigs } from './package-folder.js';
import { FileError, UserError } from './terminal.js';

const RIG_ENDING = /\.ya?ml$/;

export interface LoadedRig {
  /** The file, as messages name it. */
  readonly file: string;
  readonly rig: Rig;
  /** Remarks that stop nothing, one line each. */
  readonly notes: readonly string[];
}

/** Names of the shipped rigs: `uno-60`, `virtual`, … */
export function shippedRigNames(folder = shippedRigs): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => RIG_ENDING.test(name))
    .map((name) => name.replace(RIG_ENDING, ''))
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A path is taken as it is; a bare name may also be that of a shipped rig. */
export function findRigFile(wanted: string, folder = shippedRigs): string {
  if (isFile(wanted)) return wanted;
  const name = basename(wanted);
  // `rigs/uno-60.yaml` means the shipped one from any folder, not only from the package's own.
  const shipped = [name, `${name}.yaml`, `${name}.yml`].map((file) => join(folder, file)).find(isFile);
  const bare = name === wanted || wanted === join('rigs', name);
  if (bare && shipped !== undefined) return shipped;
  const names = shippedRigNames(folder).join(', ');
  throw new UserError(
    `there is no rig file ${wanted}; give the path of one, or the name of a shipped rig (${names || 'none found'})`,
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${(error as Error).message}; check that your account may read it`,
    );
  }
}

/** Throws FileError with every message, one a line, each with file, line and column. */
export function loadRig(wanted: string): LoadedRig {
  const path = findRigFile(wanted);
  const fromHere = relative('', path);
  const file = fromHere.startsWith('..') ? path : fromHere;
  const result = parseRig(readText(path), file);
  if (!result.ok) throw new FileError(result.problems.map(formatProblem).join('\n'));
  return { file, rig: result.rig, notes: result.notes.map(formatProblem) };
}
