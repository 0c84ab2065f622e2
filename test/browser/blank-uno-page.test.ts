/** The page that is one file, from file://, with a blank Uno (real Optiboot, emulated) at its Web Serial. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bootloadersPath, OPTIBOOT } from '../harness/bootloaders.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { oneFile } from '../harness/page/one-file.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { boardOf, fakeSerialIn } from '../harness/web-serial/inject.js';

describe.skipIf(lacks(chromiumPath && bootloadersPath))('a blank Uno at the page', () => {
  let folder: string;
  let address: string;
  let browser: TestBrowser;
  let page: Page;
  let clicks: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-blank-'));
    const path = join(folder, 'axon-rig.html');
    writeFileSync(path, await oneFile());
    address = `${pathToFileURL(path).href}?lang=en`;
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => browser.close());

  /** The page with a board that has nothing on it but its bootloader. */
  async function open(): Promise<void> {
    // The emulator makes its program while it runs, which the page's own policy forbids to all that runs in it.
    browser = await openBrowser({ locale: 'en', bypassCSP: true, computes: true });
    page = await browser.context.newPage();
    await fakeSerialIn(page, { hex: '', bootloader: OPTIBOOT.hex() });
    await page.goto(address);
    await page.waitForSelector('html[data-begun] body[data-link=open]');
    clicks = 0;
  }

  async function click(selector: string): Promise<void> {
    clicks++;
    await page.click(selector);
  }

  const news = (text: RegExp) => expect.poll(() => page.textContent('.board-news')).toMatch(text);

  it('is moving light after 3 clicks, tells when it is unplugged, and goes on when it is plugged in', async () => {
    await open();
    const board = boardOf(page);
    await click('#board-open');
    await page.waitForSelector('[data-board=flash].main');
    await click('[data-board=flash]');
    await news(/^Writing the firmware: page \d+ of \d+\.$/);
    await news(/^Board ".*60 LEDs\.$/);
    const before = await board('leds');
    await click('#stimulate');
    await expect.poll(() => board('leds')).not.toEqual(before);
    const during = await board('leds');
    await expect.poll(() => board('leds')).not.toEqual(during);
    expect(clicks).toBe(3);
    await board('unplug');
    await news(/plug/i);
    expect(await page.getAttribute('#board-open', 'data-mark')).toBe('alert');
    await board('plug');
    await news(/^Board ".*60 LEDs\./);
    expect(await page.getAttribute('#board-open', 'data-mark')).toBe('live');
  });

  it('that another tab takes is told of, and can be left', async () => {
    await open();
    const board = boardOf(page);
    await board('take', true);
    await click('#board-open');
    await news(/another tab or another program has it/);
    await click('[data-board=disconnect]');
    await news(/^No board: the axon plays on this screen alone\.$/);
    expect(await page.textContent('#board-open .word')).toBe('Connect');
  });
});
