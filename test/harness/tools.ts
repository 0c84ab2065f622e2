/**
 * The programs that some tests need besides npm packages. In CI a test that needs one never skips: it fails.
 * `scripts/system-tools.mjs`, which `npm test` runs first, installs them or says how to.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find(...programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find(executable);
}

const MAC_BROWSERS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium that people use; undefined if there is none. $CHROMIUM where that is set. */
export const wholeChromiumPath =
  process.env.CHROMIUM ??
  find('chromium', 'chromium-browser', 'google-chrome') ??
  MAC_BROWSERS.find(executable);
/** Path of each tool, or undefined. The headless shell is the same Chromium without its windows: a third less work. */
export const chromiumPath = process.env.CHROMIUM ?? find('chromium-headless-shell') ?? wholeChromiumPath;
export const socatPath = find('socat');
/** Programs of systemd that need no running systemd; there are none but on Linux. */
export const systemdPath = find('systemd-analyze');
export const perlPath = find('perl');
export const avrGccPath = find('avr-gcc');
/** Compiles the board's program for this computer. */
export const hostCompilerPath = find('g++');

/** For `describe.skipIf(...)`: true where the tool is missing and skipping is allowed, that is, outside CI. */
export function lacks(toolPath: string | undefined): boolean {
  return toolPath === undefined && !process.env.CI;
}
