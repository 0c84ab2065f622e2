/** What the tests of boards and programs need: builds what is not current, once before they run. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export function build(script: 'build.mjs' | 'build-file.mjs' | 'build-firmware.mjs'): void {
  // scripts/mutate.mjs builds by itself, and only what it has changed.
  if (process.env.AXON_TEST_BUILT === '1') return;
  const path = fileURLToPath(new URL(`../../../scripts/${script}`, import.meta.url));
  if (spawnSync(process.execPath, [path], { stdio: 'inherit' }).status !== 0)
    throw new Error(`these tests need "node scripts/${script}" to succeed, and it has failed: see above`);
}
