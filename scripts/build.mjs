// Builds what `npm start`, `npm run emulate` and the tests run: TypeScript by project references, then the page.
// Both tools skip what is current, so that a start costs well under a second when nothing changed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));

function bin(name) {
  const path = `${top}node_modules/.bin/${name}`;
  if (existsSync(path)) return path;
  console.error(
    `axon-rig: ${name} is not installed, so the rig cannot be built. Run "npm ci" in ${top} first (without --omit=dev).`,
  );
  process.exit(1);
}

const steps = [
  [bin('tsc'), ['-b']],
  [bin('vite'), ['build', '--logLevel', 'warn']],
];
for (const [command, args] of steps) {
  const { status, error } = spawnSync(command, args, { cwd: top, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
