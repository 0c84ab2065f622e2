// What the packages that come with the program could reach: by the modules of Node that their files name, by what is
// compiled, by what they run when they are installed. Their tests and examples count, too: it is the most they could do.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';

/** What a reader wants to know of a package, by the modules of Node through which it would go. */
const DOORS = {
  files: ['fs', 'fs/promises'],
  network: ['dgram', 'dns', 'http', 'http2', 'https', 'net', 'tls'],
  processes: ['child_process', 'cluster', 'worker_threads'],
  terminal: ['readline', 'repl', 'tty'],
};
const CODE = /\.[cm]?js$/;
const NAMED = /(?:\brequire\(\s*|\bfrom\s*|\bimport\s*\(?\s*)(['"`])(?:node:)?([a-z_0-9]+(?:\/[a-z_]+)*)\1/g;
/** A program made of text; minified ones, too. */
const OF_TEXT = /\beval\s*\(|\bFunction\s*\(\s*['"`]|=\s*Function\s*[;,]/;
/** What asks a network without a module. */
const ASKS = /\bfetch\s*\(|\bXMLHttpRequest\b|\bnew\s+WebSocket\b/;

/** @param folder of a package. @param hasInstallScript as package-lock.json has it. @returns in a fixed order. */
export function doorsOf(folder, hasInstallScript) {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => !name.split('/').includes('node_modules'));
  const texts = files
    .filter((name) => CODE.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const named = new Set(texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, , name]) => name)));
  const doors = Object.entries(DOORS)
    .filter(([, modules]) => modules.some((name) => named.has(name)))
    .map(([door]) => door);
  if (texts.some((text) => ASKS.test(text)) && !doors.includes('network')) doors.push('network');
  if (files.some((name) => /\.(node|wasm)$/.test(name))) doors.push('native code');
  if (texts.some((text) => OF_TEXT.test(text))) doors.push('code from text');
  if (hasInstallScript === true) doors.push('install script');
  return doors;
}

/** Each package of a package-lock.json that comes along, once for each version: `name version` and its doors. */
export function runtimeDoors(top, lock) {
  const found = new Map();
  for (const [folder, { dev, version, hasInstallScript }] of Object.entries(lock.packages)) {
    if (folder === '' || dev === true || !existsSync(`${top}${folder}`)) continue;
    found.set(
      `${folder.replace(/^.*node_modules\//, '')} ${version}`,
      doorsOf(`${top}${folder}`, hasInstallScript),
    );
  }
  return found;
}
