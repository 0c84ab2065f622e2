/** The page for everybody: no rule of access is broken in any state, nor on any screen, and each word can be read. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodePagePicture } from '../../src/server/messages.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { contrasts } from './page-contrast.js';
import { LOOKING_BACK, PRESS_MARK, SQUID_FACTS } from './page-state.js';

const bench = new PageBench();
let page: Page;
let server: FakeServer;

const END = { picture: 1, axonMs: 0, tapeMs: 0 };
const LOOK = {
  ...LOOKING_BACK,
  picture: 20,
  axonMs: 12.345,
  tapeMs: 40_000,
  from: END,
  to: { picture: 2000, axonMs: 20, tapeMs: 43_200 },
} as const;
const TTX = {
  id: '1',
  treatment: { kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 },
  words: 'TTX, 40–46 mm: no sodium channels left',
} as const;

/** Each brings the page from its beginning to a state that a person can meet. */
const STATES: Readonly<Record<string, () => Promise<unknown>>> = {
  'at rest': async () => {},
  'with a signal': async () => {
    server.press();
    server.change({ activity: 'signal', lens: 5000 });
    for (let ms = 0; ms < 6; ms++) server.advance(1);
  },
  paused: async () => server.change({ running: false, stimulusWaits: true, presses: [PRESS_MARK] }),
  'looking back': async () => {
    server.change({ running: false, look: LOOK, tapeMs: 43_200 });
    await page.waitForSelector('#now:visible');
  },
  'without channels, an electrode in the bath': async () =>
    server.change({ channelsOn: false, electrodes: { blue: 'bath', yellow: 3 } }),
  'with both limits acting': async () => {
    server.sendRaw(
      encodePagePicture({ ...server.picture(), currentLimitActing: true, flashLimitActing: true }),
    );
    await page.waitForSelector('body[data-limited]');
  },
  'with a press that was not answered': async () => {
    const outcome = { kind: 'too-weak', place: 0, highestMv: -61.3 } as const;
    server.change({ lens: 5000, lastPress: { press: 1, outcome }, presses: [{ ...PRESS_MARK, outcome }] });
    await page.waitForFunction(() => document.querySelector('#caption')!.textContent!.includes('Too weak'));
  },
  'with a squid axon, treated': async () =>
    server.change({
      axon: SQUID_FACTS,
      experiments: [
        { name: 'virtual', title: 'The lesson', lengthWords: '60 sites' },
        { name: 'squid', title: 'Two electrodes on a squid axon', lengthWords: '100 mm of squid axon' },
      ],
      experiment: 'squid',
      treatments: [TTX],
      electrodes: { blue: 40, yellow: 62.25 },
      fastestLens: 20,
      fastestBecause: 'its compartments take the computer so long',
    }),
  'with a refusal': async () => {
    server.sendRaw(JSON.stringify({ type: 'refusal', words: 'This axon has 60 sites.' }));
    await page.waitForSelector('#refusal:visible');
  },
  'with the panel of the rig open': async () => page.click('#status'),
  'with the list of what can be saved open': async () => page.click('#save-open'),
  'with the list of keys open': async () => page.click('#keys-open'),
  'before a class': async () => {
    // A browser does not let a window of the full screen be made as small as a phone.
    await page.evaluate(() => {
      Element.prototype.requestFullscreen = async () => {};
    });
    await page.keyboard.press('f');
    await page.waitForSelector('body[data-view=present]');
  },
};

beforeEach(() => {
  ({ page, server } = bench);
  bench.expectedComplaints = [/404/, /willReadFrequently/];
});

const SCREENS = {
  'a desk, dark': [1440, 900, 'dark'],
  'a tablet, light': [820, 1180, 'light'],
  'a phone, dark': [390, 844, 'dark'],
} as const;
type Screen = keyof typeof SCREENS;
const ALL_SCREENS = Object.keys(SCREENS) as Screen[];
/** Each state once, on one screen after the other: axe judges a second one of the same state much as the first. */
const LOOKS = Object.keys(STATES).map((state, n): [string, Screen[]] =>
  n === 0 ? [state, ALL_SCREENS] : [state, [ALL_SCREENS[n % ALL_SCREENS.length]!]],
);

describe.skipIf(lacks(chromiumPath))('axe finds nothing', () => {
  it.each(LOOKS)('%s, on %j', async (name, screens) => {
    await page.waitForFunction(() => document.querySelector('#blue-figure')!.textContent !== '–');
    await STATES[name]!();
    for (const screen of screens) {
      const [width, height, colorScheme] = SCREENS[screen];
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      expect(await bench.violations(), `${name}, ${screen}`).toEqual([]);
    }
  });
});

describe.skipIf(lacks(chromiumPath))('every word', () => {
  it.each(['dark', 'light'] as const)(
    'has a contrast of 4.5 or more on the very ground it stands on, %s, in each state',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1440, height: 900 });
      // No needle goes through the words of its dial meanwhile.
      server.isStill = true;
      await page.waitForFunction(() => document.querySelector('#blue-figure')!.textContent !== '–');
      for (const name of [
        'with a signal',
        'with a press that was not answered',
        'looking back',
        'with the list of keys open',
      ]) {
        await STATES[name]!();
        const found = await contrasts(page);
        expect(found.length, name).toBeGreaterThan(15);
        const faint = found.filter(({ ratio }) => ratio < 4.5);
        expect(faint, name).toEqual([]);
      }
    },
    120_000,
  );
});

describe.skipIf(lacks(chromiumPath))('the keyboard', () => {
  it('goes through the page from left to right and from top to bottom, and has a way straight to Stimulate', async () => {
    const order = [
      'status',
      'sound',
      'present',
      'keys-open',
      'channels',
      'paint',
      'stimulate',
      'blue',
      'run',
      'yellow',
    ];
    const seen: string[] = [];
    for (let tab = 0; tab < 60 && !seen.includes('yellow'); tab++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const focused = document.activeElement!;
        if (focused instanceof HTMLInputElement && focused.type === 'radio')
          return focused.name.replace('-place', '');
        return focused.closest('#paint') ? 'paint' : focused.id;
      });
      if (order.includes(at) && seen.at(-1) !== at) seen.push(at);
    }
    expect(seen).toEqual(order);
    await page.reload();
    await page.waitForSelector('#stimulate:enabled');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To Stimulate');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('stimulate');
  });

  it('shows where it is: a ring of 3 px on every control', async () => {
    for (let tab = 0; tab < 40; tab++) {
      await page.keyboard.press('Tab');
      const ring = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return 3;
        // A radio is told by the words beside it.
        const shown = focused.matches('.segment input') ? focused.nextElementSibling! : focused;
        return Number.parseFloat(getComputedStyle(shown).outlineWidth);
      });
      expect(ring).toBeGreaterThanOrEqual(3);
    }
  });
});
