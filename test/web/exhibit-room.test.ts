/** An exhibit's screen has room for its words: on every kind of screen, in German, and in words a third longer than English. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageExhibit, PageState } from '../../src/server/messages.js';
import { screenGeometry, unitPx } from '../../src/web/exhibit/scene.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { EXHIBIT } from './exhibit/exhibit-state.js';
import { EMPTY_PATH, type FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { pageRole } from './page-role.js';
import { PRESS_MARK } from './page-state.js';
import { unspoken } from './unspoken.js';

const bench = new PageBench();
let page: Page;
let server: FakeServer;

beforeEach(() => {
  ({ page, server } = bench);
  const words = 'Virtual strip of 60 LEDs: the page shows what a real one would.';
  server.change({ device: { kind: 'ready', words } });
});

const VISITOR = pageRole('visitor');
/** It comes back to its first language, so that is the one that is looked at. */
let languages: readonly string[] = [];
const at = (phase: PageExhibit['phase']) => server.greet(VISITOR, { ...EXHIBIT, languages, phase });
const RAN_OUT: PageState['presses'][number] = {
  ...PRESS_MARK,
  outcome: {
    kind: 'signal',
    end: 'ran-out',
    lastPlace: 59,
    reachedMs: PRESS_MARK.atMs + 111.65,
    reached: { blue: true, yellow: true },
  },
};

const SCREENS: readonly (readonly [string, number, number])[] = [
  ['a screen in a hall', 1920, 1080],
  ['the same set upright', 1080, 1920],
  ['a laptop', 1366, 768],
  ['a tablet', 1280, 800],
  ['a tablet set upright', 820, 1180],
  ['a phone', 390, 844],
  ['a phone on its side', 844, 390],
  ['a square', 1000, 1000],
];

/** The latest press; one that was there before a visitor came is not theirs. */
let pressed = 2;

/** Each brings the page to one of its screens. */
const KINDS: Readonly<Record<string, () => Promise<unknown>>> = {
  attract: async () => at({ kind: 'attracting' }),
  closed: async () => at({ kind: 'closed', because: 'hours', opensAtMs: Date.parse('2026-12-02T09:00Z') }),
  pulse: async () => {
    at({ kind: 'visited' });
    server.change({ presses: [{ ...PRESS_MARK, press: 1, outcome: null }], activity: 'signal' });
    const outcome = { kind: 'refractory', place: 0 } as const;
    server.change({
      presses: [
        { ...PRESS_MARK, press: 1, outcome: null },
        { ...PRESS_MARK, press: 2, outcome },
      ],
    });
  },
  result: async () => {
    at({ kind: 'visited' });
    server.change({ presses: [{ ...RAN_OUT, press: ++pressed }], activity: 'returning' });
  },
};

/** The page is on this screen, all of it: the ring stands where it stands on a screen of that size. */
async function bringTo(kind: string, width: number, height: number): Promise<void> {
  at({ kind: 'attracting' });
  await KINDS[kind]!();
  await page.waitForSelector(`body[data-kiosk="${kind}"]`);
  const { axisY } = screenGeometry({ width, height, remPx: unitPx(width, height) }, 'live', 60, [], false);
  await page.waitForFunction((y) => {
    const { top, bottom } = document.querySelector('#kiosk-ring')!.getBoundingClientRect();
    return bottom === top || Math.abs((top + bottom) / 2 - y) <= 1;
  }, axisY);
}

/**
 * Words that are cut, and pairs that lie on each other. @param longer each of them is said once and a third, as long as it is
 * looked at.
 */
function trouble(longer: boolean): Promise<string[]> {
  return page.evaluate((grows) => {
    const parts = [
      ...document.querySelectorAll<HTMLElement>(
        '.kiosk-top, #kiosk-head, .kiosk-line, .kiosk-bar b, .kiosk-eye, .kiosk-keys button, #kiosk-corner button, #kiosk-ring',
      ),
    ].filter((part) => part.offsetWidth > 0);
    const grown: (readonly [Node, string])[] = [];
    if (grows)
      for (const part of parts) {
        const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        const node = words.nextNode();
        if (!node?.textContent) continue;
        const text = node.textContent;
        grown.push([node, text]);
        node.textContent = `${text} ${text.slice(0, Math.ceil(text.length / 3))}`;
      }
    const name = (part: HTMLElement) => part.id || part.className || part.textContent!.slice(0, 30);
    const found: string[] = [];
    // A heading that takes the whole width is as wide as its words.
    const boxOf = (part: HTMLElement) => {
      if (part.localName === 'button') return part.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(part);
      const { left, right } = range.getBoundingClientRect();
      const { top, bottom } = part.getBoundingClientRect();
      return new DOMRect(left, top, right - left, bottom - top);
    };
    const boxes = parts.map((part) => [name(part), boxOf(part)] as const);
    for (const [what, { left, right, top, bottom }] of boxes)
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        found.push(`${what} is cut`);
    for (const part of parts)
      if (part.scrollWidth > part.clientWidth + 1 && part.localName === 'button' && part.id !== 'kiosk-ring')
        found.push(`${name(part)} has no room in its key`);
    for (const [k, [one, a]] of boxes.entries())
      for (const [other, b] of boxes.slice(k + 1))
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
          found.push(`${one} lies on ${other}`);
    for (const [node, text] of grown.reverse()) node.textContent = text;
    return found;
  }, longer);
}

async function open(language: string): Promise<void> {
  languages = [...new Set([language, 'de', 'en'])];
  // While no page hears it: one that does would load itself again in the exhibit's first language.
  await page.goto(new URL(EMPTY_PATH, server.address).href);
  at({ kind: 'attracting' });
  await page.goto(`${server.address}?lang=${language}`);
  await page.waitForFunction(
    (code) => document.body.dataset.link === 'open' && document.documentElement.lang === code,
    language,
  );
}

describe.skipIf(lacks(chromiumPath)).each(Object.keys(KINDS))('the screen %s', (kind) => {
  it('says nothing but messages, and has room for a third more than these on every screen, and for German', async () => {
    for (const language of ['en-XA', 'de']) {
      await open(language);
      for (const [screen, width, height] of SCREENS) {
        await page.setViewportSize({ width, height });
        await bringTo(kind, width, height);
        expect([screen, language, await trouble(false)]).toEqual([screen, language, []]);
        if (language === 'de') continue;
        expect([screen, await trouble(true)]).toEqual([screen, []]);
      }
      if (language === 'de') continue;
      expect(await unspoken(page)).toEqual([]);
    }
  });

  it('has letters that are read from 2 m: a fortieth of the height of a screen in a hall at least', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await open('en');
    await bringTo(kind, 1920, 1080);
    const sizes = await page.$$eval('#kiosk :is(p, h1, button), #kiosk-corner button', (parts) =>
      parts
        .filter((part) => (part as HTMLElement).offsetWidth > 0 && part.textContent !== '')
        .map((part) => Number.parseFloat(getComputedStyle(part).fontSize)),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1080 / 40);
  });
});
