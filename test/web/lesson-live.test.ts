/** Whole cards on a real rig, played in a browser with nothing but the keyboard. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../src/recording/read.js';
import { startRigProcess } from '../cli/rig-process.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { fileLines } from '../recording/made-recording.js';

const MOST_TABS = 120;
/** From 300 × slower to 100 ×. */
const FASTER = 2;

/** Of the moment of a peak, the page says hundredths and the tape has samples [ms]. */
const AS_NEAR_MS = 0.08;

describe.skipIf(lacks(chromiumPath))('a card that is played by keyboard alone', () => {
  let folder: string;
  let rig: ReturnType<typeof startRigProcess>;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'axon-rig-lesson-'));
    const file = join(folder, 'lesson.yaml');
    writeFileSync(file, 'device: {kind: virtual}\nelectrodes: {blue: 5, yellow: 41}\n');
    rig = startRigProcess(['run', file, '--http-port', '0']);
    browser = await openBrowser({ reducedMotion: 'reduce' });
    page = await browser.context.newPage();
    await page.goto(await rig.address());
    await page.waitForSelector('body[data-link=open]');
  });

  afterAll(async () => {
    rig.child.kill('SIGINT');
    await rig.exited;
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const says = (pattern: RegExp) =>
    expect.poll(() => page.textContent('#lesson-says'), { timeout: 60_000 }).toMatch(pattern);
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  /** Goes on with Tab until that has the focus. */
  async function tabTo(selector: string): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await press('Tab');
      if (await page.evaluate((at) => document.activeElement?.matches(at) === true, selector)) return;
    }
    throw new Error(`no Tab leads to ${selector}`);
  }

  async function openSpread(): Promise<void> {
    await press('l');
    await page.waitForSelector('#lesson-panel [data-name="spread"]');
    await tabTo('#lesson-panel [data-name="spread"]');
    await press('Enter');
    await says(/^A press lets sodium rush in at site 0\./);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('lesson-body');
  }

  /** Figures of the result, by the words before them. */
  async function figures(): Promise<Record<string, number>> {
    const rows = await page
      .locator('.lesson-figures > div')
      .evaluateAll((all) =>
        all.map((row) => [
          row.querySelector('dt')!.textContent!.replace(/[●◆]\s/g, ''),
          row.querySelector('dd')!.textContent!,
        ]),
      );
    return Object.fromEntries(rows.map(([words, figure]) => [words, Number.parseFloat(figure!)]));
  }

  /**
   * From blue's peak in the first step to the picture nearest to it, as the tape has them [ms]: pictures of a busy computer
   * are further apart. Two, where the peak is half way between them.
   */
  async function fromPeakMs(): Promise<number[]> {
    const tape = await fetch(new URL('last-minute.recording', await rig.address()));
    const opened = openRecording(fileLines(await tape.text()));
    if (!opened.ok) throw new Error(opened.words);
    let highestMv = -63;
    let peakMs = Number.NaN;
    const timesMs: number[] = [];
    for (const { axonMs, samples } of [...opened.blocks].flatMap(({ pictures }) => pictures)) {
      // Its time begins again with each reset.
      if (axonMs < timesMs.at(-1)! && Number.isFinite(peakMs)) break;
      if (axonMs < timesMs.at(-1)!) timesMs.length = 0;
      timesMs.push(axonMs);
      for (let i = 0; i + 2 < samples.length; i += 3)
        if (samples[i + 1]! > highestMv) {
          highestMv = samples[i + 1]!;
          peakMs = samples[i]!;
        }
    }
    const aways = timesMs.map((at) => at - peakMs);
    const leastMs = Math.min(...aways.map(Math.abs));
    return aways.filter((away) => Math.abs(away) < leastMs + AS_NEAR_MS);
  }

  it('bears out a right prediction, with what this rig has just measured, and puts the rig back', async () => {
    await openSpread();
    await press('3');
    await says(/^You predicted: A smaller bump, and later\. Then: /);
    for (let i = 0; i < FASTER; i++) await press('[');
    await press('Space');
    await says(/^Done\./);
    await press('n');
    await says(/^Drag the yellow electrode to site 15/);
    await tabTo('#yellow-site');
    for (let site = 8; site < 15; site++) await press('ArrowRight');
    // The electrode goes along once a picture; a press before it is there is no press of this step.
    await page.locator('#lesson-body', { hasText: 'Waits for a press' }).waitFor();
    await press('Space');
    await says(/^Done\./);
    await press('n');
    await says(/^What did you see\?/);
    expect(await page.locator('.lesson-figures').count()).toBe(0);
    await press('3');
    await says(/^A smaller bump, and later\. It happened just as you predicted\.$/);
    const measured = await figures();
    expect(measured['Blue, at site 3, rises by']).toBeCloseTo(9.42, 1);
    expect(measured['Yellow, at site 8, rises by']).toBeCloseTo(1.38, 1);
    expect(measured['Yellow, at site 15, rises by']).toBeCloseTo(0.14, 1);
    // The rig stands at the very picture that is nearest to blue's peak, 3.29 ms after the press, and says so.
    const looks = await page.textContent('.lesson-note[data-tone="plain"]');
    const ms = Number(/^You look at ([\d.]+) ms after the press/.exec(looks!)?.[1]);
    const offMs = (await fromPeakMs()).map((away) => Math.abs(ms - (3.29 + away)));
    expect(Math.min(...offMs)).toBeLessThan(AS_NEAR_MS);
    await press('n');
    await says(/^Why is yellow’s bump later/);
    await press('2');
    await says(/^Look again: Ions swim far too slowly/);
    await press('1');
    await says(/^Yes\./);
    await press('n');
    await says(/^Why it is so: /);
    await press('n');
    await page.locator('#lesson').waitFor({ state: 'hidden' });
    await expect.poll(() => page.textContent('#blue-site-words')).toBe('site 5');
    await expect.poll(() => page.textContent('#yellow-site-words')).toBe('site 41');
  }, 120_000);

  it('says plainly what was predicted and what happened, where a prediction was wrong', async () => {
    await openSpread();
    await press('1');
    await says(/^You predicted: A bump of the same height/);
    for (let i = 0; i < FASTER; i++) await press('[');
    await press('Space');
    await says(/^Done\./);
    // On to the second step, which is left out, to what was seen, and to the result.
    await press('n');
    await says(/^Drag the yellow/);
    await press('n');
    await says(/^What did you see\?/);
    await press('3');
    await says(/What happened: A smaller bump, and later\. Not as you predicted\./);
    const words = await page.innerText('#lesson-body');
    expect(words).toMatch(/You predicted: A bump of the same height, only later\./);
    expect(words).toMatch(/Not as you predicted\. That is no fault/);
    const red = await page.evaluate(
      () =>
        [...document.querySelectorAll('#lesson-body *')].filter((one) => {
          const [r = 0, g = 0, b = 0] = getComputedStyle(one).color.match(/\d+/g)!.map(Number);
          return r > 180 && g < 120 && b < 120;
        }).length,
    );
    expect(red).toBe(0);
  }, 120_000);
});
