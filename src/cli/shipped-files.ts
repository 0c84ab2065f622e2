/** Finds a YAML file by path or by the name of one that comes with the package, and reads it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { UserError } from './terminal.js';

const ENDING = /\.ya?ml$/;

/** A folder of files that come with the package. */
export interface Shelf {
  readonly folder: string;
  /** What the files are: `rig`. */
  readonly what: string;
  /** Name of the folder: `rigs`. */
  readonly name: string;
}

/** Names of the files on a shelf, without their ending. */
export function shippedNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => ENDING.test(name))
    .map((name) => name.replace(ENDING, ''))
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A path is taken as it is; a bare name may also be that of a shipped file. */
export function findFile(wanted: string, shelf: Shelf): string {
  if (isFile(wanted)) return wanted;
  const name = basename(wanted);
  // `rigs/uno-60.yaml` means the shipped one from any folder, not only from the package's own.
  const shipped = [name, `${name}.yaml`, `${name}.yml`].map((file) => join(shelf.folder, file)).find(isFile);
  const bare = name === wanted || wanted === join(shelf.name, name);
  if (bare && shipped !== undefined) return shipped;
  const names = shippedNames(shelf.folder).join(', ');
  throw new UserError(
    `there is no ${shelf.what} file ${wanted}; give the path of one, or the name of a shipped ${shelf.what} (${names || 'none found'})`,
  );
}

/** How messages name a file: from here, if it is below here. */
export function nameFromHere(path: string): string {
  const fromHere = relative('', path);
  return fromHere.startsWith('..') ? path : fromHere;
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${(error as Error).message}; check that your account may read it`,
    );
  }
}
