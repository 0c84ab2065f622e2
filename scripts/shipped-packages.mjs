// The packages of others that travel inside ours: read from package-lock.json and from what is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IN_THE_PAGE } from './licences.mjs';

/** What the program never loads, and why: it stays behind. */
export const LEFT_BEHIND = {
  'browser-serialport': 'a serial port for a page; johnny-five asks for it in a browser',
  firmata: 'opens a serial port by itself; the program gives johnny-five its own transport',
  'node-addon-api': 'headers for a compiler; the serial port comes compiled',
  temporal: 'loaded by animations of johnny-five, which the program has none of',
};

const LICENCE_FILE = /^(?:licen[cs]e|copying)(?:[-.].*)?$/i;

/** The files of a package with the words of its licence; else the part of its readme that has them. */
function licenceWords(folder) {
  const names = readdirSync(folder);
  const own = names.filter((name) => LICENCE_FILE.test(name)).sort();
  if (own.length > 0) return own.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const readme = names.find((name) => /^readme/i.test(name));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  return /^#+ *licen[cs]e\s*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(text)?.[1] ?? '';
}

const tidy = (text) =>
  text
    .replaceAll('\r', '')
    .replaceAll(/[ \t\\]+$/gm, '')
    .trim();

/** What a package says of itself; an old one has a list of licences. */
function declaredLicence({ license, licenses }) {
  if (typeof license === 'string') return license;
  return [license, ...(licenses ?? [])].map((entry) => entry?.type).find(Boolean) ?? 'unknown';
}

function describe(top, location, integrity) {
  const folder = join(top, location);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return {
    location,
    name: about.name,
    version: about.version,
    licence: declaredLicence(about),
    words: tidy(licenceWords(folder)),
    integrity,
  };
}

/** Where npm put the package that `name` means inside the one at `location`. */
function found(entries, location, name) {
  for (let folder = location; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in entries) return place;
    if (folder === '') return undefined;
  }
}

/** Each package that the program may load, in order of its place in node_modules. */
export function shippedPackages(top) {
  const { packages } = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8'));
  const needs = new Map();
  const take = (location) => {
    const { dependencies, optionalDependencies } = packages[location];
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    const places = names
      .filter((name) => !(name in LEFT_BEHIND))
      .map((name) => found(packages, location, name))
      .filter((place) => place !== undefined && existsSync(join(top, place)));
    needs.set(location, places);
    for (const place of places) if (!needs.has(place)) take(place);
  };
  take('');
  needs.delete('');
  return [...needs]
    .map(([location, places]) => ({
      ...describe(top, location, packages[location].integrity),
      needs: places.sort(),
    }))
    .sort((one, other) => (one.location < other.location ? -1 : 1));
}

/** What of others is in the page that Vite builds. */
export function pageParts(top) {
  const { packages } = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8'));
  return Object.keys(IN_THE_PAGE).map((name) => {
    const location = `node_modules/${name}`;
    const part = describe(top, location, packages[location].integrity);
    // Behind its own licence Vite lists those of the packages that it is built with: none is in a page.
    return { ...part, words: tidy(part.words.split('# Licenses of bundled dependencies')[0]), needs: [] };
  });
}
