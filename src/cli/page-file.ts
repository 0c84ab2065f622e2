/** `axon-rig page --out FILE`: the whole rig as one file, to hand on. */
import { readFileSync } from 'node:fs';
import { builtFile } from './package-folder.js';
import { checkTargets } from './targets.js';
import { type Terminal, UserError } from './terminal.js';
import { checkOver, writeWhole } from './write-over.js';

export interface PageFileOptions {
  /** Path, or `-` for standard output. */
  readonly out?: string;
  /** Writes also over what is no such page. */
  readonly force?: boolean;
}

/** What the page says of itself in its beginning. */
export const PAGE_FILE_MARK = '<meta name="generator" content="axon-rig ';

/** The rig in one file. Throws UserError where it is not built. */
export function readBuilt(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(
      'the rig in one file has not been built yet; in the folder of the program run: npm run build:file',
    );
  }
}

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function pageFile(
  { out: target, force = false }: PageFileOptions,
  terminal: Terminal,
  built = builtFile,
): Promise<number> {
  if (target === undefined)
    throw new UserError('page needs to know where to write: add --out FILE; - is standard output');
  checkTargets({ '--out': target }, built, 'the page that the program has', 'html');
  checkOver('--out', target, PAGE_FILE_MARK, 'page of this program', force);
  const page = readBuilt(built);
  await writeWhole('page', target, page);
  if (target !== '-')
    terminal.out(
      `the whole rig is in ${target}: open it in a browser, or pass it on; Chrome and Edge drive a board from it, other browsers play without one`,
    );
  return 0;
}
