/** What the page asks of a rig beyond the lesson: experiments, treatments, presses that last, levels, the last minute. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { LAST_MINUTE_PATH } from '../../src/server/http.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { NO_MEASURES, SET_A_FACTS, SQUID_FACTS } from './page-state.js';

const bench = new PageBench();
let page: Page;
let server: FakeServer;

beforeEach(() => {
  ({ page, server } = bench);
});

const EXPERIMENTS = [
  { name: 'lesson', title: 'The lesson', lengthWords: '60 sites' },
  { name: 'squid-axon', title: 'Two electrodes on a squid axon', lengthWords: SQUID_FACTS.lengthWords },
];
const TTX = {
  id: '1',
  treatment: { kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 },
  words: 'Tetrodotoxin, 40–46 mm: no sodium channels left',
} as const;
const LOOK = {
  kind: 'looking-back',
  picture: 1234,
  axonMs: 12.345,
  tapeMs: 40_000,
  from: { picture: 1, axonMs: 0, tapeMs: 0 },
  to: { picture: 2000, axonMs: 20, tapeMs: 43_200 },
  wasRunning: true,
} as const;

const shows = (selector: string, text: string): Promise<unknown> => bench.shows(selector, text);
const commanded = (...commands: object[]): Promise<void> =>
  expect.poll(() => server.commands.slice(-commands.length)).toEqual(commands);

/** Everything that a rig can show beyond the lesson. */
const busy = () =>
  server.change({
    axon: SQUID_FACTS,
    experiments: EXPERIMENTS,
    experiment: 'squid-axon',
    treatments: [TTX, { ...TTX, id: 'ice', words: 'Ice, 60–80 mm: 2 °C' }],
    strength: 5354.1,
    electrodes: { blue: 40, yellow: 62.25 },
    fastestLens: 20,
    fastestBecause: 'its 540 compartments in steps of 0.01 ms take the computer so long',
    lens: 500,
    running: false,
    look: LOOK,
    tapeMs: 43_200,
    pauseWhen: { name: 'blue', crossesMv: -55, rising: false, crossed: false },
  });

describe.skipIf(lacks(chromiumPath))('an experiment on the page', () => {
  it('is chosen by its title, where there are several, and loaded by its name', async () => {
    expect(await page.isVisible('#experiment')).toBe(false);
    server.change({ experiments: EXPERIMENTS, experiment: 'lesson' });
    await page.waitForSelector('#experiment:visible');
    await page.selectOption('#experiment', { label: 'Two electrodes on a squid axon' });
    await commanded({ do: 'load', name: 'squid-axon' });
    server.change({ experiment: 'squid-axon' });
    expect(await page.inputValue('#experiment')).toBe('squid-axon');
  });

  it('has its places in its own unit: 62.3 mm, and its sliders go to 100 mm in hundredths', async () => {
    busy();
    await shows('#yellow-site-words', '62.3 mm');
    server.change({ running: true, look: { kind: 'live' } });
    await page.fill('#blue-site', '12.34');
    await commanded({ do: 'electrode', name: 'blue', at: 12.34 });
  });

  it('lists what is done to the axon, and takes it away', async () => {
    busy();
    await expect.poll(() => page.locator('#treatments li').count()).toBe(2);
    await page.click('button[aria-label="Take away: Tetrodotoxin, 40–46 mm: no sodium channels left"]');
    await commanded({ do: 'treat', id: '1', treatment: null });
    server.change({ treatments: [] });
    await expect.poll(() => page.isVisible('#treatments')).toBe(false);
  });

  it('bounds the lens, and says why', async () => {
    busy();
    await shows('#lens-fastest', 'fastest here: 20 × slower');
    const because = 'its 540 compartments in steps of 0.01 ms take the computer so long';
    expect(await page.getAttribute('#lens-fastest', 'title')).toBe(because);
    expect(await page.getAttribute('#lens', 'aria-description')).toBe(because);
    server.change({ running: true, look: { kind: 'live' } });
    await page.focus('#lens');
    await page.keyboard.press('Home');
    await commanded({ do: 'lens', roomMsPerAxonMs: 20 });
    await page.click('#letter-keys');
  });

  it('is clean for axe with all of it on show, and fits every width without scrolling sideways', async () => {
    busy();
    await page.waitForSelector('#rewind:visible');
    await page.click('#measures summary');
    for (const width of [1366, 820, 360]) {
      await page.setViewportSize({ width, height: 768 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await bench.violations()).toEqual([]);
  });
});

describe.skipIf(lacks(chromiumPath))('a press that lasts', () => {
  it('by mouse lasts while it is held, if that is wanted, and ends where the mouse is let go', async () => {
    await page.check('#hold');
    await page.hover('#stimulate');
    await page.mouse.down();
    await commanded({ do: 'stimulate', held: true });
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await commanded({ do: 'stimulate', held: true }, { do: 'release' });
  });

  it('by Space too, on the button and off it', async () => {
    await page.check('#hold');
    for (const focus of ['#stimulate', 'body']) {
      if (focus === 'body') await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      else await page.focus(focus);
      await page.keyboard.down('Space');
      await commanded({ do: 'stimulate', held: true });
      await page.keyboard.up('Space');
      await commanded({ do: 'stimulate', held: true }, { do: 'release' });
    }
    expect(server.commands).toHaveLength(4);
  });

  it('ends when the window loses the keyboard', async () => {
    await page.check('#hold');
    await page.keyboard.press('Tab');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.down('Space');
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await commanded({ do: 'stimulate', held: true }, { do: 'release' });
  });

  it('is held without asking where the stimulus of the experiment lasts by itself', async () => {
    server.change({ axon: { ...SET_A_FACTS, press: { ...SET_A_FACTS.press, holds: true } } });
    await expect.poll(() => page.isChecked('#hold')).toBe(true);
    await page.click('#stimulate');
    await commanded({ do: 'stimulate', held: true }, { do: 'release' });
  });

  it('is a press and nothing else where it is not', async () => {
    await page.click('#stimulate');
    await commanded({ do: 'stimulate' });
    expect(server.commands).toEqual([{ do: 'stimulate' }]);
  });
});

describe.skipIf(lacks(chromiumPath))('the strength of a press', () => {
  it('stands there in its unit, is changed by a number, and is that of the file when it is emptied', async () => {
    server.change({ strength: 2.4 });
    await expect.poll(() => page.inputValue('#strength')).toBe('2.4');
    await shows('#strength-unit', 'mS');
    await page.click('#strength');
    await page.fill('#strength', '1.25');
    await page.keyboard.press('Enter');
    await commanded({ do: 'strength', strength: 1.25 });
    await page.fill('#strength', '');
    await page.keyboard.press('Tab');
    await commanded({ do: 'strength', strength: null });
  });

  it('that cannot be is refused in plain words with the range, and no control is under them', async () => {
    await page.fill('#strength', '99999');
    await page.keyboard.press('Enter');
    await shows('#refusal', 'The strength goes from 0 to 1000 mS.');
    expect(await page.inputValue('#strength')).toBe('2.4');
    await page.fill('#strength', '-1');
    await page.keyboard.press('Enter');
    expect(server.commands).toEqual([]);
    const { y, height } = (await page.locator('#refusal').boundingBox())!;
    for (const control of ['#stimulate', '#run', '#blue-site', '#strength'])
      expect((await page.locator(control).boundingBox())!.y).toBeGreaterThan(y + height);
  });

  it('fits into its field with five figures', async () => {
    busy();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => page.inputValue('#strength')).toBe('5354.1');
      expect(await page.$eval('#strength', (field) => field.scrollWidth - field.clientWidth)).toBe(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('that is the weakest is said once to a screen reader', async () => {
    server.change({ weakest: { kind: 'searching', share: 0.4 } });
    const found = { kind: 'found', strength: 0.32502812, unit: 'mS' } as const;
    server.change({ weakest: found });
    await shows('#said', 'The weakest press that fires: 0.32503 mS');
    server.change({ weakest: found, running: false });
    await shows('#said', 'paused');
  });

  it('is searched for its weakest, which is then taken to the last digit', async () => {
    await page.click('#weakest');
    await commanded({ do: 'weakest' });
    server.change({ weakest: { kind: 'searching', share: 0.4 } });
    await shows('#weakest', 'Searching: 40 %');
    server.change({ weakest: { kind: 'found', strength: 0.32502812, unit: 'mS' } });
    await shows('#weakest', 'Take the weakest: 0.32503');
    await page.click('#weakest');
    await commanded({ do: 'strength', strength: 0.32502812 });
    server.change({ weakest: { kind: 'none', because: 'not even 1000 mS fires' } });
    await shows('#weakest', 'Nothing fires');
    expect(await page.getAttribute('#weakest', 'title')).toBe('not even 1000 mS fires');
  });
});

describe.skipIf(lacks(chromiumPath))('levels and measures', () => {
  it('asks for a pause at a level, says what it waits for, and calls it off', async () => {
    await page.click('#levels summary');
    await page.selectOption('#level-name', 'yellow');
    await page.selectOption('#level-rising', 'down');
    await page.fill('#level-mv', '-55');
    await page.click('#level-form button[type=submit]');
    await commanded({ do: 'pauseWhen', name: 'yellow', crossesMv: -55, rising: false });
    server.change({ pauseWhen: { name: 'yellow', crossesMv: -55, rising: false, crossed: false } });
    await shows('#level-words', 'yellow down through −55 mV');
    await page.click('#levels summary');
    await page.click('#level-off');
    await commanded({ do: 'pauseWhen', off: true });
  });

  it('refuses a level beyond those of a button, and says the range', async () => {
    await page.click('#levels summary');
    for (const level of ['100', '-93', '']) {
      await page.fill('#level-mv', level);
      await page.click('#level-form button[type=submit]');
      await shows('#refusal', 'The level goes from −92 to 48 mV.');
      await page.evaluate(() => {
        document.querySelector('#refusal')!.textContent = '';
      });
    }
    expect(server.commands).toEqual([]);
    await page.fill('#level-mv', '48');
    await page.click('#level-form button[type=submit]');
    await commanded({ do: 'pauseWhen', name: 'blue', crossesMv: 48, rising: true });
  });

  it('is left with Escape, and then Space stimulates', async () => {
    await page.focus('#levels summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#level-form:visible');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
    expect(await page.isVisible('#level-form')).toBe(false);
  });

  it('keeps its room in all that comes and goes: nothing below or beside it moves', async () => {
    const places = () =>
      page.evaluate(() =>
        ['#traces', '#stimulate', '#hold', '#run', '#scene'].map((at) => {
          const { x, y, width, height } = document.querySelector(at)!.getBoundingClientRect();
          return [at, x, y, width, height].join(' ');
        }),
      );
    for (const [width, height] of [
      [1280, 800],
      [1366, 768],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      server.change({ weakest: { kind: 'not-asked' }, pauseWhen: null, currentLimitMa: 200 });
      await shows('#level-words', 'a level');
      await page.waitForSelector('#current-badge', { state: 'hidden' });
      const before = await places();
      server.change({
        weakest: { kind: 'found', strength: 0.32502812, unit: 'mS' },
        pauseWhen: { name: 'yellow', crossesMv: -55.5, rising: false, crossed: false },
        currentLimitMa: 10,
      });
      await page.waitForSelector('#current-badge:not([hidden])');
      await shows('#weakest', 'Take the weakest: 0.32503');
      expect(await places()).toEqual(before);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('says every measure with its unit, or why there is none', async () => {
    const velocity = { value: 5.18596, unit: 'sites/ms' };
    server.change({ measures: { ...NO_MEASURES, velocity } });
    await page.click('#measures summary');
    const rows = () =>
      page.$$eval('#measures-list dt', (terms) =>
        terms.map((term) => [term.textContent, term.nextSibling?.textContent]),
      );
    await expect.poll(rows).toContainEqual(['Velocity, blue to yellow', '5.19 sites/ms']);
    expect(await rows()).toContainEqual(['From press to press', 'nothing has been pressed']);
  });
});

describe.skipIf(lacks(chromiumPath))('the last minute', () => {
  it('is there while the axon stands still: to seek, to step through, to run on from', async () => {
    expect(await page.isVisible('#rewind')).toBe(false);
    server.change({ running: false, tapeMs: 43_200 });
    await page.waitForSelector('#rewind:visible');
    expect(await page.isDisabled('#run-on')).toBe(true);
    await page.fill('#moment', '-3200');
    await commanded({ do: 'seek', backMs: 3200 });
    server.change({ look: LOOK });
    await shows('#looking-back', 'Looking back 3.2 s: 12.35 ms (picture 1234)');
    expect(await page.getAttribute('#moment', 'aria-valuetext')).toBe('3.2 s ago');
    expect(await page.isVisible('#paused')).toBe(false);
    await page.click('#step-back');
    await commanded({ do: 'step', back: true });
    await page.click('#step-on');
    await commanded({ do: 'step' });
    await page.keyboard.press(',');
    await commanded({ do: 'step', back: true });
    await page.click('#run-on');
    await commanded({ do: 'runOn' });
    await page.click('#now');
    await commanded({ do: 'now' });
  });

  it('is saved by a plain link, which the keyboard reaches and which is none while no rig answers', async () => {
    server.change({ running: false, tapeMs: 43_200 });
    await page.focus('#step-on');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('save');
    const link = page.getByRole('link', { name: 'Save' });
    expect(await link.getAttribute('title')).toBe('Save the last minute as a recording');
    expect(await link.getAttribute('download')).toBe('');
    expect(await link.evaluate((a) => new URL((a as HTMLAnchorElement).href).pathname)).toBe(
      LAST_MINUTE_PATH,
    );
    await writeFile(join(bench.folder, LAST_MINUTE_PATH), '');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toBe('last-minute.recording');
    server.silent = true;
    await page.waitForSelector('#save[aria-disabled="true"]:not([href])');
    server.silent = false;
    await page.waitForSelector('#save[aria-disabled="false"][href]');
  });

  it('is found while the axon runs: Look back goes 1 s back, or as far as the tape does', async () => {
    server.change({ tapeMs: 420.7 });
    await page.click('#look-back');
    await commanded({ do: 'seek', backMs: 420 });
    server.change({ tapeMs: 43_200 });
    await page.focus('#look-back');
    await page.keyboard.press('Enter');
    await commanded({ do: 'seek', backMs: 1000 });
    server.change({ running: false, look: LOOK });
    await page.waitForSelector('#rewind:visible');
    expect(await page.isVisible('#look-back')).toBe(false);
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await expect.poll(focused).toBe('moment');
    await page.focus('#now');
    server.change({ running: true, look: { kind: 'live' } });
    await page.waitForSelector('#look-back:visible');
    await expect.poll(focused).toBe('look-back');
    server.silent = true;
    await page.waitForSelector('#look-back:disabled');
  });

  it.each([
    [1280, 800],
    [1366, 768],
    [390, 844],
  ])('lies on neither axon nor words at %i × %i px, running or looking back', async (width, height) => {
    await page.setViewportSize({ width, height });
    for (const running of [true, false]) {
      busy();
      server.change(running ? { running, look: { kind: 'live' } } : {});
      const mine = running ? '#look-back' : '#rewind';
      await page.waitForSelector(`${mine}:visible`);
      const box = async (selector: string) => (await page.locator(selector).boundingBox())!;
      const [own, scene, strip, caption] = await Promise.all([mine, '#scene', '#strip', '#caption'].map(box));
      expect(own!.x).toBeGreaterThanOrEqual(0);
      expect(own!.x + own!.width).toBeLessThanOrEqual(width);
      expect(own!.y).toBeGreaterThan(caption!.y + caption!.height);
      expect(own!.y).toBeGreaterThan(strip!.y + strip!.height / 2);
      expect(own!.y + own!.height).toBeLessThanOrEqual(scene!.y + scene!.height);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
