/**
 * An exhibit by the clock on the wall: the built program, the real program of the board in the emulated Uno behind a
 * pseudo-terminal, and Chromium as its kiosk, with visitors who touch the screen and press the button. Each minute: what the
 * page, the browser and the program hold.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../test/harness/browser.js';
import { diceOf } from '../test/harness/faults/dice.js';
import { socatPath, wholeChromiumPath } from '../test/harness/tools.js';

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
const EMULATE = fileURLToPath(new URL('../test/harness/emulate.js', import.meta.url));
const SHIPPED = fileURLToPath(new URL('../../rigs/exhibit.yaml', import.meta.url));
const MINUTES = 30;
const MINUTE_MS = 60_000;
const SIZE = { width: 1920, height: 1080 };
const START_WITHIN_MS = 30_000;

interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  readonly lines: string[];
  /** The first line that matches. */
  line(pattern: RegExp): Promise<string>;
  end(): Promise<void>;
}

function start(file: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [file, ...args]);
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  return {
    process: child,
    lines,
    async line(pattern) {
      const byMs = performance.now() + START_WITHIN_MS;
      for (;;) {
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        if (performance.now() > byMs || child.exitCode !== null)
          throw new Error(`no ${pattern} of ${file}:\n${lines.join('\n')}`);
        await pause(100);
      }
    },
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Memory that a process has now [bytes]; 0 where nobody knows. */
function rssBytes(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return 1024 * Number(kb ?? 0);
  } catch {
    return 0;
  }
}

function descriptorsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return Number.NaN;
  }
}

/** A figure of /metrics. */
async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const found = text.split('\n').find((line) => line.startsWith(`${name} `));
  return Number(found?.split(' ').at(-1) ?? Number.NaN);
}

interface Held {
  readonly pageHeap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly browserRss: number;
  readonly programRss: number;
  readonly programHeap: number;
  readonly descriptors: number;
  readonly presses: number;
}

async function look(page: CDPSession, browser: CDPSession, pid: number, url: string): Promise<Held> {
  await page.send('HeapProfiler.collectGarbage');
  const { usedSize } = await page.send('Runtime.getHeapUsage');
  const { metrics } = await page.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return {
    pageHeap: usedSize,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    browserRss: processInfo.reduce((sum, { id }) => sum + rssBytes(id), 0),
    programRss: rssBytes(pid),
    programHeap: await metric(url, 'axon_rig_memory_bytes{of="heap"}'),
    descriptors: descriptorsOf(pid),
    presses: await metric(url, 'axon_rig_presses_total'),
  };
}

const mb = (bytes: number) => (bytes / 1e6).toFixed(1).padStart(6);

function tell(minute: number, held: Held): void {
  console.log(
    `  ${String(minute).padStart(2)} min: page ${mb(held.pageHeap)} MB, ${held.nodes} nodes, ${held.listeners} listeners; browser ${mb(held.browserRss)} MB; program ${mb(held.programRss)} MB, heap ${mb(held.programHeap)} MB, ${held.descriptors} descriptors; ${held.presses} presses`,
  );
}

/** Visitors of one minute: touches anywhere, keys, and the button on the rig; for a third of the time nobody. */
async function visitors(page: Page, board: Child, roll: () => number, untilMs: number): Promise<void> {
  const busyMs = untilMs - MINUTE_MS / 3;
  while (performance.now() < busyMs) {
    const what = roll();
    if (what < 0.3) {
      board.process.stdin.write('press 1\n');
      await pause(60 + 200 * roll());
      board.process.stdin.write('release 1\n');
    } else if (what < 0.7) await page.touchscreen.tap(SIZE.width * roll(), SIZE.height * roll());
    else {
      const keys = await page.$$('#kiosk button:visible');
      const key = keys[Math.floor(roll() * keys.length)];
      await key?.tap({ timeout: 1000 }).catch(() => {});
    }
    await pause(100 + 1500 * roll());
  }
  await pause(Math.max(0, untilMs - performance.now()));
}

/** @param minutes by the clock on the wall. */
export async function exhibitKiosk(minutes = MINUTES): Promise<void> {
  if (socatPath === undefined || wholeChromiumPath === undefined) {
    console.log('the kiosk needs socat and Chromium (Debian: apt-get install socat chromium)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'axon-rig-kiosk-'));
  const link = join(folder, 'board');
  const rigFile = join(folder, 'rig.yaml');
  const text = readFileSync(SHIPPED, 'utf8').replace('port: auto', `port: ${link}`);
  // Its hours and its trail as they are, idle for half of the time so that much happens, and a log.
  writeFileSync(rigFile, `${text.replace('idleS: 60', 'idleS: 15').trimEnd()}\n  log: {}\n`);
  const board = start(EMULATE, ['--link', link, '--quiet']);
  let rig: Child | undefined;
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  try {
    await board.line(/^ready /);
    rig = start(MAIN, ['run', rigFile, '--exhibit', '--http-port', '0']);
    const url = (await rig.line(/^axon-rig: open /)).replace('axon-rig: open ', '');
    browser = await openBrowser({ viewport: SIZE, hasTouch: true }, wholeChromiumPath);
    const page = await browser.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('crash', () => errors.push('the page has crashed'));
    await page.goto(url);
    await page.waitForSelector('#kiosk:not([hidden])');
    const pageSession = await browser.context.newCDPSession(page);
    await pageSession.send('Performance.enable');
    const browserSession = await browser.context.browser()!.newBrowserCDPSession();
    const roll = diceOf(2026);
    const beganMs = performance.now();
    const seen: Held[] = [];
    console.log(
      `${minutes} minutes of an exhibit with Chromium as its kiosk, ${SIZE.width} × ${SIZE.height}:`,
    );
    for (let minute = 1; minute <= minutes; minute++) {
      await visitors(page, board, roll, beganMs + minute * MINUTE_MS);
      const held = await look(pageSession, browserSession, rig.process.pid!, url);
      seen.push(held);
      tell(minute, held);
    }
    const health = await (await fetch(new URL('/healthz', url))).text();
    console.log(
      `  errors of the page: ${errors.length === 0 ? 'none' : errors.slice(0, 3).join('; ')}; ${health}`,
    );
    tellGrowth(seen);
  } finally {
    await browser?.close();
    await rig?.end();
    await board.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The third of the run after what is made once, and the last third. */
function tellGrowth(seen: readonly Held[]): void {
  const third = Math.floor(seen.length / 3);
  if (third === 0) return;
  const mean = (of: (held: Held) => number, from: number) =>
    seen.slice(from, from + third).reduce((sum, held) => sum + of(held), 0) / third;
  const growth = (name: string, of: (held: Held) => number, told: (value: number) => string) =>
    `${name} ${told(mean(of, third)).trim()} → ${told(mean(of, seen.length - third)).trim()}`;
  console.log(
    `  second third → last third: ${[
      growth('page [MB]', ({ pageHeap }) => pageHeap, mb),
      growth(
        'nodes',
        ({ nodes }) => nodes,
        (value) => value.toFixed(0),
      ),
      growth('browser [MB]', ({ browserRss }) => browserRss, mb),
      growth('program [MB]', ({ programRss }) => programRss, mb),
      growth('its heap [MB]', ({ programHeap }) => programHeap, mb),
      growth(
        'descriptors',
        ({ descriptors }) => descriptors,
        (value) => value.toFixed(1),
      ),
    ].join(', ')}`,
  );
}
