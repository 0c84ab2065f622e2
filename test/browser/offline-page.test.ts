/** The published page without a network, in a browser: what its server gave last plays on. */

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { siteFiles } from '../../scripts/site.mjs';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { oneFile } from '../harness/page/one-file.js';
import { chromiumPath, lacks } from '../harness/tools.js';

const top = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(lacks(chromiumPath))('the published page', () => {
  let file: string;
  let site: Readonly<Record<string, string>>;
  let server: Server;
  let browser: TestBrowser;
  let address: string;
  let page: Page;
  /** Paths that were asked for. */
  let asked: string[];
  let complaints: string[];

  beforeAll(async () => {
    file = await oneFile();
    // One window for all: each test has a port to itself, which is another origin to a browser.
    browser = await openBrowser({ locale: 'en', acceptDownloads: true });
    page = await browser.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    site = siteFiles(top, file);
    asked = [];
    complaints = [];
    server = createServer(({ url }, response) => {
      const name = new URL(url!, 'http://x').pathname.slice(1) || 'index.html';
      asked.push(name);
      const text = site[name];
      const type = name.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      response
        .writeHead(text === undefined ? 404 : 200, { 'Content-Type': type })
        .end(text ?? 'no such file');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(async () => {
    await page.goto('about:blank');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function open(path: string): Promise<void> {
    await page.goto(`${address}${path}`);
    await page.waitForSelector('html[data-begun] body[data-link=open]');
  }

  /** No network: who asks is cut off. */
  async function unplug(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    server = createServer();
  }

  const isKept = () =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      return navigator.serviceWorker.controller !== null;
    });

  it('was there once: it plays without a network, at whatever card its address asks for', async () => {
    await open('');
    await expect.poll(isKept).toBe(true);
    await unplug();
    await open('?card=rest');
    await page.click('#stimulate');
    await page.waitForFunction(() => document.querySelector('#said')?.textContent !== '');
    await open('axon-rig.html');
    expect(complaints).toEqual([]);
  });

  it('is the new one where its server has another', async () => {
    await open('');
    await expect.poll(isKept).toBe(true);
    site = { ...site, 'index.html': site['index.html']!.replace('<html', '<html data-second') };
    await page.reload();
    await page.waitForSelector('html[data-second][data-begun]');
    await unplug();
    await page.reload();
    await page.waitForSelector('html[data-second][data-begun]');
  });

  it('is left as it was where its server gives something else than a page', async () => {
    await open('');
    await expect.poll(isKept).toBe(true);
    site = {};
    await page.reload();
    await page.waitForSelector('html[data-begun] body[data-link=open]');
  });

  it('gives itself as one file', async () => {
    await open('?lang=en');
    await page.click('#save-open');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('[data-key=whole-page]'),
    ]);
    expect(download.suggestedFilename()).toBe('axon-rig.html');
    expect(await readFile(await download.path(), 'utf8')).toBe(site['index.html']);
  });

  it('that is the file alone asks its server for itself alone', async () => {
    site = { 'index.html': file };
    await open('');
    await page.click('#stimulate');
    expect(asked).toEqual(['index.html']);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
    expect(complaints).toEqual([]);
  });
});
