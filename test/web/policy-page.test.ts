/** The policy of every document that a rig shows, as Chromium keeps it: nothing that we show breaks it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RigProcess, startRigProcess } from '../cli/rig-process.js';
import { choose, openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';

const RIG = 'device: {kind: virtual}\nlens: {roomMsPerAxonMs: 50}\nelectrodes: {blue: 4, yellow: 40}\n';
const EXHIBIT = `${RIG}exhibit: {trail: science-fair, languages: [en, de]}\n`;

/** Of one test: what a document tried against its policy, what the console complained of, what was asked for. */
let broken: string[];
let complaints: string[];
let asked: string[];
let folder: string;
let browser: TestBrowser;

/** A rig of this file for all tests of a suite. */
function rigOf(yaml: string, name: string) {
  let rig: RigProcess;
  beforeAll(async () => {
    writeFileSync(join(folder, name), yaml);
    rig = startRigProcess(['run', join(folder, name), '--http-port', '0', '--host', '0.0.0.0']);
    await rig.address();
  });
  afterAll(async () => {
    rig.child.kill('SIGINT');
    await rig.exited;
  });
  return { address: async (path = '') => `${await rig.address()}${path}` };
}

async function open(address: string): Promise<Page> {
  const page = await browser.context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(address);
  return page;
}

async function openPage(address: string): Promise<Page> {
  const page = await open(address);
  await page.waitForSelector('body[data-link=open]');
  return page;
}

describe.skipIf(lacks(chromiumPath))('the policy of', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-policy-'));
    browser = await openBrowser({ acceptDownloads: true, locale: 'en' });
    await browser.context.exposeBinding('brokenPolicy', (_, what: string) => broken.push(what));
    await browser.context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { brokenPolicy } = window as unknown as { brokenPolicy(what: string): void };
        brokenPolicy(`${event.effectiveDirective} ${event.blockedURI} in ${location.pathname}`);
      });
    });
    browser.context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    browser.context.on('request', (request) => asked.push(request.url()));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    [broken, complaints, asked] = [[], [], []];
  });
  afterEach(async () => {
    for (const page of browser.context.pages()) await page.close();
  });

  /** Nothing was tried that the policy forbids, and nothing asked of anybody but the rig. */
  async function isKept(address: string): Promise<void> {
    const own = [address, address.replace('http', 'ws'), `blob:${address}`, 'about:'];
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([]);
    expect(broken).toEqual([]);
    expect(complaints).toEqual([]);
  }

  describe('a class', () => {
    const rig = rigOf(RIG, 'class.yaml');

    it('the page is kept through presses, panels, languages, a card and what is saved', async () => {
      const page = await openPage(await rig.address('?lang=en'));
      for (const channels of ['off', 'on']) {
        await choose(page, `input[name=channels][value=${channels}]`);
        await page.click('#stimulate');
        await page.waitForFunction(
          (words) => document.querySelector('#said')?.textContent?.includes(words),
          channels === 'off' ? 'rose' : 'sites per millisecond',
        );
      }
      for (const key of ['?', 'Escape', 'm', 'v', 'p', 'Escape']) await page.keyboard.press(key);
      await page.click('#save-open');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click('#save-panel [data-save=svg]'),
      ]);
      await download.saveAs(join(folder, 'saved.svg'));
      for (const kind of ['worksheet', 'figure']) {
        await page.bringToFront();
        if (!(await page.isVisible('#save-panel'))) await page.click('#save-open');
        const [sheet] = await Promise.all([
          browser.context.waitForEvent('page'),
          page.click(`#save-panel [data-save=${kind}]`),
        ]);
        await sheet.waitForLoadState();
        // It has its styles all the same: a sheet is as wide as its paper.
        expect(await sheet.$eval('.sheet', (one) => getComputedStyle(one).width)).toMatch(/^(793|816)/);
      }
      await page.bringToFront();
      await page.keyboard.press('l');
      await page.click('#lesson-panel [data-name="spread"]');
      await page.waitForSelector('body[data-lesson]');
      await page.click('#lesson-close');
      await page.waitForSelector('body:not([data-lesson])');
      const svg = readFileSync(join(folder, 'saved.svg'), 'utf8');
      const [shown] = await Promise.all([
        browser.context.waitForEvent('page'),
        // A window of the page has the policy of the page.
        page.evaluate((text) => {
          window.open(URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' })));
        }, svg),
      ]);
      await shown.waitForSelector('svg text');
      await isKept(await rig.address());
    });

    it('the page in another language, and the page of a phone that votes, are kept', async () => {
      await openPage(await rig.address('?lang=de'));
      const phone = await open(await rig.address('v'));
      await phone.waitForSelector('#status[data-mark=live]');
      await open(await rig.address('join.svg'));
      await isKept(await rig.address());
    });

    it('a worksheet and its key are kept, and have the style of their head', async () => {
      for (const query of ['card=spread', 'card=spread&key&paper=letter']) {
        const sheet = await open(await rig.address(`worksheet.html?${query}`));
        await sheet.waitForSelector('.sheet', { timeout: 60_000 });
        expect(await sheet.$eval('.sheet', (one) => getComputedStyle(one).overflow)).toBe('hidden');
        expect(await sheet.$eval('.sheet > div', (one) => getComputedStyle(one).fontSize)).toMatch(/^1\d\./);
      }
      await isKept(await rig.address());
    }, 120_000);

    it('the page is one that Chromium keeps: style, picture, frame and markup made of text are refused', async () => {
      const page = await openPage(await rig.address());
      const markup = await page.evaluate(async () => {
        document.body.setAttribute('style', 'color: red');
        new Image().src = 'http://127.0.0.2:9/elsewhere.png';
        const style = document.createElement('style');
        style.textContent = 'body { color: red }';
        document.head.append(style);
        const frame = document.createElement('iframe');
        frame.src = '/';
        document.body.append(frame);
        try {
          document.body.insertAdjacentHTML('beforeend', '<b>made of text</b>');
          return 'made';
        } catch (error) {
          return (error as Error).name;
        }
      });
      expect(markup).toBe('TypeError');
      const directives = () => [...new Set(broken.map((what) => what.split(' ')[0]))].sort();
      await expect
        .poll(directives)
        .toEqual(['frame-src', 'img-src', 'require-trusted-types-for', 'style-src-attr', 'style-src-elem']);
    });
  });

  describe('an exhibit', () => {
    const rig = rigOf(EXHIBIT, 'exhibit.yaml');

    it('the screen for visitors is kept through a touch and its answer', async () => {
      const page = await openPage(await rig.address());
      await page.waitForSelector('#kiosk:not([hidden])');
      await page.mouse.click(640, 300);
      await page.waitForSelector('body[data-kiosk=result]', { timeout: 60_000 });
      await isKept(await rig.address());
    });

    it('the page for technicians is kept', async () => {
      await openPage(await rig.address('technician'));
      await isKept(await rig.address());
    });
  });
});
