/** The page of a rig that runs as a process of its own: what only both together show. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRigProcess } from '../cli/rig-process.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';

describe.skipIf(lacks(chromiumPath))('the page of a rig with channels at every 4th site', () => {
  let folder: string;
  let browser: TestBrowser;
  let page: Page;
  let rig: ReturnType<typeof startRigProcess>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-live-'));
    const file = join(folder, 'every-fourth.yaml');
    writeFileSync(
      file,
      'device: {kind: virtual}\nmembrane: {channelEvery: 4}\nlens: {roomMsPerAxonMs: 50}\nelectrodes: {blue: 3, yellow: 8}\n',
    );
    rig = startRigProcess(['run', file, '--http-port', '0']);
    browser = await openBrowser();
    page = await browser.context.newPage();
    await page.goto(await rig.address());
    await page.waitForSelector('body[data-link=open]');
  });

  afterAll(async () => {
    rig.child.kill('SIGCONT');
    rig.child.kill('SIGINT');
    await rig.exited;
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const shows = (selector: string, text: string) =>
    page.waitForFunction(
      ([at, words]) => document.querySelector(at!)?.textContent === words,
      [selector, text],
    );

  it('says that the signal of a press died where it did, for eyes and for a screen reader', async () => {
    await page.keyboard.press('Space');
    const words =
      'The signal died at site 0: it did not lift the next channels to −55 mV. It passed neither electrode.';
    await shows('#caption', words);
    await shows('#said', words);
  });

  it('puts lens, membrane and electrode back with R', async () => {
    for (const key of ['c', 'b', ']']) await page.keyboard.press(key);
    await shows('#lens-words', '1 ms of axon = 100 ms of room');
    await page.keyboard.press('r');
    await shows('#lens-words', '1 ms of axon = 50 ms of room');
    expect(await page.getAttribute('body', 'data-channels')).toBe('on');
    await shows('#blue-site-words', 'site 3');
    await shows('#said', 'Reset: everything is as at the start.');
  });

  // Windows knows no signal that stops a process.
  it.skipIf(process.platform === 'win32')(
    'says that its picture is old while the process is stopped, also beyond a new connection, and recovers',
    async () => {
      rig.child.kill('SIGSTOP');
      await page.waitForSelector('body[data-link=stale]');
      expect(await page.textContent('#blue-figure')).toBe('\u2013');
      expect(await page.isDisabled('#stimulate')).toBe(true);
      await page.waitForSelector('body[data-link=connecting]');
      expect(await page.isVisible('#lost')).toBe(true);
      expect(await page.isVisible('#device-words')).toBe(false);
      expect(await page.textContent('#blue-figure')).toBe('\u2013');
      rig.child.kill('SIGCONT');
      await page.waitForSelector('body[data-link=open]');
      await shows('#blue-figure', '\u221270.0');
      expect(await page.isVisible('#lost')).toBe(false);
      await page.keyboard.press('Space');
      await page.waitForFunction(() => document.querySelector('#caption')?.textContent?.includes('died'));
    },
  );
});
