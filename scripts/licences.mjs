// Licences of all packages that come with the program (all but those for development), and of what is in the page.
// Run, it prints them, and fails if one is unknown or not allowed; a test does the same.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** They ask that their text and the names in it come along, and nothing else. */
export const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Packages for development of which a part is in the page, with what it may be. */
export const IN_THE_PAGE = { '@fontsource/ibm-plex-sans': ['OFL-1.1'], vite: ['MIT'] };

/** Whose package.json has no field `license`: what its own files say, looked at by hand, for this version alone. */
export const LOOKED_AT = {
  'temporal 0.7.1': {
    licence: 'MIT',
    file: 'LICENSE-MIT',
    says: 'copy, modify, merge, publish, distribute, sublicense, and/or sell',
  },
};

/** The packages of a package-lock.json that come along, by their folder: name, version, licence or undefined. */
export function runtimePackages(lock) {
  return Object.entries(lock.packages)
    .map(([folder, of]) => ({ folder, name: folder.replace(/^.*node_modules\//, ''), ...of }))
    .filter(({ folder, name, dev }) => folder !== '' && (dev !== true || name in IN_THE_PAGE))
    .map(({ folder, name, version, license }) => ({ folder, name, version, licence: license }));
}

/** A sentence for each package whose licence is unknown, not allowed, or not what its files say. @param read a file's text. */
export function licenceProblems(packages, read) {
  return packages.flatMap(({ folder, name, version, licence }) => {
    const what = `${name} ${version}`;
    const seen = LOOKED_AT[what];
    if (licence === undefined && seen === undefined)
      return `${what} names no licence: look at its files, and at its newer versions; what they say belongs into LOOKED_AT of scripts/licences.mjs`;
    if (licence === undefined && !read(join(folder, seen.file))?.includes(seen.says))
      return `${what}: ${seen.file} does not say what it said when it was looked at`;
    const is = licence ?? seen.licence;
    if (![...ALLOWED, ...(IN_THE_PAGE[name] ?? [])].includes(is))
      return `${what} has the licence ${is}, which is not allowed here: choose another package, or say why it may come along in ALLOWED of scripts/licences.mjs`;
    return [];
  });
}

const isProgram = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram) {
  const top = fileURLToPath(new URL('..', import.meta.url));
  const packages = runtimePackages(JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')));
  const read = (path) => (existsSync(join(top, path)) ? readFileSync(join(top, path), 'utf8') : undefined);
  for (const { name, version, licence } of packages)
    console.log(`${name} ${version}: ${licence ?? LOOKED_AT[`${name} ${version}`]?.licence ?? 'unknown'}`);
  const problems = licenceProblems(packages, read);
  for (const problem of problems) console.error(`axon-rig: ${problem}`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
