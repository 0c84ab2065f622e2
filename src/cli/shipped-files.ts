/** Finds a YAML file by path or by the name of one that comes with the package, and reads it. */

import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs';
import { basename, join, relative } from 'node:path';
import { formatProblem, MAX_FILE_CHARS } from '../files/index.js';
import { nearestWord } from '../files/nearest.js';
import { typedName } from '../files/typed-name.js';
import { FileError, UserError } from './terminal.js';
import { utf8Text } from './utf8-text.js';

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
    .map(withoutEnding)
    .sort();
}

type Kind = 'file' | 'folder' | 'other' | 'none';

/** A name without the ending of a YAML file. */
export const withoutEnding = (name: string) => name.replace(ENDING, '');

/** What is at a path, behind all links. */
function kindOf(path: string): Kind {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'none';
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'folder' : 'other';
  } catch {
    // A link to itself, or a folder that may not be entered.
    return 'none';
  }
}

export const isFile = (path: string) => kindOf(path) === 'file';

/** Where a link points; `undefined` if there is no link. */
function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** What is there instead of the file; `undefined` if nothing is. */
function obstacleWords(wanted: string, what: string): string | undefined {
  const expected = `expected ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} file`;
  const kind = kindOf(wanted);
  if (kind === 'folder') return `${wanted} is a folder, ${expected}`;
  if (kind === 'other') return `${wanted} is a device or a pipe, ${expected}`;
  const target = linkTarget(wanted);
  return target && `${wanted} is a link to ${target}, which cannot be found; ${expected}`;
}

/** The shipped file that is meant by `wanted`; `undefined` if none is. */
function onShelf(wanted: string, { folder, name: shelf }: Shelf): string | undefined {
  const name = basename(wanted);
  // `rigs/uno-60.yaml` means the shipped one from any folder, not only from the package's own.
  if (name !== wanted && wanted !== join(shelf, name)) return undefined;
  return [name, `${name}.yaml`, `${name}.yml`].map((file) => join(folder, file)).find(isFile);
}

/**
 * A path is taken as it is; a bare name may also be that of a shipped file, on the first shelf that has it. `otherwise`
 * finds the words for a file that is shipped, but is of another kind. `fromHere`: whether a path is one from here.
 */
export function findFile(
  wanted: string,
  shelves: readonly Shelf[],
  otherwise: { readonly shelf: Shelf; readonly words: (wanted: string) => string } | null = null,
  fromHere = true,
): string {
  if (fromHere && isFile(wanted)) return wanted;
  for (const shelf of shelves) {
    const shipped = onShelf(wanted, shelf);
    if (shipped !== undefined) return shipped;
  }
  if (otherwise && onShelf(wanted, otherwise.shelf)) throw new UserError(otherwise.words(wanted));
  const what = eitherOf(shelves.map((shelf) => shelf.what));
  const names = shelves.map(
    (shelf) => `${shelf.what} (${shippedNames(shelf.folder).join(', ') || 'none found'})`,
  );
  const problem = obstacleWords(wanted, what) ?? `there is no ${what} file ${wanted}`;
  const meant = nearestWord(
    withoutEnding(wanted),
    shelves.flatMap(({ folder }) => shippedNames(folder)),
  );
  if (meant !== undefined)
    throw new UserError(
      `${problem} – did you mean ${meant}? Give the path of a file, or the name of a shipped one`,
    );
  const made = what === 'rig' ? '; "npx axon-rig new mine.yaml" makes one' : '';
  throw new UserError(
    `${problem}; give the path of one, or the name of a shipped ${names.join(' or ')}${made}`,
  );
}

/** `rig, experiment or card`. */
function eitherOf(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]+)$/, ' or $1');
}

/** How messages name a file: from here, if it is below here. */
export function nameFromHere(path: string): string {
  const fromHere = relative('', path);
  return fromHere.startsWith('..') ? path : fromHere;
}

/** Most that a file of `MAX_FILE_CHARS` characters has, with a byte order mark [bytes]. */
const MOST_BYTES = 3 * MAX_FILE_CHARS + 3;

/** How a recording begins, with or without a byte order mark; never a rig or an experiment. */
const RECORDING_START = /^(\u00ef\u00bb\u00bf)?\{"axonRig":"/;

/**
 * Throws UserError if the file cannot be read or is a recording, FileError with line and column if it is too large or not in UTF-8. No
 * more of it is read than a rig or experiment file can have.
 */
export function readText(file: string): string {
  const bytes = readBytes(file);
  if (RECORDING_START.test(Buffer.from(bytes.subarray(0, 20)).toString('latin1'))) {
    const name = nameFromHere(file);
    throw new UserError(
      `${name} is a recording; play it with: npx axon-rig play ${typedName(name)}, or make a table of it with: npx axon-rig export ${typedName(name)} --csv FILE`,
    );
  }
  if (bytes.length > MOST_BYTES)
    throw new FileError(
      formatProblem({
        ...{ file: nameFromHere(file), line: 1, column: 1, path: [] },
        expected: `at most ${MAX_FILE_CHARS} characters`,
        got: `a file of ${sizeWords(file)}`,
        advice: 'is this the right file?',
      }),
    );
  const text = utf8Text(bytes);
  if (text.ok) return text.text;
  const byte = `0x${text.byte.toString(16).padStart(2, '0')}`;
  throw new FileError(
    formatProblem({
      ...{ file: nameFromHere(file), line: text.line, column: text.column, path: [] },
      expected: 'text in UTF-8',
      got: `the byte ${byte}`,
      advice: 'save the file as UTF-8 in your editor',
    }),
  );
}

function sizeWords(file: string): string {
  const bytes = statSync(file).size;
  if (bytes <= MOST_BYTES) return 'more';
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes / 1e6)} MB`;
}

/** The bytes of a file, or of one that is too large its start: `MOST_BYTES` + 1. */
function readBytes(file: string): Uint8Array {
  try {
    const bytes = Buffer.alloc(MOST_BYTES + 1);
    const opened = openSync(file, 'r');
    try {
      let length = 0;
      for (let got = 1; got > 0 && length < bytes.length; length += got)
        got = readSync(opened, bytes, length, bytes.length - length, null);
      return bytes.subarray(0, length);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${(error as Error).message}; check that your account may read it`,
    );
  }
}
