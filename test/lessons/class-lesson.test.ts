/**
 * One card by a class: the teacher's page in Chromium, two phones that are pages in Chromium too, and 48 that are sockets; all
 * phones come from other addresses than the rig's own. What the room thinks is counted, hidden until the press, and right then.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRigProcess } from '../cli/rig-process.js';
import { type AddressProxy, startAddressProxy } from '../harness/address-proxy.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { VotingPhone } from './voting-phone.js';

const SOCKETS = 48;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const CHOICES = [
  'A bump of the same height, only later.',
  'A smaller bump, at the same time.',
  'A smaller bump, and later.',
  'A bigger bump.',
];
const REASONS = ['Each stretch of membrane', 'The ions need time', 'The yellow voltmeter'];

/** `✓ 44` is 44, of the choice that is right. */
const voicesOf = (words: string) => Number(words.replace('✓', ''));

describe.skipIf(lacks(chromiumPath))('a class of 50 phones', () => {
  let rig: ReturnType<typeof startRigProcess>;
  let address: string;
  let teacher: Page;
  let pages: Page[];
  let sockets: VotingPhone[];
  const browsers: TestBrowser[] = [];
  const proxies: AddressProxy[] = [];

  async function phonePage(from: string): Promise<Page> {
    const proxy = await startAddressProxy(from, Number(new URL(address).port));
    proxies.push(proxy);
    const browser = await openBrowser({ ...PHONE, proxy: { server: proxy.server, bypass: '<-loopback>' } });
    browsers.push(browser);
    const page = await browser.context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${address}v`);
    await page.getByText('The axon in your room, live').waitFor();
    return page;
  }

  beforeAll(async () => {
    rig = startRigProcess(['run', 'virtual', '--host', '0.0.0.0', '--http-port', '0']);
    const { port } = new URL(await rig.address());
    address = `http://127.0.0.1:${port}/`;
    const browser = await openBrowser({ reducedMotion: 'reduce' });
    browsers.push(browser);
    teacher = await browser.context.newPage();
    teacher.setDefaultTimeout(30_000);
    await teacher.goto(address);
    await teacher.waitForSelector('body[data-link=open]');
    sockets = Array.from({ length: SOCKETS }, (_, n) => new VotingPhone(Number(port), n));
    await Promise.all(sockets.map((phone) => phone.join()));
    pages = [await phonePage('127.0.0.2'), await phonePage('127.0.0.3')];
  }, 120_000);

  afterAll(async () => {
    for (const phone of sockets ?? []) phone.drop();
    for (const browser of browsers) await browser.close();
    for (const proxy of proxies) await proxy.close();
    rig.child.kill('SIGINT');
    await rig.exited;
  });

  const rail = (words: string) => teacher.locator('#lesson-body', { hasText: words }).waitFor();
  const goOn = () => teacher.locator('#lesson-buttons [data-key="main"]').click();
  const choose = (choice: string) => teacher.locator('.lesson-choice', { hasText: choice }).click();
  /** A finger on a choice of a phone, until it says that the answer is in. */
  async function tap(page: Page, words: string): Promise<void> {
    await page.getByRole('radio', { name: words }).check({ force: true });
    await page.locator('#note', { hasText: 'Your answer is in.' }).waitFor();
  }

  /** The bars under a title on the teacher's page: voices, choice after choice. */
  async function bars(title: string): Promise<number[]> {
    const list = teacher.locator('#lesson-body div', {
      has: teacher.locator(`:scope > h4:text-is("${title}")`),
    });
    return (await list.locator('.lesson-bars .figure').allTextContents()).map(Number);
  }

  it('predicts, talks, predicts again, sees and reasons; 50 voices each time, none lost and none twice', async () => {
    await teacher.click('#lesson-open');
    await teacher.click('#lesson-panel [data-name="spread"]');
    await rail('0 of 50 have answered.');
    for (const [n, phone] of sockets.entries()) phone.vote('spread', 'before', n % 4);
    await tap(pages[0]!, CHOICES[0]!);
    await tap(pages[1]!, CHOICES[2]!);
    await rail('50 of 50 have answered.');
    expect(await teacher.locator('.lesson-bars').count()).toBe(0);
    expect(await pages[0]!.locator('.room:visible').count()).toBe(0);

    // Eight change their minds, twelve drop out and come back, and two of these choose once more.
    for (const phone of sockets.slice(0, 8)) phone.vote('spread', 'before', 1);
    for (const phone of sockets.slice(20, 32)) phone.drop();
    await rail('50 of 50 have answered.');
    await Promise.all(sockets.slice(20, 32).map((phone) => phone.join()));
    await expect.poll(() => sockets[31]!.chosen('before')).toBe(31 % 4);
    for (const phone of sockets.slice(20, 22)) phone.vote('spread', 'before', 3);
    await expect.poll(() => [7, 20, 21].map((n) => sockets[n]!.chosen('before'))).toEqual([1, 3, 3]);
    await rail('50 of 50 have answered.');

    await teacher.getByRole('button', { name: 'Talk, then vote again' }).click();
    await rail('0 of 50 have answered.');
    await pages[0]!.getByText('Predict again, after the talk').waitFor();
    for (const [n, phone] of sockets.entries()) phone.vote('spread', 'after', n % 3 === 0 ? n % 4 : 2);
    await tap(pages[0]!, CHOICES[2]!);
    await rail('49 of 50 have answered.');

    await choose(CHOICES[2]!);
    await teacher.keyboard.press('[');
    await teacher.keyboard.press('[');
    await teacher.click('#stimulate');
    await pages[0]!.locator('#note', { hasText: 'Your answer counts.' }).waitFor();
    await teacher.locator('#lesson-says', { hasText: /^Done\./ }).waitFor({ state: 'attached' });
    await teacher.keyboard.press('n');
    await rail('electrode to site 15');
    await teacher.keyboard.press('n');
    await rail('What did you see?');
    for (const [n, phone] of sockets.entries()) phone.vote('spread', 'saw', n % 8 === 0 ? 3 : 2);
    for (const page of pages) await tap(page, CHOICES[2]!);
    await rail('50 of 50 have answered.');
    await choose(CHOICES[2]!);

    // 12 each at first; then eight said 1, two said 3, and the two pages 0 and 2.
    await rail('The room, before the press');
    expect(await bars('The room, before the press')).toEqual([10, 17, 11, 12]);
    expect(await bars('The room, after the talk')).toEqual([4, 4, 37, 4]);
    expect(await bars('What the room saw')).toEqual([0, 0, 44, 6]);
    await rail('6 wrote down what did not happen.');
    // 11 of 50 were right and then 37 of 49: (0.755 − 0.22) / 0.78.
    await rail('Learned by talking: 69 %');
    for (const page of pages)
      expect((await page.locator('.room').allTextContents()).map(voicesOf)).toEqual([0, 0, 44, 6]);

    await goOn();
    await rail('bump later, and not only smaller?');
    for (const [n, phone] of sockets.entries()) phone.vote('spread', 'why', n % 3);
    for (const page of pages) await tap(page, REASONS[0]!);
    await rail('50 of 50 have answered.');
    await choose(REASONS[0]!);
    await goOn();
    await rail('Where the model stops');
    expect(await bars('What the room thinks')).toEqual([18, 16, 16]);
    for (const page of pages)
      expect((await page.locator('.room').allTextContents()).map(voicesOf)).toEqual([18, 16, 16]);
    const csv = await (await fetch(`${address}votes.csv`)).text();
    expect(csv.trim().split('\n')).toHaveLength(1 + 4 + 4 + 4 + 3);
  }, 240_000);
});
