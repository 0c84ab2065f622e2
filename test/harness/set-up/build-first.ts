/** Runs once before any test that needs the built program, the page or the firmware: builds what is not current. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export default function buildFirst(): void {
  // scripts/mutate.mjs builds by itself, and only what it has changed.
  if (process.env.AXON_TEST_BUILT === '1') return;
  for (const script of ['build.mjs', 'build-firmware.mjs']) {
    const path = fileURLToPath(new URL(`../../../scripts/${script}`, import.meta.url));
    if (spawnSync(process.execPath, [path], { stdio: 'inherit' }).status !== 0)
      throw new Error(
        `these tests need the rig to be built, and that failed: see above, or run "node scripts/${script}"`,
      );
  }
}
