/** The page in its languages: nothing is said but by messages, German is whole, and its words have room. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { PRESS_MARK, SET_A_FACTS } from './page-state.js';
import { unspoken } from './unspoken.js';

const bench = new PageBench();
let page: Page;
let server: FakeServer;

beforeEach(() => {
  ({ page, server } = bench);
});

const opened = (at: Page = page) => at.waitForFunction(() => document.body.dataset.link === 'open');

/** Notes each text that is painted on a canvas: a page has no other way to it. */
function notePainted(): void {
  const painted = new Set<string>();
  Object.assign(window, { painted });
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    painted.add(text);
    fillText.call(this, text, ...rest);
  };
}

describe.skipIf(lacks(chromiumPath))('the pseudo-language', () => {
  beforeEach(async () => {
    server.change({
      device: {
        kind: 'ready',
        words: 'Virtual strip of 60 LEDs: the page shows what a real one would.',
      },
    });
    bench.pageIsSpent = true;
    await page.addInitScript(notePainted);
    await page.goto(`${server.address}?lang=en-XA`);
    await opened();
  });

  it('leaves no words in the code: at rest, after a press, with everything opened, painted, refused', async () => {
    expect(await unspoken(page)).toEqual([]);
    server.change({ running: false });
    server.press();
    const mark = { ...PRESS_MARK, atMs: server.picture().modelMs, picture: server.picture().picture };
    server.change({ presses: [mark], lastPress: { press: 1, outcome: mark.outcome! } });
    for (let ms = 0; ms < 20; ms++) server.advance(1);
    await page.waitForFunction(() => document.querySelector('#graph-empty')?.hasAttribute('hidden'));
    expect(await unspoken(page)).toEqual([]);
    server.change({
      running: true,
      channelsOn: false,
      treatments: [
        { id: 'a', words: '', treatment: { kind: 'ttx', sodiumFraction: 0, from: 20, to: 30 } },
        { id: 'b', words: '', treatment: { kind: 'temperature', temperatureC: 0, from: 40, to: 45 } },
      ],
      view: 'magnified',
    });
    // One that the axon does not take says why.
    for (const tool of ['temperature', 'ttx', 'tea', 'dead', 'wipe'])
      await page.click(`[data-tool="${tool}"]`, { force: true });
    expect(await unspoken(page)).toEqual([]);
    await page.click('#gates');
    await page.click('#pin');
    for (const panel of [
      'status',
      'save-open',
      'stimulus-open',
      'lens-words',
      'readings-open',
      'treatments-open',
      'keys-open',
    ]) {
      await page.click(`#${panel}`);
      expect(await unspoken(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    server.change({
      experiments: [...server.state.experiments, { name: 'x', title: 'virtual', lengthWords: '' }],
    });
    await page.click('#axon-open');
    expect(await unspoken(page)).toEqual([]);
  });
});

describe.skipIf(lacks(chromiumPath))('the language of the page', () => {
  it('is English in an English browser, and German with ?lang=de: words, figures, lang of the document', async () => {
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.goto(`${server.address}?lang=de`);
    await opened();
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    expect(await page.title()).toBe('Axon-Modell');
    await bench.shows('#stimulate .word', 'Reizen');
    server.change({ running: false });
    await bench.shows('#blue-figure', '−70,0');
    await bench.shows('#blue-site-words', 'Stelle 15');
  });

  it('is that of the browser: German in de-AT', async () => {
    const browser = await openBrowser({ locale: 'de-AT' });
    const german = await browser.context.newPage();
    await german.goto(server.address);
    await opened(german);
    expect(await german.textContent('#channels')).toContain('Kanäle an');
    await browser.close();
  });

  it('is chosen among the keys, kept in this browser, and let go of again', async () => {
    await page.click('#keys-open');
    await page.check('input[name="language"][value="de"]');
    await page.waitForFunction(() => document.documentElement.lang === 'de');
    await page.goto(server.address);
    await page.waitForFunction(() => document.documentElement.lang === 'de');
    await opened();
    await page.click('#keys-open');
    await page.check('input[name="language"][value=""]');
    await page.waitForFunction(() => document.documentElement.lang === 'en');
  });
});

/** Words that do not fit where they stand: cut off, or over the edge of the window. */
async function cutOff(at: Page): Promise<string[]> {
  return at.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, label, h1, h2, legend, p, .word, .choice, output',
    )) {
      const box = element.getBoundingClientRect();
      if (
        box.width < 2 ||
        element.closest('.unseen, dialog:not([open])') ||
        getComputedStyle(element).visibility === 'hidden'
      )
        continue;
      const clips = getComputedStyle(element).overflowX !== 'visible';
      const isCut =
        (clips && element.scrollWidth > element.clientWidth + 1) ||
        box.right > innerWidth + 1 ||
        box.left < -1;
      if (isCut)
        found.push(
          `${element.id || element.className || element.localName}: ${element.textContent?.trim().slice(0, 60)}`,
        );
    }
    return found;
  });
}

describe.skipIf(lacks(chromiumPath))('German', () => {
  it.each([
    ['a laptop', 1280, 720],
    ['a phone', 390, 844],
  ])('has room on %s: no word is cut off', async (_, width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${server.address}?lang=de`);
    await opened();
    server.change({ axon: SET_A_FACTS });
    expect(await cutOff(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
