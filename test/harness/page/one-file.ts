/** The rig in one file for tests: made of the sources as they are now, once for all tests of a process. */
import { fileURLToPath } from 'node:url';
import { filePage } from '../../../scripts/file-page.mjs';

const top = fileURLToPath(new URL('../../../', import.meta.url));
let made: Promise<string> | undefined;

export const oneFile = (): Promise<string> => (made ??= filePage(top));
