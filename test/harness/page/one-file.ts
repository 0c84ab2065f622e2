/** The rig in one file for tests: of the sources as they are now: the built one, or else made once for all tests of a process. */
import { fileURLToPath } from 'node:url';
import { builtFile } from '../../../scripts/file-stamp.mjs';

const top = fileURLToPath(new URL('../../../', import.meta.url));
let made: Promise<string> | undefined;

/** What makes one is read only if it is needed. */
async function make(): Promise<string> {
  const { filePage } = await import('../../../scripts/file-page.mjs');
  return filePage(top);
}

export const oneFile = (): Promise<string> => (made ??= Promise.resolve(builtFile(top) ?? make()));
