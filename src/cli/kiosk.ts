/** `axon-rig kiosk URL -- BROWSER…`: keeps the screen of an exhibit; what its systemd unit runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { systemTimers } from '../devices/system/timers.js';
import { keepScreen } from '../service/kiosk.js';
import { read } from '../service/post.js';
import { type Terminal, UserError } from './terminal.js';

const HEALTH = { withinMs: 3000, mostBytes: 65_536 };
/** A browser that does not end by itself is ended [ms]. */
const KILL_AFTER_MS = 5000;

/** @returns the exit code: that of the browser, so that systemd starts both again. */
export async function kiosk(url: string, command: readonly string[], terminal: Terminal): Promise<number> {
  const [program, ...args] = command;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UserError(`${url} is no address; the page of a rig is at http://127.0.0.1:8080/`);
  if (program === undefined)
    throw new UserError('no browser is named: npx axon-rig kiosk http://127.0.0.1:8080/ -- chromium --kiosk');
  const cannotStart = (error: unknown) =>
    new UserError(`${program} cannot be started: ${(error as Error).message}`);
  let child: ChildProcess;
  try {
    child = spawn(program, [...args, url], { stdio: 'inherit' });
  } catch (error) {
    throw cannotStart(error);
  }
  const end = (): void => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (error) => reject(cannotStart(error)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  return keepScreen({
    start: () => ({ ended, end }),
    health: () => read(new URL('/healthz', url).href, HEALTH),
    clock: systemTimers,
    say: (words) => terminal.err(`axon-rig: ${words}`),
  });
}
