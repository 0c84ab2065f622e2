// Builds what `npm start`, `npm run emulate` and the tests run: TypeScript by project references, and the page.
// The two do not need each other, so they run side by side; tsc skips what is current.
import { spawn } from 'node:child_process';
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

function run(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(bin(name), args, { cwd: top, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const codes = await Promise.all([run('tsc', ['-b']), run('vite', ['build', '--logLevel', 'warn'])]);

process.exit(Math.max(...codes));
