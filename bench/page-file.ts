/**
 * dist/axon-rig.html, the rig in one file: bytes, first paint from a file, pictures a second with a board attached, and
 * press to light beside the program in Node. The board is the real firmware in an emulated Uno, in real time: for the page
 * behind a fake Web Serial in a thread of the same browser, for Node behind a pseudo-terminal in a process of its own.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { createDevice } from '../src/cli/devices.js';
import { loadRig } from '../src/cli/rig-files.js';
import { systemTimers } from '../src/devices/system/timers.js';
import { composeController } from '../src/playing/compose.js';
import { openBrowser } from '../test/harness/browser.js';
import { DEFAULT_HEX_PATH } from '../test/harness/emulator/board.js';
import { wholeChromiumPath } from '../test/harness/tools.js';
import { boardOf, fakeSerialIn } from '../test/harness/web-serial/inject.js';
import { quantiles } from './quantiles.js';

const FILE = fileURLToPath(new URL('../axon-rig.html', import.meta.url));
const EMULATE = fileURLToPath(new URL('../test/harness/emulate.js', import.meta.url));
const OPENINGS = 5;
const SECONDS = 8;
const PRESSES = 20;
/** A press is over, and the axon at rest again, after so long [ms]. */
const BETWEEN_MS = 4000;
const HOLD_MS = 100;

interface Counted {
  counted: { frames: number };
}

/** Frames in which the page draws, from its own requests for them. */
function countFrames(): void {
  const counted = { frames: 0, lastMs: -1 };
  Object.assign(window, { counted });
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    ask((frameMs) => {
      if (frameMs !== counted.lastMs) counted.frames++;
      counted.lastMs = frameMs;
      draw(frameMs);
    });
}

const isOpen = (page: Page) => page.waitForSelector('body[data-link=open]', { timeout: 60_000 });
const words = (all: readonly number[]) => quantiles([...all].sort((a, b) => a - b));

async function firstPaint(): Promise<void> {
  const paints: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    const browser = await openBrowser({}, wholeChromiumPath);
    try {
      const page = await browser.context.newPage();
      await page.goto(pathToFileURL(FILE).href);
      await isOpen(page);
      paints.push(
        await page.evaluate(
          () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        ),
      );
    } finally {
      await browser.close();
    }
  }
  console.log(`first paint from a file, ${OPENINGS} openings: ${words(paints)} (asked 1000)`);
}

async function withBoard(): Promise<void> {
  // The emulator makes its program of text, which the policy of the page forbids.
  const browser = await openBrowser({ bypassCSP: true }, wholeChromiumPath);
  try {
    const page = await browser.context.newPage();
    await fakeSerialIn(page, { hex: readFileSync(DEFAULT_HEX_PATH, 'utf8'), bootloaderMs: 1400 });
    await page.addInitScript(countFrames);
    await page.goto(pathToFileURL(FILE).href);
    await isOpen(page);
    const board = boardOf(page);
    await page.click('#board-open');
    for (let waited = 0; (await board<number>('shows')) < 100; waited += 100) {
      if (waited > 60_000) throw new Error('no board came to light');
      await wait(100);
    }
    const look = async () => ({
      frames: await page.evaluate(() => (window as unknown as Counted).counted.frames),
      shows: await board<number>('shows'),
      nowMs: performance.now(),
    });
    await page.keyboard.press('Space');
    const begin = await look();
    await wait(1000 * SECONDS);
    const end = await look();
    const perSecond = (name: 'frames' | 'shows') =>
      ((1000 * (end[name] - begin[name])) / (end.nowMs - begin.nowMs)).toFixed(1);
    console.log(
      `with the board: ${perSecond('frames')} frames a second drawn, ${perSecond('shows')} pictures a second on its strip (asked 60)`,
    );
    const tookMs: number[] = [];
    const toldMs: number[] = [];
    for (let press = 0; press < PRESSES; press++) {
      await wait(BETWEEN_MS);
      tookMs.push(await board<number>('pressToLight', 1, HOLD_MS));
      await wait(HOLD_MS);
      toldMs.push(Number.parseFloat((await page.textContent('#latency')) ?? ''));
    }
    console.log(
      `press to light on the page, ${PRESSES} presses: by the board ${words(toldMs)}; to another picture ${words(tookMs)}`,
    );
  } finally {
    await browser.close();
  }
}

async function inNode(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'axon-rig-bench-'));
  const link = join(folder, 'uno');
  const emulator = spawn(process.execPath, [EMULATE, '--link', link, '--quiet'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    await new Promise<void>((resolve) => {
      createInterface(emulator.stdout).once('line', () => resolve());
    });
    const { rig } = loadRig('uno-60', 'lesson-channels-off');
    const device = await createDevice(rig, link, systemTimers);
    const controller = composeController(rig, device, systemTimers, (error) => {
      throw error;
    });
    controller.start();
    while (controller.snapshot().device.kind !== 'ready') await wait(50);
    const tookMs: number[] = [];
    let heard: ((ms: number) => void) | undefined;
    let known: number | null = null;
    controller.observe({
      change() {
        const { latencyUs } = controller.snapshot();
        if (latencyUs === null || latencyUs === known) return;
        known = latencyUs;
        heard?.(latencyUs / 1000);
      },
    });
    for (let press = 0; press < PRESSES; press++) {
      await wait(BETWEEN_MS);
      const light = new Promise<number>((resolve) => {
        heard = resolve;
      });
      emulator.stdin.write('press 1\n');
      tookMs.push(await light);
      heard = undefined;
      await wait(HOLD_MS);
      emulator.stdin.write('release 1\n');
    }
    console.log(`press to light in Node, ${PRESSES} presses: by the board ${words(tookMs)}`);
    await controller.close();
  } finally {
    emulator.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function pageFile(): Promise<void> {
  const bytes = readFileSync(FILE);
  const kb = (count: number) => (count / 1000).toFixed(1);
  console.log(
    `dist/axon-rig.html: ${kb(bytes.length)} kB, ${kb(gzipSync(bytes, { level: 9 }).length)} kB gzipped (asked 300)`,
  );
  await firstPaint();
  await withBoard();
  await inNode();
}
