/** The page of a rig that runs as a process of its own: what only both together show, and a whole lesson. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRigProcess } from '../cli/rig-process.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';

/** A rig of this file and a page of it, for all tests of a suite. */
function liveRig(yaml: string) {
  const live = {} as { page: Page; rig: ReturnType<typeof startRigProcess> };
  let folder: string;
  let browser: TestBrowser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-live-'));
    const file = join(folder, 'live.yaml');
    writeFileSync(file, `device: {kind: virtual}\n${yaml}`);
    live.rig = startRigProcess(['run', file, '--http-port', '0']);
    browser = await openBrowser({ reducedMotion: 'reduce' });
    live.page = await browser.context.newPage();
    await live.page.goto(await live.rig.address());
    await live.page.waitForSelector('body[data-link=open]');
  });
  afterAll(async () => {
    live.rig.child.kill('SIGCONT');
    live.rig.child.kill('SIGINT');
    await live.rig.exited;
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  return {
    get page() {
      return live.page;
    },
    get rig() {
      return live.rig;
    },
    /** Waits until an element has words that match. */
    says: async (selector: string, pattern: RegExp): Promise<string> => {
      await expect.poll(() => live.page.textContent(selector), { timeout: 30_000 }).toMatch(pattern);
      return (await live.page.textContent(selector))!;
    },
  };
}

describe.skipIf(lacks(chromiumPath))('the page of a rig with channels at every 4th site', () => {
  const live = liveRig(
    'membrane: {channelEvery: 4}\nlens: {roomMsPerAxonMs: 50}\nelectrodes: {blue: 3, yellow: 8}\n',
  );

  it('says that the signal of a press died where it did, for eyes and for a screen reader', async () => {
    await live.page.keyboard.press('Space');
    const words =
      /^The signal died at site 0: the next channels did not reach −55 mV\. It passed neither electrode\./;
    await live.says('#caption-words', words);
    await live.says('#said', words);
  });

  it('puts lens, membrane and electrode back with R', async () => {
    for (const key of ['c', 'b', ']']) await live.page.keyboard.press(key);
    await live.says('#lens-words', /100 × slower/);
    await live.page.keyboard.press('r');
    await live.says('#lens-words', /50 × slower/);
    expect(await live.page.getAttribute('body', 'data-channels')).toBe('on');
    await live.says('#blue-site-words', /^site 3$/);
    await live.says('#said', /^Reset: everything is as at the start\.$/);
  });

  // Windows knows no signal that stops a process.
  it.skipIf(process.platform === 'win32')(
    'says that its picture is old while the process is stopped, also beyond a new connection, and recovers',
    async () => {
      live.rig.child.kill('SIGSTOP');
      await live.page.waitForSelector('body[data-link=stale]');
      expect(await live.page.textContent('#blue-figure')).toBe('\u2013');
      expect(await live.page.isDisabled('#stimulate')).toBe(true);
      await live.page.waitForSelector('body[data-link=connecting]');
      await live.says('#status-words', /^No word from the rig for \d+ s\. The picture is old\./);
      expect(await live.page.textContent('#blue-figure')).toBe('\u2013');
      live.rig.child.kill('SIGCONT');
      await live.page.waitForSelector('body[data-link=open]');
      await live.says('#blue-figure', /^\u221270$/);
      await live.page.keyboard.press('Space');
      await live.says('#caption-words', /died/);
    },
  );
});

const LESSON = 'lens: {roomMsPerAxonMs: 100}\nelectrodes: {blue: 4, yellow: 40}\n';
const SIGNAL =
  /^Blue fired after (\d\.\d\d) ms \(peak \+\d\d\.\d mV\), yellow after (\d+\.\d\d) ms \(peak \+\d\d\.\d\): 5\.2 sites per millisecond\.$/;

describe.skipIf(lacks(chromiumPath))('a whole lesson by keyboard alone', () => {
  const live = liveRig(LESSON);

  it('presses, reads, moves an electrode and compares with the channels off', async () => {
    const { page } = live;
    await page.keyboard.press('Space');
    const [, , far] = SIGNAL.exec(await live.says('#said', SIGNAL))!;
    // A membrane that comes back to rest still leads more slowly: 42 ms after a press 5.1 sites per millisecond.
    await page.keyboard.press('r');
    await live.says('#said', /^Reset/);
    // Every control is a Tab away.
    const goTo = async (id: string): Promise<void> => {
      for (let tab = 0; tab < 80; tab++) {
        if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not come to #${id}`);
    };
    await goTo('yellow-site');
    for (let step = 0; step < 4; step++) await page.keyboard.press('PageDown');
    await live.says('#yellow-site-words', /^site 20$/);
    await page.keyboard.press('Space');
    await expect
      .poll(async () => SIGNAL.exec((await page.textContent('#said'))!)?.[2] ?? far, { timeout: 30_000 })
      .not.toBe(far);
    const nearer = SIGNAL.exec((await page.textContent('#said'))!)![2];
    expect(Number(nearer)).toBeLessThan(Number(far) - 3);
    // On the slider a letter is none of the page's keys.
    await goTo('stimulate');
    await page.keyboard.press('c');
    await live.says('#said', /^Channels off\.$/);
    // Only then does what rises tell what the press did. (Without the second sentence it may be the caption of before.)
    await live.says('#caption-words', /^At rest, .*The channels are off\.$/);
    await page.keyboard.press('Space');
    const spread = await live.says('#said', /^No signal: the channels are off\. Blue rose by/);
    expect(spread).toMatch(/yellow by (less than 0\.1|0\.\d) mV\.$/);
    // The graph keeps the sweep with channels as a ghost, and its handle tells both readings.
    await goTo('time-handle');
    await page.keyboard.press('Home');
    await expect
      .poll(() => page.getAttribute('#time-handle', 'aria-valuetext'), { timeout: 30_000 })
      // A busy computer has fewer pictures of it.
      .toMatch(/^0\.\d ms after the press, blue −\d\d\.\d, yellow −70\.\d millivolts$/);
    await page.keyboard.press('Escape');
    await page.waitForSelector('body[data-look=live]');
  });
});

describe.skipIf(lacks(chromiumPath))('a whole lesson by the accessibility tree alone', () => {
  const live = liveRig(LESSON);

  it('finds by role and name what it presses, moves and switches, and hears what happens', async () => {
    const { page } = live;
    const hears = async (pattern: RegExp): Promise<void> => {
      await expect
        .poll(async () => (await page.getByRole('status').allTextContents()).join(' | '), { timeout: 30_000 })
        .toMatch(pattern);
    };
    await page.getByRole('button', { name: 'Stimulate' }).press('Enter');
    await hears(/Blue fired after \d\.\d\d ms \(peak \+\d\d\.\d mV\), yellow after/);
    const yellow = page.getByRole('region', { name: 'Yellow' });
    const place = yellow.getByRole('slider');
    expect(await place.getAttribute('aria-valuetext')).toBe('site 40');
    await place.press('PageDown');
    await hears(/Yellow electrode inside, site 35\./);
    await yellow.getByRole('radio', { name: 'bath' }).press('Space');
    await hears(/Yellow electrode in the bath\./);
    await yellow.getByRole('radio', { name: 'inside' }).press('Space');
    await hears(/Yellow electrode inside, site 35\./);
    await page.getByRole('radio', { name: 'Channels off' }).press('Space');
    await hears(/Channels off\./);
    await page.getByRole('button', { name: 'Stimulate' }).press('Enter');
    await hears(/Blue rose by \d+\.\d mV/);
    await page.getByRole('button', { name: 'Pause' }).press('Enter');
    await hears(/Paused at \d+\.\d ms: blue −\d\d\.\d/);
    await page.getByRole('button', { name: 'Stimulate' }).press('Enter');
    await hears(/The stimulus waits\. It starts when the axon runs on\./);
    const tree = await page.getByRole('main').ariaSnapshot();
    for (const named of ['Stimulate', 'Strength', 'Channels on', 'Step back', 'Moment of the sweep'])
      expect(tree).toContain(named);
  });
});
