import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const BENCH = new URL('../../dist/bench/virtual-rig.js', import.meta.url).href;

/** A bench that starts a rig, says its process number when it is up, and goes on. */
const PROGRAM = `
  import { addressOf, startVirtualRig } from '${BENCH}';
  const rig = startVirtualRig();
  await addressOf(rig);
  console.log(rig.pid);
  setInterval(() => {}, 1000);`;

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error('the bench ended without a line');
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function endsWithin(pid: number, ms: number): Promise<boolean> {
  const untilMs = performance.now() + ms;
  while (runs(pid)) {
    if (performance.now() > untilMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

it.each(['SIGINT', 'SIGKILL'] as const)('a bench that %s ends leaves no rig behind', async (signal) => {
  const { npm_lifecycle_event: _npm, ...env } = process.env;
  const bench = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  const rig = Number(await firstLine(bench));
  expect(runs(rig)).toBe(true);
  const ended = once(bench, 'exit');
  bench.kill(signal);
  await ended;
  const gone = await endsWithin(rig, 20_000);
  if (!gone) process.kill(rig, 'SIGKILL');
  expect(gone).toBe(true);
});
