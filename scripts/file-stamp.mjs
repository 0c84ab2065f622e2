// A stamp in dist/ tells from which sources dist/axon-rig.html was built.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  'scripts/file-stamp.mjs',
  'scripts/old-browser.mjs',
  'scripts/shipped-texts.mjs',
  'LICENSE',
  'package.json',
  'package-lock.json',
];

function filesIn(top, path) {
  if (!statSync(join(top, path)).isDirectory()) return [path];
  return readdirSync(join(top, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length))
    .sort();
}

function fingerprint(top) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((one) => filesIn(top, one)))
    hash.update(`${path}\n`).update(readFileSync(join(top, path)));
  return hash.digest('hex');
}

const paths = (top) => ({
  result: join(top, 'dist/axon-rig.html'),
  stamp: join(top, 'dist/file-built-from'),
});

/** The built file as a text, if it is of the sources as they are now. */
export function builtFile(top) {
  const { result, stamp } = paths(top);
  const isCurrent =
    existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(top);
  return isCurrent ? readFileSync(result, 'utf8') : undefined;
}

/** @param make makes it of the sources. */
export async function writeFilePage(top, make) {
  const { result, stamp } = paths(top);
  const sources = fingerprint(top);
  mkdirSync(join(top, 'dist'), { recursive: true });
  rmSync(stamp, { force: true });
  const html = await make(top);
  writeFileSync(result, html);
  writeFileSync(stamp, sources);
  return html;
}
