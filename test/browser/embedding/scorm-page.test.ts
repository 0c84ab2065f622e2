/** A package in a learning platform, in a browser: as the command writes it, unpacked, listed, launched and played. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scorm } from '../../../src/cli/scorm/scorm.js';
import { openBrowser, type TestBrowser } from '../../harness/browser.js';
import { oneFile } from '../../harness/page/one-file.js';
import { type Site, serveSite } from '../../harness/page/site.js';
import { type FakeOptions, fakePlatform } from '../../harness/scorm/fake-platform.js';
import type { RunTime } from '../../harness/scorm/run-time.js';
import { chromiumPath, lacks } from '../../harness/tools.js';
import { platformLine, playAll, reach, skipAll } from './frame-room.js';

const runTime = readFileSync(createRequire(import.meta.url).resolve('scorm-again/scorm12/min'));

type Fake = ReturnType<typeof fakePlatform>;
interface PlatformWindow extends Window {
  API: RunTime;
  fake: Fake;
}

/** A platform of two windows around what it plays, as many have them. */
const LMS = '<!doctype html><title>Platform</title>';

describe.skipIf(lacks(chromiumPath))('a package in a platform', () => {
  let folder: string;
  let browser: TestBrowser;
  let platform: Site;
  let abroad: Site;
  let page: Page;
  let said: string[];
  const pages: Record<string, string | Uint8Array> = {
    '/empty.html': '<!doctype html>',
    '/lms.html': LMS,
    '/run-time.html': `${LMS}<script src="scorm12.js"></script><script>
      window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
    </script>`,
    '/scorm12.js': runTime,
    '/player.html': '<!doctype html><title>Player</title>',
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-platform-'));
    writeFileSync(join(folder, 'rig.html'), await oneFile());
    const out = join(folder, 'two.zip');
    const quiet = { out: () => {}, err: () => {} };
    await scorm(['spread', 'rest'], { out }, quiet, join(folder, 'rig.html'));
    const files = unzipSync(readFileSync(out));
    for (const [name, bytes] of Object.entries(files)) pages[`/course/${name}`] = bytes;
    platform = await serveSite(pages);
    abroad = await serveSite(pages);
    browser = await openBrowser({ reducedMotion: 'reduce' });
    page = await browser.context.newPage();
    page.setDefaultTimeout(120_000);
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', ({ message }) => said.push(message));
  });
  afterAll(async () => {
    await browser.close();
    await platform.close();
    await abroad.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    said = [];
  });
  // One window for all: what a platform has in it goes with its page.
  afterEach(() => page.goto(`${platform.origin}/empty.html`));

  /** The SCOs of the manifest, as a platform reads them: their titles, and where they begin. */
  const listed = () =>
    page.evaluate(async () => {
      const text = await (await fetch('/course/imsmanifest.xml')).text();
      const manifest = new DOMParser().parseFromString(text, 'text/xml');
      if (manifest.querySelector('parsererror')) throw new Error('the manifest is no XML');
      return [...manifest.querySelectorAll('item')].map((item) => {
        const sco = manifest.querySelector(`resource[identifier="${item.getAttribute('identifierref')}"]`)!;
        const href = sco.getAttribute('href')!;
        const isListed = [...sco.querySelectorAll('file')].some((file) => file.getAttribute('href') === href);
        return { title: item.querySelector('title')!.textContent!, href, isListed };
      });
    });

  /** Plays a SCO in a frame of a frame. */
  async function launch(sco: string) {
    await page.evaluate(async (address) => {
      const player = Object.assign(document.createElement('iframe'), { id: 'player', src: '/player.html' });
      player.width = '1000';
      player.height = '720';
      const isThere = new Promise((resolve) => player.addEventListener('load', resolve, { once: true }));
      document.body.append(player);
      await isThere;
      const inner = player.contentDocument!;
      const sco = Object.assign(inner.createElement('iframe'), { id: 'sco', src: address });
      sco.width = '980';
      sco.height = '700';
      inner.body.append(sco);
    }, sco);
    return page.frameLocator('#player').frameLocator('#sco');
  }

  /** A strict platform; `bad` makes it one that is not as it should be, and runs in its page. */
  async function strict(options: FakeOptions = {}, bad: (window: PlatformWindow) => void = () => {}) {
    await page.goto(`${platform.origin}/lms.html`);
    const make = `(${fakePlatform.toString()})(${JSON.stringify(options)})`;
    await page.addScriptTag({
      content: `window.fake = ${make}; window.API = window.fake.api; (${bad.toString()})(window);`,
    });
  }
  const kept = () => page.evaluate(() => (window as unknown as PlatformWindow).fake.kept);
  const calls = () => page.evaluate(() => (window as unknown as PlatformWindow).fake.calls);

  it('is listed as two cards, and one that is played by all its steps is completed with 50 points, by a run-time that is not ours', async () => {
    await page.goto(`${platform.origin}/run-time.html`);
    const scos = await listed();
    expect(scos).toEqual([
      { title: 'A push that fades', href: 'card-1.html', isListed: true },
      { title: 'Quiet, but charged', href: 'card-2.html', isListed: true },
    ]);
    const sco = await launch(`/course/${scos[0]!.href}`);
    await playAll(sco, { predict: 2, saw: 2, why: [1, 0] });
    await expect
      .poll(() => platformLine(sco))
      .toBe('The learning platform has the result of this card: 50 of 100 points.');
    const cmi = () =>
      page.evaluate(() => {
        const { cmi: all } = (window as unknown as PlatformWindow).API;
        return JSON.parse(JSON.stringify(all)) as RunTime['cmi'];
      });
    expect((await cmi()).core).toMatchObject({
      lesson_status: 'completed',
      score: { raw: '50', min: '0', max: '100' },
    });
    await page.evaluate(() => document.getElementById('player')!.remove());
    await expect
      .poll(() => page.evaluate(() => (window as unknown as PlatformWindow).API.isTerminated()))
      .toBe(true);
    expect(said).toEqual([]);
  });

  it('ends its visit when its window goes, with the card not done: suspended, with its time', async () => {
    await strict();
    const sco = await launch('/course/card-2.html');
    await reach(sco, 'asking');
    await expect.poll(() => platformLine(sco)).toBe('The learning platform keeps the result of this card.');
    expect(await kept()).toMatchObject({ 'cmi.core.lesson_status': 'incomplete' });
    await page.evaluate(() => document.getElementById('player')!.remove());
    await expect.poll(async () => (await calls()).at(-1)).toBe('LMSFinish');
    expect(await kept()).toMatchObject({
      'cmi.core.exit': 'suspend',
      'cmi.core.session_time': expect.stringMatching(/^0000:00:\d\d\.\d\d$/),
    });
  });

  it('finds the platform in the window that opened it', async () => {
    await strict();
    const opened = page.waitForEvent('popup');
    await page.evaluate(() => void window.open('/course/card-2.html'));
    const sco = await opened;
    await skipAll(sco);
    await expect.poll(async () => (await kept())['cmi.core.lesson_status']).toBe('completed');
    await sco.close();
    await expect.poll(async () => (await calls()).at(-1)).toBe('LMSFinish');
  });

  it('is played where there is no platform, and says that the result is not kept', async () => {
    await page.goto(`${platform.origin}/course/card-2.html`);
    await skipAll(page);
    await expect
      .poll(() => platformLine(page))
      .toBe('No learning platform answers here: the card can be played, and its result is not kept.');
  });

  it('is played where the platform is at another site, and says so', async () => {
    await strict();
    const sco = await launch(
      `${abroad.origin}/course/card-2.html`.replace(/^/, '../').replace('../http', 'http'),
    );
    await skipAll(sco);
    await expect
      .poll(() => platformLine(sco))
      .toMatch(/^The learning platform is at another address than this page/);
    expect(await calls()).toEqual([]);
  });

  it('is played while a platform fails; once it is well again it has the result', async () => {
    await strict({}, ({ fake }) => fake.refuses.set('LMSCommit', 'Lost the connection'));
    const sco = await launch('/course/card-2.html');
    await skipAll(sco);
    await expect
      .poll(() => platformLine(sco))
      .toBe(
        'The learning platform has not taken the result (LMSCommit: Error: Lost the connection). The card goes on, and the result is sent again.',
      );
    await page.evaluate(() => (window as unknown as PlatformWindow).fake.refuses.clear());
    await expect.poll(() => platformLine(sco)).toMatch(/ has the result of this card: 0 of 100 points/);
    expect(await kept()).toMatchObject({ 'cmi.core.lesson_status': 'completed', 'cmi.core.score.raw': '0' });
  });

  it('is played on a slow platform: the page waits for it at the beginning and the end alone, and says so', async () => {
    await strict({}, (window) => {
      const { LMSCommit } = window.fake.api;
      window.fake.api.LMSCommit = (nothing) => {
        const endMs = performance.now() + 1500;
        while (performance.now() < endMs);
        return LMSCommit(nothing);
      };
    });
    const sco = await launch('/course/card-2.html');
    await skipAll(sco);
    await expect.poll(() => platformLine(sco)).toMatch(/0 of 100 points\. It is slow: it took [23] s\.$/);
    expect((await calls()).filter((line) => line === 'LMSCommit')).toHaveLength(2);
  });
});
