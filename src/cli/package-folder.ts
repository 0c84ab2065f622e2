/** Where the package lies: beside its package.json are the shipped rigs and the built page. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function folderAbove(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) return start;
    folder = above;
  }
  return folder;
}

const packageFolder = folderAbove(dirname(fileURLToPath(import.meta.url)));

/** Rig files that come with the package. */
export const shippedRigs = join(packageFolder, 'rigs');
/** Experiment files that come with the package. */
export const shippedExperiments = join(packageFolder, 'experiments');
/** Lesson cards that come with the package, and the plans. */
export const shippedCards = join(packageFolder, 'lessons');
export const shippedPlans = join(packageFolder, 'lessons', 'plans');
/** The page as Vite builds it. */
export const builtPage = join(packageFolder, 'dist', 'page');
/** The rig in one file, as `npm run build:file` makes it. */
export const builtFile = join(packageFolder, 'dist', 'axon-rig.html');
/** The program's first file, as it is built. */
export const mainFile = join(packageFolder, 'dist', 'src', 'cli', 'main.js');
/** The firmware, ready for a board. */
export const shippedFirmware = join(packageFolder, 'firmware', 'hex');
export const packageJson = join(packageFolder, 'package.json');

const packageFacts = () =>
  JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string; engines: { node: string } };

export function packageVersion(): string {
  return packageFacts().version;
}

/** The Node that it needs, such as `>=20.19.0`. */
export function wantedNode(): string {
  return packageFacts().engines.node;
}
