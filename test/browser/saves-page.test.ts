/** What the page that is one file gives away, from file://: each thing as a file, since its windows are strangers to it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, openBrowser, type TestBrowser } from '../harness/browser.js';
import { oneFile } from '../harness/page/one-file.js';
import { chromiumPath, lacks } from '../harness/tools.js';

describe.skipIf(lacks(chromiumPath))('the page from file://', () => {
  let folder: string;
  let browser: TestBrowser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-saves-'));
    const path = join(folder, 'axon-rig.html');
    writeFileSync(path, await oneFile());
    browser = await openBrowser({ locale: 'en', acceptDownloads: true });
    page = await browser.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    await page.goto(pathToFileURL(path).href);
    await page.waitForSelector('html[data-begun] body[data-link=open]');
    for (const channels of ['off', 'on']) {
      await choose(page, `input[name=channels][value=${channels}]`);
      await page.click('#stimulate');
      await page.waitForFunction(
        (words) => document.querySelector('#said')?.textContent?.includes(words),
        channels === 'off' ? 'rose' : 'sites per millisecond',
      );
    }
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Its name and its text. */
  async function saved(selector: string): Promise<readonly [string, string]> {
    await page.click('#save-open');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
    return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
  }

  it('saves the last minute, the experiment and the table that the rig in its worker has', async () => {
    const [recording, lines] = await saved('#save-panel a[href][download] >> nth=0');
    expect([recording, lines.slice(0, 1)]).toEqual(['last-minute.recording', '{']);
    const [experiment, yaml] = await saved('#save-panel a[href][download] >> nth=1');
    expect([experiment, /^electrodes:/m.test(yaml)]).toEqual(['experiment.yaml', true]);
    const [table] = await saved('[data-save=csv]');
    expect(table).toMatch(/\.csv$/);
    expect(complaints).toEqual([]);
  });

  it('saves a worksheet with its own style, to be opened and printed', async () => {
    const [name, html] = await saved('[data-save=worksheet]');
    expect(name).toMatch(/^axon-worksheet-(?:a4|letter)\.html$/);
    expect(html).toMatch(/<style>[^<]*\.sheet/);
    expect(complaints).toEqual([]);
  });
});
