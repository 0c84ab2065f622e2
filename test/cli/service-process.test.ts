/** A rig as a service: what stands in for systemd here hears its words, and starts it again when they end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lacks, perlPath, systemdPath } from '../harness/tools.js';
import { MAIN } from './rig-process.js';

const RECEIVER = `use Socket; socket(S, AF_UNIX, SOCK_DGRAM, 0) or die; bind(S, pack_sockaddr_un($ARGV[0])) or die;
$| = 1; print "LISTENS\\n"; while (defined recv(S, $m, 8192, 0)) { print "$m\\n" unless $m =~ /^BARRIER/; }`;
/** From the latest sign of life of a program that is watched to its end. */
const WATCHDOG_MS = 3000;
/** Hangs when somebody sends SIGUSR2. */
const HANGS = `process.on('SIGUSR2', () => { for (;;); });`;

let folder: string;
let ends: (() => void)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-watchdog-'));
  ends = [];
});
afterEach(() => {
  for (const end of ends) end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/**
 * Starts a program as systemd starts a unit with Type=notify, WatchdogSec and Restart=always. It ends a silent
 * program only when told to `watch`: on a busy machine one that is well may be as silent as one that hangs.
 */
function createManager(args: readonly string[]) {
  const socket = join(folder, 'notify');
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  let child: ChildProcess | undefined;
  let stopped = false;
  /** Of the program that is watched; undefined: none is. */
  let watchdog: NodeJS.Timeout | undefined;
  let killed = 0;

  function watch(): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      killed++;
      child!.kill('SIGKILL');
    }, WATCHDOG_MS);
  }

  function start(): void {
    child = spawn(process.execPath, args, {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, NOTIFY_SOCKET: socket, WATCHDOG_USEC: String(1000 * WATCHDOG_MS) },
    });
    child.on('exit', (code, signal) => {
      clearTimeout(watchdog);
      // What its shell still says of the one that is gone is no word of the next one.
      watchdog = undefined;
      hear(`exit ${code ?? signal}`);
      if (!stopped) start();
    });
  }

  function hear(line: string): void {
    heard.push(line);
    if (line === 'WATCHDOG=1' && watchdog) watch();
    for (const look of waiting) look();
  }

  const receiver = spawn(perlPath!, ['-e', RECEIVER, socket]);
  createInterface({ input: receiver.stdout }).on('line', (line) => {
    if (line === 'LISTENS') start();
    hear(line);
  });
  ends.push(() => {
    stopped = true;
    clearTimeout(watchdog);
    receiver.kill();
    child?.kill('SIGKILL');
  });

  return {
    heard,
    killed: () => killed,
    child: () => child!,
    /** Ends the program that runs now when it gives no sign of life for that long; not the next one. */
    watch,
    stop() {
      stopped = true;
      child!.kill('SIGTERM');
    },
    /** Resolves when a line has been heard so often. */
    until: (line: string, times = 1) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (heard.filter((one) => one === line).length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

function logged(): { event: string; words?: string; before?: string; start?: number }[] {
  return readdirSync(join(folder, 'logs'))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, 'logs', name), 'utf8')
        .trim()
        .split('\n'),
    )
    .map((line) => JSON.parse(line));
}

describe.skipIf(process.platform !== 'linux' || lacks(systemdPath) || lacks(perlPath))(
  'a rig as a service',
  () => {
    it('runs while another program has the port of its page, and serves the page once that lets go', async () => {
      writeFileSync(join(folder, 'rig.yaml'), 'device: {kind: virtual}\nexhibit: {log: {folder: logs}}\n');
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const manager = createManager([MAIN, 'run', 'rig.yaml', '--http-port', String(port)]);
      await manager.until('READY=1');
      await manager.until('WATCHDOG=1', 2);
      const words = () => logged().map((line) => line.words ?? '');
      await vi.waitFor(
        () => expect(words()).toContainEqual(expect.stringMatching(`page is away: port ${port} is taken`)),
        { timeout: 30_000 },
      );
      await new Promise((resolve) => other.close(resolve));
      const health = () => fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.json());
      await expect.poll(() => health().catch(() => null)).toMatchObject({ state: 'well' });
      manager.stop();
      await manager.until('exit 0');
      expect(manager.heard.filter((line) => line.startsWith('exit'))).toEqual(['exit 0']);
    });

    it('says that it is ready and lives, is started again when its loop hangs, and both stand in its log', async () => {
      writeFileSync(join(folder, 'rig.yaml'), 'device: {kind: virtual}\nexhibit: {log: {folder: logs}}\n');
      const preload = `data:text/javascript,${encodeURIComponent(HANGS)}`;
      const manager = createManager(['--import', preload, MAIN, 'run', 'rig.yaml', '--http-port', '0']);
      await manager.until('READY=1');
      await manager.until('WATCHDOG=1');
      // Lines wait for the disk: a start that is cut off before it has them is in no log.
      await vi.waitFor(() => expect(logged()[0]?.event).toBe('start'), { timeout: 30_000 });
      manager.child().kill('SIGUSR2');
      manager.watch();
      await manager.until('READY=1', 2);
      expect([manager.killed(), manager.heard.filter((line) => line.startsWith('exit'))]).toEqual([
        1,
        ['exit SIGKILL'],
      ]);
      const signs = manager.heard.filter((line) => line === 'WATCHDOG=1').length;
      await manager.until('WATCHDOG=1', signs + 1);
      manager.stop();
      await manager.until('exit 0');
      await manager.until('STOPPING=1');
      const starts = logged().filter(
        ({ event }) => event === 'start' || event === 'cut-off' || event === 'end',
      );
      expect(starts.map(({ event, before, start }) => [event, start, before])).toEqual([
        ['start', 1, 'none'],
        ['start', 2, 'cut-off'],
        ['cut-off', undefined, undefined],
        ['end', undefined, undefined],
      ]);
    });
  },
);
