/** A board over Web Serial in the worker of a page in Chromium: the fake there, and what the page's own would do. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadRig } from '../../../src/cli/rig-files.js';
import type { DeviceState } from '../../../src/devices/device.js';
import { bootloadersPath, OPTIBOOT } from '../../harness/bootloaders.js';
import { openBrowser, type TestBrowser } from '../../harness/browser.js';
import { DEFAULT_HEX_PATH } from '../../harness/emulator/board.js';
import { avrGccPath, chromiumPath, lacks } from '../../harness/tools.js';
import type { FromBoardWorker, ToBoardWorker } from '../../harness/web-serial/board-in-worker.js';
import { programOf } from '../../harness/web-serial/bundle.js';
import { boardOf, fakeSerialIn } from '../../harness/web-serial/inject.js';
import type { BoardOptions } from '../../harness/web-serial/page-fake.js';

declare global {
  var heard: FromBoardWorker[];
  var rigWorker: Worker;
  var unasked: Promise<string>;
}

const HTML = `<!doctype html><meta charset="utf-8"><title>a board</title><button>Connect</button><script>
const ask = () => navigator.serial.requestPort();
document.querySelector('button').onclick = ask;
var unasked = ask().catch((error) => error.name);
</script>`;
const LONGEST_MS = 60_000;

// Skipped only where the tools are missing outside CI.
describe.skipIf(lacks(chromiumPath && avrGccPath && bootloadersPath))(
  'a board over Web Serial in the worker of a page',
  () => {
    let browser: TestBrowser;
    let folder: string;
    let program: string;
    let page: Page | undefined;
    const hex = () => readFileSync(DEFAULT_HEX_PATH, 'utf8');

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'axon-rig-serial-'));
      writeFileSync(join(folder, 'page.html'), HTML);
      browser = await openBrowser({ computes: true });
      program = await programOf('test/harness/web-serial/board-in-worker.ts');
    });
    afterEach(() => page?.close());
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    async function room(board: Partial<BoardOptions> = {}) {
      const here = await browser.context.newPage();
      page = here;
      await fakeSerialIn(here, { hex: hex(), ...board });
      await here.goto(pathToFileURL(join(folder, 'page.html')).href);
      await here.evaluate((text) => {
        globalThis.heard = [];
        const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
        globalThis.rigWorker = new Worker(url);
        globalThis.rigWorker.onmessage = ({ data }) => globalThis.heard.push(data);
      }, program);
      const tell = (message: ToBoardWorker) =>
        here.evaluate((said) => globalThis.rigWorker.postMessage(said), message as never);
      const heard = () => here.evaluate(() => globalThis.heard);
      const state = async (): Promise<DeviceState | undefined> =>
        (await heard()).findLast((said) => said.type === 'state')?.state;
      const is = (kind: DeviceState['kind']) =>
        expect.poll(async () => (await state())?.kind, { timeout: LONGEST_MS }).toBe(kind);
      const play = () => tell({ type: 'play', rig: loadRig('uno-60').rig as never });
      return { page: here, board: boardOf(here), tell, heard, state, is, play };
    }

    it('is lit from file://, unplugged and plugged in again, and dark when it is closed', async () => {
      const { board, is, play, tell } = await room();
      await play();
      await is('ready');
      await expect.poll(() => board('shows')).toBeGreaterThan(30);
      await board('unplug');
      await is('lost');
      await board('plug');
      await is('ready');
      await tell({ type: 'close' });
      await is('closed');
      await expect.poll(async () => (await board<number[]>('leds')).every((led) => led === 0)).toBe(true);
      expect(await board('open')).toBe(0);
    });

    it('bears disturbances of its line, and waits while another tab has it', async () => {
      const { board, is, play, state } = await room();
      await play();
      await is('ready');
      const opened = await board('opened');
      for (const name of ['BreakError', 'FramingError', 'BufferOverrunError']) await board('disturb', name);
      const shows = await board<number>('shows');
      await expect.poll(() => board('shows')).toBeGreaterThan(shows + 20);
      expect(await board('opened')).toBe(opened);
      await board('take', true);
      await board('unplug');
      await board('plug');
      await expect.poll(async () => (await state())?.words).toContain('another tab or another program');
      await board('take', false);
      await is('ready');
    });

    it('is used only once somebody has chosen it, by a click', async () => {
      const { page: here, is, play, state } = await room({ granted: false });
      // Asked without a click, as it is loaded.
      expect(await here.evaluate(() => globalThis.unasked)).toBe('SecurityError');
      await play();
      await expect.poll(async () => (await state())?.words).toContain('press Connect, and choose it');
      await here.click('button');
      await is('ready');
    });

    it('is flashed, blank, by its real Optiboot, and lit after that', async () => {
      const { board, heard, is, play, tell } = await room({ hex: '', bootloader: OPTIBOOT.hex() });
      await tell({ type: 'flash', hex: hex() });
      await expect
        .poll(async () => (await heard()).find((said) => said.type === 'flashed'), { timeout: LONGEST_MS })
        .toMatchObject({ ok: true });
      await play();
      await is('ready');
      await expect.poll(() => board('shows')).toBeGreaterThan(10);
    });
  },
);
