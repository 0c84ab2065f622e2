// Builds firmware/build/axon-rig-uno.hex where avr-gcc is there; make skips what is current.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const firmware = fileURLToPath(new URL('../firmware', import.meta.url));
if (spawnSync('avr-gcc', ['--version'], { stdio: 'ignore' }).status !== 0) {
  console.error(
    'axon-rig: no avr-gcc, so the firmware is not built (node scripts/system-tools.mjs says how to get it)',
  );
  process.exit(process.env.CI ? 1 : 0);
}
const { status } = spawnSync('make', ['--silent', '-C', firmware], { stdio: 'inherit' });
process.exit(status ?? 1);
