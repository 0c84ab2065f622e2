// Builds firmware/build/axon-rig-uno.hex where avr-gcc is there, and the same program for this computer where g++ is
// there; make skips what is current.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BUILDS = [
  { compiler: 'avr-gcc', folder: 'firmware', what: 'the firmware' },
  { compiler: 'g++', folder: 'firmware/host', what: 'the firmware for this computer' },
];

let failed = false;
for (const { compiler, folder, what } of BUILDS) {
  if (spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status !== 0) {
    console.error(
      `axon-rig: no ${compiler}, so ${what} is not built (node scripts/system-tools.mjs says how to get it)`,
    );
    failed ||= Boolean(process.env.CI);
    continue;
  }
  const path = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  const { status } = spawnSync('make', ['--silent', '-j2', '-C', path], { stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
