/**
 * The programs that some tests need besides npm packages. In CI a test that needs one never skips: it fails.
 * `scripts/system-tools.mjs`, which `npm test` runs first, installs them or says how to.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function find(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

const inCi = Boolean(process.env.CI);

/** Path of each tool, or undefined. */
export const chromiumPath = process.env.CHROMIUM ?? find('chromium') ?? find('chromium-browser');
export const socatPath = find('socat');
export const avrGccPath = find('avr-gcc');

/** For `describe.skipIf(...)`: true where the tool is missing and skipping is allowed, that is, outside CI. */
export function lacks(toolPath: string | undefined): boolean {
  return toolPath === undefined && !inCi;
}
