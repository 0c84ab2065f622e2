// Builds dist/axon-rig.html: the whole rig in one file, for any browser, with nothing installed. A stamp in dist/ tells
// from which sources it was built: where they are the same, it is left alone, without a word.
import '../bin/node-version.js';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { filePage } from './file-page.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const dist = join(top, 'dist');
const result = join(dist, 'axon-rig.html');
const stamp = join(dist, 'file-built-from');
const SOURCES = [
  'src',
  'rigs',
  'experiments',
  'lessons',
  'firmware/hex',
  'scripts/build-file.mjs',
  'scripts/file-fonts.mjs',
  'scripts/file-lean.mjs',
  'scripts/file-page.mjs',
  'scripts/shipped-texts.mjs',
  'package.json',
  'package-lock.json',
];

function filesIn(path) {
  if (!statSync(join(top, path)).isDirectory()) return [path];
  return readdirSync(join(top, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length))
    .sort();
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesIn)) hash.update(`${path}\n`).update(readFileSync(join(top, path)));
  return hash.digest('hex');
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const sources = fingerprint();
if (!existsSync(result) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== sources) {
  mkdirSync(dist, { recursive: true });
  rmSync(stamp, { force: true });
  const html = await filePage(top);
  writeFileSync(result, html);
  writeFileSync(stamp, sources);
  const gzipped = gzipSync(html, { level: 9 }).length;
  console.error(
    `axon-rig: dist/axon-rig.html is built: ${kB(Buffer.byteLength(html))}, ${kB(gzipped)} gzipped`,
  );
}
