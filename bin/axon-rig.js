#!/usr/bin/env node
// What `npx axon-rig` starts: the program if it has been built, else the building of it first.
require('./node-version.js');
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const folder = join(__dirname, '..');
const program = join(folder, 'dist', 'src', 'cli', 'main.js');
const builder = join(folder, 'scripts', 'build.mjs');

if (!existsSync(program)) {
  if (!existsSync(builder)) {
    console.error('axon-rig: this copy of the program is not complete: install it again.');
    process.exit(1);
  }
  const { status } = spawnSync(process.execPath, [builder, '--without-tests'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}
void import(pathToFileURL(program).href);
