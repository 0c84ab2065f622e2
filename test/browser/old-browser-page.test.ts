/** The page that is one file, where it cannot run: words, and never an empty window. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../harness/browser.js';
import { oneFile } from '../harness/page/one-file.js';
import { chromiumPath, lacks } from '../harness/tools.js';

describe.skipIf(lacks(chromiumPath))('a page that cannot begin', () => {
  let folder: string;
  let address: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-old-'));
    const path = join(folder, 'axon-rig.html');
    writeFileSync(path, await oneFile());
    address = pathToFileURL(path).href;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What is to be read on it, without what takes no room. */
  async function read(spoil: () => void, options: BrowserContextOptions = {}): Promise<string> {
    const browser = await openBrowser({ locale: 'en', ...options });
    try {
      await browser.context.addInitScript(spoil);
      const page = await browser.context.newPage();
      await page.goto(address);
      const text = () => page.evaluate(() => document.body.innerText);
      if (options.javaScriptEnabled === false) return await page.locator('noscript p').innerText();
      await expect.poll(text).toMatch(/114/);
      return await text();
    } finally {
      await browser.close();
    }
  }

  it('in a browser without popovers says which ones have what it needs, and shows nothing else', async () => {
    const words = await read(() => {
      Reflect.deleteProperty(HTMLElement.prototype, 'popover');
    });
    expect(words).toMatch(/^This browser is too old .* Chrome or Edge 114, .* \(popover\)$/);
  });

  it('says so in German to a German browser', async () => {
    const words = await read(() => Reflect.deleteProperty(Array.prototype, 'toSorted'), { locale: 'de' });
    expect(words).toMatch(/^Dieser Browser ist zu alt .* \(toSorted\)$/);
  });

  it('that fails before the rig has begun says that it could not, and why', async () => {
    const words = await read(() => {
      Worker.prototype.addEventListener = () => {
        throw new Error('no worker today');
      };
    });
    expect(words).toMatch(/^The axon rig could not begin here\. .*no worker today\)$/);
    expect(words).not.toContain('Uncaught');
  });

  it('without scripts says that it needs them, in both languages', async () => {
    const words = await read(() => {}, { javaScriptEnabled: false });
    expect(words).toMatch(/runs none: allow it for this page.*Skript/);
  });

  it('is none where all is there: the words are not to be seen', async () => {
    const browser = await openBrowser({ locale: 'en' });
    try {
      const page = await browser.context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(address);
      await page.waitForSelector('html[data-begun] body[data-link=open]');
      expect([await page.$('#old-browser'), complaints]).toEqual([null, []]);
    } finally {
      await browser.close();
    }
  });

  it('is none an hour after the rig has begun, nor where something fails later', async () => {
    const browser = await openBrowser({ locale: 'en' });
    try {
      const page = await browser.context.newPage();
      await page.clock.install();
      await page.goto(address);
      await page.waitForSelector('html[data-begun] body[data-link=open]');
      await page.clock.fastForward(3_600_000);
      await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { message: 'later' })));
      expect(await page.locator('#old-browser').count()).toBe(0);
      expect(await page.isVisible('#stimulate')).toBe(true);
    } finally {
      await browser.close();
    }
  });
});
