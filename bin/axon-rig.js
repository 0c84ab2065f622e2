#!/usr/bin/env node
// What `npx axon-rig` starts: the program if it has been built, else the building of it first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/src/cli/main.js', import.meta.url);
const builder = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url));

if (!existsSync(program)) {
  if (!existsSync(builder)) {
    console.error('axon-rig: this copy of the program is not complete: install it again.');
    process.exit(1);
  }
  console.error('axon-rig: building the program, once.');
  const { status } = spawnSync(process.execPath, [builder], { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    const folder = fileURLToPath(new URL('..', import.meta.url));
    console.error(
      `axon-rig: it could not be built, see above. Run "npm ci && npm run build" in ${folder} as the owner of that folder.`,
    );
    process.exit(1);
  }
}
await import(program.href);
