/** dist/axon-rig.html, the whole rig in one file: it plays from a file and from any server, and asks nobody. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';

const path = fileURLToPath(new URL('../../dist/axon-rig.html', import.meta.url));
const address = pathToFileURL(path).href;
const html = () => readFileSync(path, 'utf8');

/** What of a window tells of a breach of its policy. */
interface Breaches {
  breaches: string[];
}

describe('the rig in one file', () => {
  it('has at most 495 kB gzipped, and says which version it is', () => {
    expect(gzipSync(html(), { level: 9 }).length).toBeLessThan(495_000);
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(html().slice(0, 1000)).toContain(`<meta name="generator" content="axon-rig ${version}" />`);
  });

  it('names no address but in words: nothing to load, by link, source, style or import', () => {
    const text = html();
    const loads = text.matchAll(
      /(?:\b(?:src|href)=["']?|url\(["']?|@import\s*["']?|\bimport\(["'`])([^"'`)\s>]+)/g,
    );
    const addresses = [...loads].map(([, one]) => one!.slice(0, 24));
    expect(
      addresses.filter((one) => /^(?:https?:|\/\/|\.{0,2}\/|[\w-]+\.(?:js|css|woff2))/.test(one)),
    ).toEqual([]);
    expect(addresses.filter((one) => one.startsWith('data:')).length).toBeGreaterThanOrEqual(4);
  });
});

describe.skipIf(lacks(chromiumPath))('the rig in one file, opened', () => {
  let browser: TestBrowser;
  let page: Page;
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    await browser.context.addInitScript(() => {
      const all = globalThis as unknown as Breaches;
      all.breaches = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        all.breaches.push(`${effectiveDirective} ${blockedURI}`),
      );
    });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    requests = [];
    complaints = [];
    page = await browser.context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
  });
  afterEach(() => page.close());

  const open = async (where: string) => {
    await page.goto(where);
    await page.waitForFunction(() => document.body.dataset.link === 'open');
  };
  const said = () => page.textContent('#caption');
  const breaches = () => page.evaluate(() => (globalThis as unknown as Breaches).breaches);

  it('plays from a file, with nothing but itself, and without a complaint', async () => {
    await open(address);
    expect(await page.title()).toContain('Axon rig');
    await page.keyboard.press('c');
    await page.keyboard.press('Space');
    await expect.poll(said).toContain('ran to the end of the axon');
    await page.click('#lesson-open');
    await page.waitForSelector('#lesson-panel button');
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([address]);
    expect(requests.filter((url) => url.startsWith('blob:')).length).toBeLessThanOrEqual(1);
    expect(complaints).toEqual([]);
    expect(await breaches()).toEqual([]);
  });

  it('speaks German where its address or the browser asks for it', async () => {
    await open(`${address}?lang=de`);
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    await page.click('#lesson-open');
    await expect.poll(() => page.textContent('#lesson-panel')).toContain('Ruhepotenzial');
    expect(complaints).toEqual([]);
  });

  it('makes the worksheet of a card, beside the rig: in a window, or as a file where a click is forgotten meanwhile', async () => {
    await open(`${address}?card=rest`);
    await expect.poll(() => page.isVisible('#lesson')).toBe(true);
    await page.click('#save-open');
    const withinMs = { timeout: 120_000 };
    const windows = browser.context.waitForEvent('page', withinMs);
    const files = page.waitForEvent('download', withinMs);
    // The one that does not come is over with the page.
    for (const one of [windows, files]) one.catch(() => {});
    await page.click('#save-panel [data-sheet=sheet]');
    const came = await Promise.race([windows, files]);
    if ('path' in came) expect(readFileSync(await came.path(), 'utf8')).toContain('Quiet, but charged');
    else {
      await expect.poll(() => came.textContent('h1')).toContain('Quiet, but charged');
      await came.close();
    }
    expect(complaints).toEqual([]);
  });

  it('reads a file that is opened in a thread of its own, and plays it or says what is wrong', async () => {
    await open(`${address}?lang=en`);
    const threads = () => requests.filter((url) => url.startsWith('blob:')).length;
    const before = threads();
    await page.click('#open-open');
    const choose = (text: string) =>
      page.setInputFiles('#open-file', {
        name: 'own.yaml',
        mimeType: 'application/yaml',
        buffer: Buffer.from(text),
      });
    await choose('device: {kind: virtual}\nstrip: {leds: 900}\n');
    await expect.poll(() => page.textContent('.open-news li')).toMatch(/^own\.yaml:2:15 strip\.leds: /);
    await choose('device: {kind: virtual}\nstrip: {leds: 20}\n');
    await expect.poll(() => page.textContent('.open-news')).toBe('own.yaml is open.');
    // One for both files.
    expect(threads() - before).toBe(1);
    expect([complaints, await breaches()]).toEqual([[], []]);
  });

  it('runs no script and takes no style that is not its own, and reaches nobody', async () => {
    await open(address);
    const found = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.id = 'strange';
      let refusedText = false;
      try {
        script.text = 'globalThis.ran = true';
      } catch {
        refusedText = true;
      }
      document.body.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { outline: 9px solid red }';
      document.head.append(style);
      const fetched = await fetch('https://example.org/').then(
        () => 'fetched',
        () => 'refused',
      );
      return {
        refusedText,
        ran: 'ran' in globalThis,
        outline: getComputedStyle(document.body).outlineWidth,
        fetched,
      };
    });
    expect(found).toMatchObject({ refusedText: true, ran: false, fetched: 'refused' });
    expect(found.outline).not.toBe('9px');
    expect((await breaches()).some((one) => one.startsWith('connect-src https://example.org'))).toBe(true);
  });

  it('says what to do where its server lets it start no worker', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Content-Security-Policy': "worker-src 'none'",
      });
      response.end(html());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/?lang=en`);
      await expect
        .poll(() => page.textContent('.notice span'))
        .toMatch(/^The rig could not begin: .* lets it start no worker\. Open the page as a file/);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('plays the same from a server, at any path, and needs nothing else of it', async () => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(request.url!);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(html());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await open(`http://127.0.0.1:${port}/~school/axon-rig.html`);
      await page.keyboard.press('Space');
      await expect.poll(() => page.textContent('#caption')).not.toBe('');
      expect(asked).toEqual(['/~school/axon-rig.html']);
      expect(complaints).toEqual([]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
