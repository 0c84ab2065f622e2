/** The Save menu of a page on a rig that runs as a process of its own: what is printed, drawn, and given away. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/index.js';
import { startRigProcess } from '../cli/rig-process.js';
import { choose, openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';

describe.skipIf(lacks(chromiumPath))('the Save menu', () => {
  let folder: string;
  let browser: TestBrowser;
  let page: Page;
  let rig: ReturnType<typeof startRigProcess>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-save-'));
    const file = join(folder, 'saved.yaml');
    writeFileSync(
      file,
      'device: {kind: virtual}\nlens: {roomMsPerAxonMs: 100}\nelectrodes: {blue: 4, yellow: 40}\n',
    );
    rig = startRigProcess(['run', file, '--http-port', '0']);
    browser = await openBrowser({ locale: 'de-DE', acceptDownloads: true });
    page = await browser.context.newPage();
    // The paper is that of the browser's country, the words are English.
    await page.goto(`${await rig.address()}?lang=en`);
    await page.waitForSelector('body[data-link=open]');
  });

  afterAll(async () => {
    rig.child.kill('SIGINT');
    await rig.exited;
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(): Promise<void> {
    await page.bringToFront();
    if (!(await page.isVisible('#save-panel'))) await page.click('#save-open');
  }

  /** Clicks, and reads the file that comes. */
  async function saved(selector: string): Promise<{ readonly name: string; readonly text: string }> {
    await open();
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return { name: download.suggestedFilename(), text: readFileSync(path, 'latin1') };
  }

  async function sheet(kind: 'worksheet' | 'figure', paper: 'a4' | 'letter'): Promise<Page> {
    await open();
    await page.check(`input[name=paper][value=${paper}]`, { force: true });
    const [opened] = await Promise.all([
      browser.context.waitForEvent('page'),
      page.click(`[data-save=${kind}]`),
    ]);
    await opened.waitForSelector('.sheet');
    await opened.waitForLoadState();
    return opened;
  }

  /** The highest of a column of a table, and the time in its row. */
  function peakOf(csv: string, column: number): { readonly mv: number; readonly ms: number } {
    const rows = csv.trimEnd().split('\n').slice(1);
    const cells = rows.map((row) => row.split(',').map((cell) => (cell === '' ? Number.NaN : Number(cell))));
    const at = cells.reduce((best, row, i) => (row[column]! > cells[best]![column]! ? i : best), 0);
    return { mv: cells[at]![column]!, ms: cells[at]![0]! };
  }

  it('has nothing to print before the first press, and says so; A4 is the paper of a German browser', async () => {
    await open();
    expect(await page.isChecked('input[name=paper][value=a4]')).toBe(true);
    expect(await page.getAttribute('[data-save=worksheet]', 'aria-disabled')).toBe('true');
    await page.click('[data-save=worksheet]', { force: true });
    await page.waitForFunction(
      () =>
        document.querySelector('#refusal')?.textContent ===
        'Nothing has been recorded yet: press Stimulate first.',
    );
  });

  it('prints both graphs with the numbers of the very sweeps, each sheet on one page of its paper', async () => {
    await page.keyboard.press('Escape');
    const tables: string[] = [];
    for (const channels of ['off', 'on']) {
      await choose(page, `input[name=channels][value=${channels}]`);
      await page.click('#stimulate');
      await page.waitForFunction(
        (words) => document.querySelector('#said')?.textContent?.includes(words),
        channels === 'off' ? 'rose' : 'sites per millisecond',
      );
      tables.push((await saved('[data-save=csv]')).text);
    }
    const [offCsv, csv] = tables as [string, string];
    const printed = await sheet('worksheet', 'a4');
    const words = await printed.evaluate(() =>
      [...document.querySelectorAll('text')].map((each) => each.textContent),
    );
    const [blue, yellow] = [peakOf(csv, 1), peakOf(csv, 2)];
    expect(words).toContainEqual(expect.stringMatching(`^\\+\\d\\d\\.\\d mV at ${blue.ms.toFixed(2)} ms$`));
    expect(words).toContainEqual(expect.stringMatching(`^\\+\\d\\d\\.\\d mV at ${yellow.ms.toFixed(2)} ms$`));
    // Beside a later sweep it stands at the times of that one, and its highest sample may be left out.
    const off = peakOf(offCsv, 1);
    expect(words).toContain(`blue, site 4: up to ${off.mv.toFixed(1).replace('-', '−')} mV`);
    for (const [kind, paper, width, height] of [
      ['worksheet', 'a4', 595, 842],
      ['worksheet', 'letter', 612, 792],
      ['figure', 'a4', 595, 842],
      ['figure', 'letter', 612, 792],
    ] as const) {
      const opened = await sheet(kind, paper);
      const pdf = (await opened.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
      const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
      expect([Number(box[1]), Number(box[2])].map(Math.round)).toEqual([width, height]);
      const isWhole = await opened.evaluate(() => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.querySelector('.sheet')!;
        return scrollHeight <= clientHeight && scrollWidth <= clientWidth;
      });
      expect(isWhole).toBe(true);
      await opened.close();
    }
    await printed.close();
  });

  it('draws the graph as SVG and as PNG, larger than on the page', async () => {
    const svg = await saved('[data-save=svg]');
    expect(svg.name).toMatch(/^axon-sweep-\d+\.svg$/);
    expect(svg.text).toMatch(/^<svg [^>]*viewBox="0 0 900 540"/);
    const png = await saved('[data-save=png]');
    expect(png.text.slice(1, 4)).toBe('PNG');
    const size = Buffer.from(png.text, 'latin1');
    expect([size.readUInt32BE(16), size.readUInt32BE(20)]).toEqual([1800, 1080]);
  });

  it('prints the worksheet of the card that is played, and its key for who controls the rig', async () => {
    const sheets = page.locator('#save-panel a[data-sheet]');
    await open();
    expect(await sheets.filter({ visible: true }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('l');
    await page.click('#lesson-panel [data-name="spread"]');
    await page.waitForSelector('body[data-lesson]');
    const texts: string[] = [];
    for (const kind of ['sheet', 'key']) {
      await open();
      const [opened] = await Promise.all([
        browser.context.waitForEvent('page'),
        page.click(`#save-panel a[data-sheet=${kind}]`),
      ]);
      await opened.waitForSelector('.sheet', { timeout: 60_000 });
      texts.push(await opened.innerText('body'));
      await opened.close();
    }
    for (const text of texts) expect(text).toContain('A push that fades');
    // What blue rises by is for the teacher.
    expect(texts.map((text) => /9\.42/.test(text))).toEqual([false, true]);
    await page.bringToFront();
    await page.click('#lesson-close');
    await page.waitForSelector('body:not([data-lesson])');
  }, 120_000);

  it('gives away the last minute, and an experiment file with the electrodes where they are', async () => {
    expect((await saved('#save-panel a[href$=".recording"]')).text).toMatch(/^\{/);
    const { text } = await saved('#save-panel a[href$=".yaml"]');
    const read = parseExperiment(Buffer.from(text, 'latin1').toString(), 'experiment.yaml');
    expect(read).toMatchObject({ ok: true, experiment: { electrodes: [{ at: 4 }, { at: 40 }] } });
  });
});
