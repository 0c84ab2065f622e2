/** The virtual rig in a process of its own, for benches that measure the whole program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));

/**
 * Starts it on a free port. It ends by itself, within a second, when this process has ended, in whatever way: a child of
 * npm looks after its parent, and it is told that it is one.
 * @param options further ones of `run`.
 */
export function startVirtualRig(options: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [MAIN, 'run', 'virtual', '--http-port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'bench' },
  });
}

/** The address of its page, once printed; throws if the rig ends before. */
export async function addressOf(rig: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: rig.stdout! })) {
    const address = /^axon-rig: open (http:\S+)$/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the rig ended without an address');
}
