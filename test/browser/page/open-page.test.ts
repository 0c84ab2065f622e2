/** Opening files on the file's page, in a browser: what is dropped, refused, kept and found again. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumPath, lacks } from '../../harness/tools.js';
import { PageBench } from '../../web/page-bench.js';
import { unspoken } from '../../web/unspoken.js';
import { FAKE_PAGE, rigOf } from './fake-page.js';

const RIG = { name: 'own.yaml', text: 'device: {kind: virtual}\nstrip: {leds: 30}\n' };
const CARD = { name: 'my-card.yaml', text: 'card: 1\ntitle: Mine\n' };

interface Dropped {
  readonly name: string;
  readonly text?: string;
  readonly bytes?: readonly number[];
}

/** As if a hand let these files go over the axon. */
function drop(page: Page, ...files: readonly Dropped[]): Promise<void> {
  return page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, text, bytes } of all)
      data.items.add(new File([bytes ? Uint8Array.from(bytes) : (text ?? '')], name));
    const target = document.querySelector('#stage')!;
    for (const type of ['dragover', 'drop'])
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}

describe.skipIf(lacks(chromiumPath))('a file that is opened on the page', () => {
  const bench = new PageBench(FAKE_PAGE);
  const rig = () => rigOf(bench.page);
  const news = () => bench.page.$$eval('.open-news p', (all) => all.map((one) => one.textContent));
  const files = () => bench.page.$$eval('.open-files li b', (all) => all.map((one) => one.textContent));
  async function again(): Promise<void> {
    await bench.page.reload();
    await bench.page.waitForFunction(() => document.body.dataset.link === 'open');
  }

  it('is chosen: a rig plays, and its text can be saved', async () => {
    const { page } = bench;
    await page.click('#open-open');
    await page.setInputFiles('#open-file', {
      name: RIG.name,
      mimeType: 'application/yaml',
      buffer: Buffer.from(RIG.text),
    });
    await expect.poll(news).toEqual(['own.yaml is open.']);
    expect(await rig().asked()).toEqual([{ do: 'play', file: RIG.name, text: RIG.text }]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.open-files [data-key="save own.yaml"]'),
    ]);
    expect(download.suggestedFilename()).toBe('own.yaml');
    expect(await readFile(await download.path(), 'utf8')).toBe(RIG.text);
  });

  it('is dropped anywhere: the panel opens and says what became of each', async () => {
    const { page } = bench;
    await drop(
      page,
      CARD,
      { name: 'photo.png', bytes: [0x89, 0x50, 0x4e, 0x47] },
      { name: 'empty.yaml', text: '' },
      RIG,
    );
    await expect.poll(async () => (await news()).length).toBe(4);
    await expect
      .poll(news)
      .toEqual([
        'my-card.yaml is among the lessons.',
        'photo.png is a picture. The rig opens texts: a rig, a card, a plan or an experiment.',
        'empty.yaml is empty.',
        'own.yaml is open.',
      ]);
    expect((await rig().asked()).map((one) => one.do)).toEqual(['add-lesson', 'play']);
    expect(await page.isVisible('#drop-here')).toBe(false);
    expect(await bench.violations('#open-panel')).toEqual([]);
  });

  it('has no name: it gets one', async () => {
    await drop(bench.page, { ...RIG, name: '' });
    await expect.poll(news).toEqual(['unnamed.yaml is open.']);
    await expect.poll(files).toEqual(['unnamed.yaml']);
  });

  it('has mistakes: they are told with their lines, six at most, and nothing changes', async () => {
    const lines = Array.from({ length: 9 }, (_, k) => `own.yaml:${k + 1}: expected a number`);
    await rig().answer('play', { ok: false, lines });
    await drop(bench.page, RIG);
    await expect.poll(news).toEqual(['own.yaml was not opened, and nothing has changed.']);
    const told = await bench.page.$$eval('.open-news li', (all) => all.map((one) => one.textContent));
    expect(told).toEqual([...lines.slice(0, 6), 'and 3 more']);
    expect(await files()).toEqual(['virtual.yaml']);
  });

  it('has mistakes, on a German page: it says that they are told in English, and marks them so', async () => {
    const { page, server } = bench;
    await page.goto(`${server.address}?lang=de`);
    await page.waitForFunction(() => document.body.dataset.link === 'open');
    const own = 'own.yaml:1:1: expected a number';
    await rig().answer('play', { ok: false, lines: [own] });
    await drop(page, RIG);
    await expect
      .poll(news)
      .toEqual([
        'own.yaml wurde nicht geöffnet, und nichts hat sich geändert.',
        'Was falsch ist, sagt das Modell auf Englisch:',
      ]);
    expect(await page.$$eval('.open-news li[lang=en]', (all) => all.map((one) => one.textContent))).toEqual([
      own,
    ]);
    const long = 'own.yaml could not be read: it takes longer than 10 s. Is this the right file?';
    await rig().answer('play', { ok: false, lines: [long] });
    await drop(page, RIG);
    await expect
      .poll(() => page.textContent('.open-news li'))
      .toBe('own.yaml konnte nicht gelesen werden: Es dauert länger als 10 s. Ist es die richtige Datei?');
    expect(await news()).toHaveLength(1);
  });

  it('is one of 12: ten are opened, and two are said to be left out', async () => {
    await drop(bench.page, ...Array.from({ length: 12 }, (_, k) => ({ ...CARD, name: `c${k}.yaml` })));
    await expect.poll(async () => (await news()).at(-1)).toBe('Up to 10 files at a time: 2 were left out.');
    expect(await rig().asked()).toHaveLength(10);
  });

  it('is a card: it can be begun, is asked for by name, and can be taken away', async () => {
    const { page, server } = bench;
    await drop(page, CARD);
    await page.click('.open-files [data-key="begin my-card.yaml"]');
    await expect.poll(() => server.commands.at(-1)).toEqual({ do: 'lesson', ask: 'open', name: 'my-card' });
    await page.click('#open-open');
    await page.click('.open-files [data-key="forget my-card.yaml"]');
    await expect.poll(files).toEqual(['virtual.yaml']);
  });

  it('is there the next time, cards before the rig, and the first rig comes back at a click', async () => {
    const { page } = bench;
    await drop(page, RIG, CARD);
    await expect.poll(async () => (await news()).length).toBe(2);
    await again();
    await expect
      .poll(() => rig().asked())
      .toEqual([
        { do: 'add-lesson', file: CARD.name, text: CARD.text },
        { do: 'play', file: RIG.name, text: RIG.text },
      ]);
    await page.click('#open-open');
    await expect.poll(files).toEqual(['own.yaml', 'my-card.yaml']);
    await page.click('[data-key=first]');
    await expect.poll(files).toEqual(['virtual.yaml', 'my-card.yaml']);
    await again();
    await expect.poll(async () => (await rig().asked()).map((one) => one.do)).toEqual(['add-lesson']);
  });

  it('was kept and does not play any more: it is said, and its text can still be saved', async () => {
    const { page } = bench;
    await drop(page, RIG);
    await expect.poll(news).toEqual(['own.yaml is open.']);
    await page.evaluate(() =>
      sessionStorage.setItem(
        'fake-answers',
        JSON.stringify({ play: { ok: false, lines: ['own.yaml:2: too many LEDs.'] } }),
      ),
    );
    await again();
    await bench.shows(
      '.notice span',
      'own.yaml, which this browser had kept, was not opened: own.yaml:2: too many LEDs.',
    );
    await page.click('#open-open');
    expect(await files()).toEqual(['virtual.yaml', 'own.yaml']);
    expect(await page.$('.open-files [data-key="save own.yaml"]')).not.toBeNull();
  });

  it('finds a store that is broken: it is put aside, and can be saved and thrown away', async () => {
    const { page } = bench;
    await page.evaluate(() => localStorage.setItem('axon-rig-page', '{"version":1,'));
    await again();
    await bench.shows(
      '.notice span',
      'What this browser had kept of the page cannot be read. It was put aside, and nothing of it is lost.',
    );
    await page.click('#open-open');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('[data-key=save-aside]'),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toBe('{"version":1,');
    await page.click('[data-key=forget-aside]');
    expect(await page.evaluate(() => localStorage.getItem('axon-rig-page-unread'))).toBeNull();
  });

  it.each([
    ['full', 'QuotaExceededError', 'This browser has no room left'],
    ['forbidden', 'SecurityError', 'This browser keeps nothing for this page'],
  ])('finds a store that is %s: it plays on, and that is said', async (_what, name, words) => {
    const { page } = bench;
    bench.pageIsSpent = true;
    await page.evaluate((error) => {
      Storage.prototype.setItem = () => {
        throw new DOMException('no', error);
      };
    }, name);
    await drop(page, CARD);
    await expect.poll(news).toEqual(['my-card.yaml is among the lessons.']);
    await expect.poll(() => page.textContent('.notice span')).toContain(words);
  });

  it('and the board have no words but messages, beside names of files and the line for an administrator', async () => {
    const { page, server } = bench;
    server.change({ device: { kind: 'ready', words: 'virtual' } });
    await page.goto(`${server.address}?lang=en-XA`);
    await page.waitForFunction(() => document.body.dataset.link === 'open');
    await drop(page, CARD, { name: 'photo.png', bytes: [0x89, 0x50, 0x4e, 0x47] });
    await expect.poll(async () => (await news()).length).toBe(2);
    await page.keyboard.press('Escape');
    await rig().list('blocked');
    await page.click('#board-open');
    await page.waitForSelector('#board-panel summary');
    await rig().crash('virtual');
    await page.waitForSelector('.notice');
    const said = await unspoken(page);
    expect(said.filter((text) => !/^[\w-]+\.yaml$|^\{"SerialAllow/.test(text))).toEqual([]);
    expect(said.length).toBeGreaterThan(1);
  });

  it('breaks no edge of a window of 360', async () => {
    const { page } = bench;
    await page.setViewportSize({ width: 360, height: 740 });
    await drop(page, { ...CARD, name: 'a-card-with-a-very-long-name-for-a-small-window.yaml' });
    await expect.poll(async () => (await news()).length).toBe(1);
    const right = await page.$$eval('#open-panel, #open-panel *', (all) =>
      all.map((one) => one.getBoundingClientRect().right),
    );
    expect(Math.max(...right)).toBeLessThanOrEqual(360);
  });
});
