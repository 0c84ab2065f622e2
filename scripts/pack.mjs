// Around `npm pack` and `npm publish`. "prepack" builds, puts the packages that the program loads into
// dist/node_modules, and writes for the moment of packing a package.json that asks for no other package: so an
// installation fetches nothing, compiles nothing and has one serialport, whatever the npm. npm has a field for this,
// bundleDependencies, but with the overrides of ours `npm ci` does not end. "postpack" puts package.json back.
// --built takes what is in dist/ as it is.
import '../bin/node-version.js';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './notices.mjs';
import { shippedPackages } from './shipped-packages.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const manifest = join(top, 'package.json');
const kept = join(top, 'package.json.kept');
const modules = join(top, 'dist', 'node_modules');

/** What Node may load, and the words of a licence: no sources of C++, no types, no documents, no tests. */
const isNeeded = (name) => /\.(?:js|cjs|mjs|json|node)$/.test(name) || /^(?:licen[cs]e|copying)/i.test(name);
const NOT_NEEDED = new Set(['node_modules', 'test', 'tests', 'example', 'examples', 'docs']);

function putBack() {
  if (existsSync(kept)) renameSync(kept, manifest);
  rmSync(modules, { recursive: true, force: true });
}

function copyPackage(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && !NOT_NEEDED.has(entry.name)) copyPackage(source, target);
    else if (entry.isFile() && isNeeded(entry.name)) cpSync(source, target);
  }
}

function prepare(isBuilt) {
  putBack();
  if (!isBuilt) {
    for (const args of [['build.mjs', '--from-scratch', '--without-tests'], ['build-file.mjs']]) {
      const [script, ...options] = args;
      const command = [join(top, 'scripts', script), ...options];
      const { status } = spawnSync(process.execPath, command, { stdio: ['ignore', 2, 2] });
      if (status !== 0) process.exit(1);
    }
  }
  for (const { location } of shippedPackages(top))
    copyPackage(join(top, location), join(top, 'dist', location));
  writeFileSync(join(top, 'dist', 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(top), null, 1)}\n`);
  const whole = readFileSync(manifest, 'utf8');
  const { scripts, dependencies, devDependencies, overrides, allowScripts, ...released } = JSON.parse(whole);
  // Any npm can install it: only our own folder needs one that knows overrides.
  released.engines = { node: released.engines.node };
  writeFileSync(kept, whole);
  writeFileSync(manifest, `${JSON.stringify(released, null, 2)}\n`);
}

const [step, option] = process.argv.slice(2);
if (step === 'prepack') prepare(option === '--built');
else if (step === 'postpack') putBack();
else {
  console.error(`pack.mjs: expected prepack or postpack`);
  process.exit(2);
}
