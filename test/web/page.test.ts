/** The page as a person finds it: how the rig is, what both voltmeters read, what is told, how it fits and looks. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_BRIGHTNESS, pwmToSrgb } from '../../src/display/palette.js';
import type { PageState } from '../../src/server/messages.js';
import { dialScale, needleDegrees } from '../../src/web/dial.js';
import { sceneGeometry } from '../../src/web/geometry.js';
import { openBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { NO_MEASURES, PRESS_MARK, SET_A_FACTS, SQUID_FACTS } from './page-state.js';

const MINUS = '\u2212';
const bench = new PageBench();
let page: Page;
let server: FakeServer;

beforeEach(() => {
  ({ page, server } = bench);
});

const shows = (selector: string, text: string): Promise<unknown> => bench.shows(selector, text);
/** A sentence stays for 2 s before another takes its place. */
const SOON = { timeout: 8000 };
const caption = (): Promise<string> => page.$eval('#caption', ({ textContent }) => textContent!.trim());
const commanded = (command: object): Promise<void> =>
  expect
    .poll(() => server.commands.filter((sent) => JSON.stringify(sent) === JSON.stringify(command)).length)
    .toBe(1);
const degreesOf = (name: string, hand = '.hand'): Promise<number> =>
  page.$eval(`#${name}-dial ${hand}`, (needle) =>
    Number(/rotate\((.*)deg\)/.exec((needle as SVGElement).style.transform)?.[1]),
  );
const LESSON_DIAL = dialScale(SET_A_FACTS);

describe.skipIf(lacks(chromiumPath))('a voltmeter', () => {
  it('reads whole millivolts while the axon runs and tenths while it stands still, in figures and by needle', async () => {
    await shows('#blue-figure', `${MINUS}70`);
    await shows('#yellow-figure', `${MINUS}70`);
    server.change({ running: false });
    await shows('#blue-figure', `${MINUS}70.0`);
    for (const name of ['blue', 'yellow'])
      expect(await degreesOf(name)).toBeCloseTo(needleDegrees(-70, LESSON_DIAL), 1);
  });

  it('keeps its own highest of the sweep as a triangle and in figures, which a move of the other leaves alone', async () => {
    // The axon's time moves by hand, so that the spike stays in view however slow this computer is.
    server.change({ running: false });
    expect(await page.isVisible('#blue-peak-box')).toBe(false);
    server.press();
    for (let ms = 0; ms < 12; ms++) server.advance(1);
    await page.waitForFunction(() => Number(document.querySelector('#yellow-highest')?.textContent) > 37);
    const blue = await page.textContent('#blue-highest');
    expect(blue).toMatch(/^\+\d\d\.\d$/);
    expect(await degreesOf('blue', '.highest')).toBeCloseTo(needleDegrees(Number(blue), LESSON_DIAL), 0);
    for (const at of [46, 'bath'] as const) {
      server.change({ electrodes: { blue: 15, yellow: at } });
      await shows('#yellow-site-words', at === 'bath' ? 'in the bath' : `site ${at}`);
      server.advance(1);
      await page.waitForSelector('#yellow-peak-box', { state: 'hidden' });
      expect(await page.textContent('#blue-highest')).toBe(blue);
    }
  });

  it('has the scale of the axon that runs: a rest of −100 mV, sodium at −50; and none of levels that do not switch', async () => {
    const figures = (): Promise<string[]> => page.locator('#blue-dial .face text').allTextContents();
    const axon = { ...SET_A_FACTS, restMv: -100 };
    server.change({ axon: { ...axon, channels: { ...axon.channels, sodiumOpensMv: -50 } } });
    await expect.poll(figures).toEqual([`${MINUS}100`, `${MINUS}50`, '+40', '0', `${MINUS}150`, 'mV']);
    await expect.poll(caption, SOON).toContain(`${MINUS}100 mV`);
    server.change({ axon: SQUID_FACTS, electrodes: { blue: 40, yellow: 62.25 } });
    await expect.poll(figures).toEqual([`${MINUS}65`, '0', `${MINUS}100`, '+50', 'mV']);
    await shows('#yellow-site-words', '62.3 mm');
  });

  it('reads 0.0 in the bath', async () => {
    server.change({ running: false, electrodes: { blue: 'bath', yellow: 45 } });
    await shows('#blue-figure', '0.0');
    await shows('#yellow-figure', `${MINUS}70.0`);
  });
});

describe.skipIf(lacks(chromiumPath))('the strip on the page', () => {
  /** Colours at these places of the band, on this height from the axis. */
  const pixels = (xs: readonly number[], y: number): Promise<number[][]> => {
    bench.expectedComplaints = [/willReadFrequently/];
    return page.$eval(
      '#strip',
      (canvas, [at, height]) => {
        const context = (canvas as HTMLCanvasElement).getContext('2d')!;
        return (at as number[]).map((x) => [...context.getImageData(x, height as number, 1, 1).data]);
      },
      [xs, y] as const,
    );
  };
  const geometryOf = async (leds: number, places?: readonly number[]) => {
    const { width, height } = (await page.locator('#stage-axon').boundingBox())!;
    return sceneGeometry(width, height, leds, places);
  };

  it('shows on every LED the very colour that was sent', async () => {
    const rgb = Uint8Array.from({ length: 3 * 60 }, (_, i) => (i * 37) % 103);
    server.fixedRgb = rgb;
    server.fixedGates = new Uint8Array(120);
    const wanted = [...rgb].map((count) => pwmToSrgb(count, 1 / DEFAULT_BRIGHTNESS));
    const geometry = await geometryOf(60);
    const xs = geometry.ledXs.map(Math.floor);
    const read = async () =>
      (await pixels(xs, geometry.axisY - geometry.bandTop)).flatMap((pixel) => pixel.slice(0, 3));
    await expect.poll(read).toEqual(wanted);
  });

  it('draws five lamps where they sit on the axon, each in its own colour, and nothing of theirs in between', async () => {
    const ledPlaces = [0.1, 0.2, 0.5, 0.75, 0.95];
    const rgb = new Uint8Array(15).map((_, i) => 30 + 5 * i);
    server.fixedRgb = rgb;
    server.change({ ledCount: 5, ledPlaces, brightness: 1 });
    await shows('#current-label', 'LEDs');
    const geometry = await geometryOf(5, ledPlaces);
    const at = (place: number) => Math.floor(geometry.left + place * geometry.length);
    const y = geometry.axisY - geometry.bandTop;
    const wanted = ledPlaces.map((_, led) => [
      ...[...rgb.slice(3 * led, 3 * led + 3)].map((count) => pwmToSrgb(count, 1)),
      255,
    ]);
    await expect.poll(() => pixels(ledPlaces.map(at), y)).toEqual(wanted);
    expect(await pixels([0.15, 0.35, 0.6, 0.85].map(at), y)).toEqual(new Array(4).fill([0, 0, 0, 0]));
  });

  it('has gates at the channel sites of its own model alone: at each, at every 4th, and with channels off at none', async () => {
    const geometry = await geometryOf(60);
    const y = Math.round(geometry.axisY - geometry.radius - geometry.bandTop - geometry.gateHalf * 0.8);
    const sites = async (): Promise<number[]> => {
      const columns = geometry.ledXs.flatMap((x) => [-4, -3, -2, 2, 3, 4].map((off) => Math.floor(x + off)));
      const found = await pixels(columns, y);
      return geometry.ledXs.flatMap((_, site) =>
        found.slice(6 * site, 6 * site + 6).some((pixel) => pixel[3]! > 90) ? [site] : [],
      );
    };
    const places = (every: number) => Array.from({ length: 60 / every }, (_, i) => every * i);
    const facts = (every: number): PageState['axon'] => ({
      ...SET_A_FACTS,
      channels: { ...SET_A_FACTS.channels, every },
      gates: { ...SET_A_FACTS.gates, places: places(every) },
    });
    await expect.poll(sites).toEqual(places(1));
    server.change({ axon: facts(4) });
    await expect.poll(sites).toEqual(places(4));
    server.change({ channelsOn: false });
    await expect.poll(sites).toEqual([]);
  });
});

describe.skipIf(lacks(chromiumPath))('how the rig is', () => {
  it('stands in the header in a few words, and in full below it: rig, board, current and delay', async () => {
    server.change({ device: { kind: 'ready', words: 'Virtual strip of 60 LEDs: as a real one would.' } });
    await shows('#status-words', 'Virtual strip of 60 LEDs');
    expect(await page.getAttribute('#status', 'data-mark')).toBe('live');
    expect(await page.isVisible('#status-panel')).toBe(false);
    await page.click('#status');
    await page.waitForSelector('#status-panel:popover-open');
    server.change({ latencyMs: 6.4 });
    await shows('#latency', '6.4 ms');
    await shows('#device-words', 'Virtual strip of 60 LEDs: as a real one would.');
    await shows('#current', `${Math.round(server.picture().currentMa)} of 200 mA`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#status-panel', { state: 'hidden' });
    expect(server.commands).toEqual([]);
  });
});

describe.skipIf(lacks(chromiumPath))('what is told', () => {
  /** Every text that a screen reader is given. */
  const toldFromNowOn = () =>
    page.evaluateHandle(() => {
      const told: (string | null)[] = [];
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const text of addedNodes) told.push(text.textContent);
      }).observe(document.querySelector('#said')!, { childList: true });
      return told;
    });

  it('goes with the press over the axon, and at the end once to a screen reader, with numbers', async () => {
    const said = await toldFromNowOn();
    server.change({ activity: 'signal' });
    await expect.poll(caption, SOON).toContain('Action potential');
    const mv = (value: number) => ({ value, unit: 'mV' });
    const ms = (value: number) => ({ value, unit: 'ms' });
    const measures = {
      ...NO_MEASURES,
      blue: { peak: mv(39.46), latency: ms(1.151), halfWidth: ms(1) },
      yellow: { peak: mv(39.84), latency: ms(8.1), halfWidth: ms(1) },
      velocity: { value: 5.186, unit: 'sites/ms' },
    };
    server.change({ activity: 'none', lastPress: { press: 1, outcome: PRESS_MARK.outcome! }, measures });
    server.change({ latencyMs: 6.4 });
    await shows('#latency', '6.4 ms');
    expect(await said.jsonValue()).toEqual([
      'Blue fired after 1.15 ms (peak +39.5 mV), yellow after 8.10 ms (peak +39.8): 5.2 sites per millisecond.',
    ]);
    expect(await page.getAttribute('#said', 'role')).toBe('status');
  });

  it('says that it is paused and when, and that a press then waits', async () => {
    // There is no tape.
    bench.expectedComplaints = [/404/];
    server.change({ presses: [{ ...PRESS_MARK, atMs: 0, picture: 0 }], running: false });
    await expect.poll(caption, SOON).toMatch(/^Paused at \d+\.\d ms\.$/);
    server.change({ stimulusWaits: true });
    await expect.poll(caption, SOON).toMatch(/ms\. The stimulus waits\. It starts when the axon runs on\.$/);
    await shows('#said', 'The stimulus waits. It starts when the axon runs on.');
  });

  it('says once why presses have no answer, however fast they come, and counts them for the eye', async () => {
    const said = await toldFromNowOn();
    const outcome = { kind: 'refractory', place: 0 } as const;
    const presses = Array.from({ length: 20 }, (_, i) => ({ ...PRESS_MARK, press: i + 1, outcome }));
    for (let press = 1; press <= 20; press++)
      server.change({ presses: presses.slice(0, press), lastPress: { press, outcome } });
    await expect.poll(caption, SOON).toBe('Not yet. 20 presses: site 0 is still locked.');
    expect(await said.jsonValue()).toEqual(['Not yet. Site 0 is still locked.']);
  });

  it('is no news for a page that is opened later', async () => {
    server.change({ lastPress: { press: 1, outcome: PRESS_MARK.outcome! } });
    await page.reload();
    await shows('#blue-figure', `${MINUS}70`);
    expect(await caption()).toContain('At rest');
    expect(await page.textContent('#said')).toBe('');
  });

  it('tells of a reset in a sentence, over the axon and to a screen reader, by whatever button it came', async () => {
    server.change({ resets: 1 });
    await expect.poll(caption, SOON).toBe('Reset: everything is as at the start.');
    await shows('#said', 'Reset: everything is as at the start.');
  });

  it('shows a refusal in the words of the rig, with no control below them', async () => {
    server.sendRaw(JSON.stringify({ type: 'refusal', words: 'This axon has 60 sites.' }));
    await shows('#refusal', 'This axon has 60 sites.');
    const { y, height } = (await page.locator('#refusal').boundingBox())!;
    for (const control of ['#stimulate', '#run', '#blue-site', '#strength'])
      expect((await page.locator(control).boundingBox())!.y).toBeGreaterThan(y + height);
  });
});

describe.skipIf(lacks(chromiumPath))('the size of the page', () => {
  const size = (width: number, height: number) => page.setViewportSize({ width, height });

  it('is that of the window from 320 px to 4K, never wider, with all that can be shown', async () => {
    server.change({
      axon: SQUID_FACTS,
      electrodes: { blue: 40, yellow: 62.25 },
      experiments: [
        { name: 'lesson', title: 'The lesson', lengthWords: '60 sites' },
        { name: 'virtual', title: 'Two electrodes on a squid axon', lengthWords: '100 mm' },
      ],
      device: {
        kind: 'lost',
        words: 'There is no port /dev/ttyACM0: plug the board in, and it goes on by itself.',
      },
    });
    for (const width of [320, 360, 390, 640, 768, 820, 1024, 1280, 1366, 1440, 1920, 3840]) {
      await size(width, 800);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `at ${width} px`).toBeLessThanOrEqual(width);
    }
  });

  it('fits 1280 × 720, 1366 × 768, 1440 × 900, 1920 × 1080 and 3840 × 2160 px without scrolling down', async () => {
    for (const [width, height] of [
      [1280, 720],
      [1366, 768],
      [1440, 900],
      [1920, 1080],
      [3840, 2160],
    ] as const) {
      await size(width, height);
      const high = await page.evaluate(() => document.documentElement.scrollHeight);
      expect(high, `${width} × ${height}`).toBeLessThanOrEqual(height);
    }
  });

  it('at 200 % zoom of 1280 × 720 px lets everything be reached by scrolling down alone', async () => {
    await size(640, 360);
    const { wide, far } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      far: Math.max(
        ...[...document.querySelectorAll('main button')]
          .filter((button) => button.checkVisibility())
          .map((button) => button.getBoundingClientRect().right),
      ),
    }));
    expect(wide).toBeLessThanOrEqual(640);
    expect(far).toBeLessThanOrEqual(640);
  });

  it('of a phone, portrait, a small one, on its side, has axon and Stimulate in sight, and nothing of a keyboard', async () => {
    const sizes = [
      [390, 844],
      [320, 568],
      [844, 390],
    ] as const;
    const phone = await openBrowser({
      viewport: { width: sizes[0][0], height: sizes[0][1] },
      hasTouch: true,
      isMobile: true,
    });
    try {
      const held = await phone.context.newPage();
      for (const [presses, [width, height]] of sizes.entries()) {
        await held.setViewportSize({ width, height });
        await held.goto(server.address);
        await held.waitForSelector('body[data-link=open]');
        const inSight = async (selector: string): Promise<void> => {
          const box = (await held.locator(selector).boundingBox())!;
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
        };
        await inSight('#stage-axon');
        await inSight('#stimulate');
        expect(await held.locator('kbd:visible:not(#keys-open kbd)').count()).toBe(0);
        // Scrolled to the end, the last words and keys are above it and not under it.
        await held.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        const covered = await held.evaluate(() => {
          const bar = document.querySelector('#stimulus')!;
          const { top, left } = bar.getBoundingClientRect();
          const keys = [...document.querySelectorAll('#toolbar button, #transport button')];
          return keys
            .filter((key) => key.checkVisibility())
            .map((key) => key.getBoundingClientRect())
            .filter((key) => key.height > 0 && key.bottom > top + 1 && key.right > left + 1).length;
        });
        expect(covered).toBe(0);
        await held.tap('#stimulate');
        await expect.poll(() => server.commands).toEqual(new Array(presses + 1).fill({ do: 'stimulate' }));
      }
    } finally {
      await phone.close();
    }
  });

  it('keeps its room in all that comes and goes: nothing below or beside it moves', async () => {
    const places = () =>
      page.evaluate(() =>
        ['#traces', '#stimulate', '#run', '#stage-axon', '#blue-site'].map((at) => {
          const { x, y, width, height } = document.querySelector(at)!.getBoundingClientRect();
          return [at, x, y, width, height].join(' ');
        }),
      );
    await size(1366, 768);
    await shows('#blue-figure', `${MINUS}70`);
    const before = await places();
    server.press();
    server.change({ currentLimitMa: 10, lastPress: { press: 1, outcome: { kind: 'refractory', place: 0 } } });
    await expect.poll(caption, SOON).toContain('Not yet.');
    await page.waitForSelector('body[data-limited]');
    expect(await places()).toEqual(before);
  });
});

describe.skipIf(lacks(chromiumPath))('for a whole class', () => {
  it('F shows axon, meters, graph and button alone, no word smaller than 1/40 of the height, and Escape goes back', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.keyboard.press('f');
    await page.waitForSelector('body[data-view=present]');
    const smallest = () =>
      page.evaluate(() => {
        const words = [...document.querySelectorAll('body *')].filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
            [...element.childNodes].some(
              ({ nodeType, textContent }) => nodeType === 3 && textContent!.trim(),
            ) &&
            element.getBoundingClientRect().width > 2,
        );
        return words.flatMap((element) => {
          const scale = (element as SVGElement).ownerSVGElement?.getScreenCTM()?.a ?? 1;
          const px = scale * Number.parseFloat(getComputedStyle(element).fontSize);
          return px < innerHeight / 40 ? [`${element.textContent} ${px}`] : [];
        });
      });
    await expect.poll(smallest).toEqual([]);
    for (const shown of ['#stage-axon', '#blue-dial', '#graph', '#stimulate'])
      expect(await page.isVisible(shown), shown).toBe(true);
    for (const gone of ['#status', '#toolbar', '#transport', '#strength', '#caption'])
      expect(await page.isVisible(gone), gone).toBe(false);
    expect((await page.locator('#stage-axon').boundingBox())!.height).toBeGreaterThan(400);
    await page.keyboard.press('t');
    await page.waitForSelector('#caption:visible');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
    await page.keyboard.press('Escape');
    await page.waitForSelector('body:not([data-view])');
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe.skipIf(lacks(chromiumPath))('the list of keys', () => {
  it('opens with ?, lists them, and what lies over the page has the keys; letters can be switched off', async () => {
    await page.keyboard.press('?');
    await page.waitForSelector('#keys[open]');
    const listed = await page.$$eval('#keys-list kbd', (keys) => keys.map((key) => key.textContent));
    for (const key of ['Space', 'C', 'P', ',', 'S', '[', ']', 'B', 'Y', 'R', 'F', 'T', '?', 'Esc', 'Home'])
      expect(listed).toContain(key);
    await page.keyboard.press('r');
    await page.uncheck('#letter-keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#keys:not([open])', { state: 'attached' });
    await page.keyboard.press('r');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
    expect(server.commands.some((command) => command.do === 'reset')).toBe(false);
  });

  it('has a light page, where the stage stays dark, and keeps the choice', async () => {
    const grounds = () =>
      page.evaluate(() =>
        ['body', '#stage'].map((at) => getComputedStyle(document.querySelector(at)!).backgroundColor),
      );
    expect(await grounds()).toEqual(['rgb(5, 7, 11)', 'rgb(5, 7, 11)']);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(grounds).toEqual(['rgb(247, 245, 239)', 'rgb(5, 7, 11)']);
    await page.click('#keys-open');
    await page.check('input[name=theme][value=dark]');
    await expect.poll(grounds).toEqual(['rgb(5, 7, 11)', 'rgb(5, 7, 11)']);
    await page.reload();
    expect(await grounds()).toEqual(['rgb(5, 7, 11)', 'rgb(5, 7, 11)']);
  });
});

describe.skipIf(lacks(chromiumPath))('calm', () => {
  it('runs no animation where less motion is wanted', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await page.waitForSelector('body[data-link=open]');
    await page.hover('#run');
    await page.click('#stimulate');
    await commanded({ do: 'stimulate' });
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
