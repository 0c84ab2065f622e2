/** The page as a person uses it: at rest, at a press, and each of its controls. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_BRIGHTNESS, pwmToSrgb } from '../../src/display/palette.js';
import type { PageState } from '../../src/server/messages.js';
import { encodePagePicture } from '../../src/server/messages.js';
import { dialScale, needleDegrees } from '../../src/web/dial.js';
import { positionX, sceneGeometry } from '../../src/web/geometry.js';
import { openBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { SET_A_FACTS } from './page-state.js';

const MINUS = '\u2212';
const bench = new PageBench();
let page: Page;
let server: FakeServer;

beforeEach(() => {
  ({ page, server } = bench);
});

const figure = (name: string): Promise<string | null> => page.textContent(`#${name}-figure`);
const shows = (selector: string, text: string): Promise<unknown> => bench.shows(selector, text);
const commanded = (command: object): Promise<void> =>
  expect
    .poll(() => server.commands.filter((sent) => JSON.stringify(sent) === JSON.stringify(command)).length)
    .toBe(1);
const degreesOf = (name: string): Promise<number> =>
  page.$eval(`#${name}-dial .needle path`, (needle) =>
    Number(/rotate\((.*)deg\)/.exec((needle as SVGElement).style.transform)?.[1]),
  );
const violations = (): Promise<string[]> => bench.violations();

describe.skipIf(lacks(chromiumPath))('the page at rest', () => {
  it('shows −70.0 mV on both voltmeters, in figures and by needle', async () => {
    await shows('#blue-figure', `${MINUS}70.0`);
    await shows('#yellow-figure', `${MINUS}70.0`);
    expect(await degreesOf('blue')).toBeCloseTo(needleDegrees(-70, dialScale(SET_A_FACTS)), 1);
    expect(await degreesOf('yellow')).toBeCloseTo(needleDegrees(-70, dialScale(SET_A_FACTS)), 1);
  });

  it('says what rig it is, how the device is, and how slow time runs', async () => {
    await shows('#rig', 'virtual');
    await shows('#device-words', 'Virtual strip, no hardware');
    await shows('#lens-words', '1 ms of axon = 500 ms of room');
    server.change({ device: { kind: 'lost', words: 'The board was unplugged; plug it in again.' } });
    await shows('#device-words', 'The board was unplugged; plug it in again.');
  });

  it('shows on every LED the very colour that was sent', async () => {
    const rgb = new Uint8Array(3 * 60);
    for (let i = 0; i < rgb.length; i++) rgb[i] = (i * 37) % 103;
    server.fixedRgb = rgb;
    const expected = [...rgb].map((count) => pwmToSrgb(count, 1 / DEFAULT_BRIGHTNESS));
    const scene = await page.$eval('#scene', ({ clientWidth, clientHeight }) => ({
      clientWidth,
      clientHeight,
    }));
    const geometry = sceneGeometry(scene.clientWidth, scene.clientHeight, 60);
    const places = Array.from({ length: 60 }, (_, led) => Math.floor(positionX(geometry, led, 60)));
    const read = (): Promise<number[]> =>
      page.$eval(
        '#strip',
        (canvas, [xs, y]) => {
          const context = (canvas as HTMLCanvasElement).getContext('2d')!;
          return (xs as number[]).flatMap((x) => [
            ...context.getImageData(x, y as number, 1, 1).data.slice(0, 3),
          ]);
        },
        [places, geometry.axisY - geometry.bandTop] as const,
      );
    bench.expectedComplaints = [/willReadFrequently/];
    await expect.poll(read).toEqual(expected);
  });

  it('is clean for axe in every size and state', async () => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await violations()).toEqual([]);
    }
    server.change({
      channelsOn: false,
      running: false,
      electrodes: { blue: 'bath', yellow: 3 },
      latencyMs: 6.4,
    });
    server.sendRaw(
      encodePagePicture({ ...server.picture(), currentLimitActing: true, flashLimitActing: true }),
    );
    await page.waitForSelector('#current-badge:not([hidden])');
    expect(await violations()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it.each([360, 390, 820, 1280, 1920])('fits %i px without scrolling sideways', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it.each([
    [1280, 800],
    [1366, 768],
  ])('fits %i × %i px without scrolling down', async (width, height) => {
    await page.setViewportSize({ width, height });
    server.change({ running: false, latencyMs: 6.4 });
    await page.waitForSelector('#paused:not([hidden])');
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('keeps both pipettes on a scene of 390 px with the electrodes at sites 0 and 59', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 390, height: 844 });
    server.change({ electrodes: { blue: 0, yellow: 59 } });
    await shows('#yellow-site-words', 'site 59');
    const end = (name: string): Promise<number> =>
      page.$eval(`.pipette.${name} .silver`, (line) => {
        const path = line as SVGPathElement;
        return path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM()!).x;
      });
    await expect.poll(() => end('blue')).toBeLessThan(30);
    expect(await end('blue')).toBeGreaterThan(10);
    expect(await end('yellow')).toBeGreaterThan(360);
    expect(await end('yellow')).toBeLessThan(380);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('says nothing of a keyboard on a phone, where the button is the last thing', async () => {
    const phone = await openBrowser({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    try {
      const held = await phone.context.newPage();
      await held.goto(server.address);
      server.change({ running: false });
      await held.waitForSelector('#paused:not([hidden])');
      expect(await held.locator('kbd:visible').count()).toBe(0);
      expect(await held.isVisible('#latency')).toBe(false);
      expect(await held.innerText('#paused')).toBe('Paused – press Run to go on');
      await held.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const gap = await held.evaluate(
        () =>
          document.querySelector('.press')!.getBoundingClientRect().top -
          document.querySelector('.time')!.getBoundingClientRect().bottom,
      );
      expect(gap).toBeLessThan(40);
      const below = await held.evaluate(
        () => innerHeight - document.querySelector('.press')!.getBoundingClientRect().bottom,
      );
      expect(below).toBeLessThan(2);
    } finally {
      await phone.close();
    }
  });
});

describe.skipIf(lacks(chromiumPath))('a press', () => {
  it('by mouse stimulates once, and the blue needle moves before the yellow one', async () => {
    await page.click('#stimulate');
    await commanded({ do: 'stimulate' });
    server.change({ lens: 100 });
    await page.waitForFunction(() => Number(document.querySelector('#blue-highest')?.textContent) > 30);
    expect(await page.textContent('#yellow-highest')).toMatch(new RegExp(`^${MINUS}`));
    await page.waitForFunction(() => Number(document.querySelector('#yellow-highest')?.textContent) > 30);
    await shows('#latency', 'last press to light: 6.4 ms');
  });

  it('by finger stimulates once', async () => {
    const tablet = await openBrowser({ hasTouch: true });
    try {
      const touched = await tablet.context.newPage();
      await touched.goto(server.address);
      await touched.tap('#stimulate:enabled');
      await commanded({ do: 'stimulate' });
    } finally {
      await tablet.close();
    }
  });

  it.each(['Space', 'Enter'])('by %s stimulates once, however long it is held', async (key) => {
    await page.keyboard.down(key);
    await page.keyboard.down(key);
    await page.keyboard.up(key);
    await commanded({ do: 'stimulate' });
  });

  it.each(['Space', 'Enter'])('by %s on the focused button stimulates once', async (key) => {
    await page.focus('#stimulate');
    await page.keyboard.press(key);
    await commanded({ do: 'stimulate' });
  });

  it('by Space still stimulates after the mouse was on another button', async () => {
    await page.click('#reset');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
    await commanded({ do: 'reset' });
  });

  it('runs no animation where less motion is wanted', async () => {
    const animations = (): Promise<number> => page.evaluate(() => document.getAnimations().length);
    await page.click('#stimulate');
    expect(await animations()).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.reload();
    await page.waitForFunction(() => document.body.dataset.link === 'open');
    await page.click('#stimulate');
    await shows('#latency', 'last press to light: 6.4 ms');
    expect(await animations()).toBe(0);
  });
});

describe.skipIf(lacks(chromiumPath))('a finger on a pipette', () => {
  it('drags it up, far to the right and out into the bath, and the page neither scrolls nor goes back', async () => {
    const phone = await openBrowser({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    try {
      const held = await phone.context.newPage();
      await held.goto(server.address);
      await held.waitForFunction(() => document.querySelector('#blue-site-words')?.textContent === 'site 15');
      await held.evaluate(() => {
        scrollTo(0, 60);
        document.addEventListener('pointercancel', () => document.body.setAttribute('data-cancelled', ''));
      });
      // It stands still once it has glided to its place.
      await held.waitForTimeout(800);
      const box = (await held.locator('.pipette.blue').boundingBox())!;
      const finger = await phone.context.newCDPSession(held);
      let [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
        finger.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
        });
      const drag = async (byX: number, byY: number): Promise<void> => {
        for (let step = 0; step < 10; step++) {
          x += byX / 10;
          y += byY / 10;
          await touch('touchMove');
        }
      };
      await touch('touchStart');
      await drag(0, -60);
      await drag(320, 0);
      await expect.poll(() => server.state.electrodes.blue).toBe(59);
      await drag(-250, 0);
      await drag(0, 160);
      await expect.poll(() => server.state.electrodes.blue).toBe('bath');
      await touch('touchEnd');
      expect(await held.evaluate(() => scrollY)).toBe(60);
      expect(await held.getAttribute('body', 'data-cancelled')).toBeNull();
      expect(held.url()).toBe(server.address);
    } finally {
      await phone.close();
    }
  });
});

describe.skipIf(lacks(chromiumPath))('the axon that runs', () => {
  /** Sites at which a channel is drawn. */
  const channelSites = async (): Promise<number[]> => {
    const { width, height } = await page.$eval('#scene', ({ clientWidth, clientHeight }) => ({
      width: clientWidth,
      height: clientHeight,
    }));
    const geometry = sceneGeometry(width, height, 60);
    const lip = Math.min(3.2, geometry.pitch * 0.16);
    const places = Array.from({ length: 60 }, (_, site) =>
      Math.floor(positionX(geometry, site, 60) - lip * 1.05),
    );
    // Just outside the membrane there is nothing but channels.
    const y = Math.floor(geometry.axisY - geometry.radius - 6 - geometry.bandTop);
    return page.$eval(
      '#strip',
      (canvas, [xs, at]) => {
        const context = (canvas as HTMLCanvasElement).getContext('2d')!;
        return (xs as number[]).flatMap((x, site) =>
          context.getImageData(x, at as number, 1, 1).data[3]! > 128 ? [site] : [],
        );
      },
      [places, y] as const,
    );
  };
  const every = (n: number): PageState['axon'] => ({
    ...SET_A_FACTS,
    channels: { ...SET_A_FACTS.channels, every: n },
  });

  it('has channels drawn at its own sites alone: at each, at every 4th, and with channels off at none', async () => {
    bench.expectedComplaints = [/willReadFrequently/];
    await expect.poll(channelSites).toEqual(Array.from({ length: 60 }, (_, site) => site));
    server.change({ axon: every(4) });
    await expect.poll(channelSites).toEqual(Array.from({ length: 15 }, (_, i) => 4 * i));
    expect(await page.textContent('#channel-places')).toBe('at 1 site in 4');
    server.change({ channelsOn: false });
    await expect.poll(channelSites).toEqual([]);
  });

  it('has its own rest and thresholds on dials and caption: a rest of −100 mV, sodium at −50', async () => {
    await shows(
      '#caption',
      `At rest, ${MINUS}70 mV. Sodium channels open where the potential reaches ${MINUS}55 mV.`,
    );
    const axon = { ...every(1), restMv: -100 };
    const channels = { ...axon.channels, sodiumOpensMv: -50 };
    server.change({ axon: { ...axon, channels } });
    await shows(
      '#caption',
      `At rest, ${MINUS}100 mV. Sodium channels open where the potential reaches ${MINUS}50 mV.`,
    );
    expect(await page.locator('#blue-dial .scale-figure').allTextContents()).toEqual(
      ['150', '100', '50'].map((digits) => MINUS + digits).concat('0', '50'),
    );
    const scale = dialScale({ ...axon, channels });
    await expect.poll(() => degreesOf('blue')).toBeCloseTo(needleDegrees(-70, scale), 1);
  });
});

describe.skipIf(lacks(chromiumPath))('what a press did', () => {
  const DIED = {
    kind: 'signal',
    end: 'died',
    lastPlace: 20,
    reached: { blue: true, yellow: false },
  } as const;
  const WORDS = `The signal died at site 20: it did not lift the next channels to ${MINUS}55 mV. It passed the blue electrode. It did not pass the yellow electrode.`;

  /** Every text that a screen reader is given. */
  const toldFromNowOn = () =>
    page.evaluateHandle(() => {
      const told: (string | null)[] = [];
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const text of addedNodes) told.push(text.textContent);
      }).observe(document.querySelector('#said')!, { childList: true });
      return told;
    });

  it('stands over the axon, and is told to a screen reader once', async () => {
    const said = await toldFromNowOn();
    server.change({ activity: 'stimulus' });
    await shows('#caption', `The stimulus lifts the potential. At ${MINUS}55 mV the sodium channels open.`);
    server.change({ activity: 'signal' });
    await shows(
      '#caption',
      `Action potential: each site that reaches ${MINUS}55 mV lifts the next one towards it.`,
    );
    server.change({ activity: 'none', lastPress: { press: 1, outcome: DIED } });
    await shows('#caption', WORDS);
    server.change({ latencyMs: 6.4 });
    await shows('#latency', 'last press to light: 6.4 ms');
    expect(await said.jsonValue()).toEqual([WORDS]);
    expect(await page.getAttribute('#said', 'role')).toBe('status');
  });

  it('of a button that is hammered is said once in 2 s, and the end of a signal all the same', async () => {
    const said = await toldFromNowOn();
    for (let press = 1; press <= 10; press++)
      server.change({ lastPress: { press, outcome: { kind: 'refractory', place: 0 } } });
    server.change({ lastPress: { press: 0, outcome: DIED } });
    await shows('#said', WORDS);
    expect(await said.jsonValue()).toEqual([
      'No signal: site 0 had just fired and was still refractory.',
      WORDS,
    ]);
  });

  it('is no news for a page that is opened later', async () => {
    server.change({ lastPress: { press: 1, outcome: DIED } });
    await page.reload();
    await shows('#blue-figure', `${MINUS}70.0`);
    expect(await page.textContent('#caption')).toContain('At rest');
    expect(await page.textContent('#said')).toBe('');
  });

  it('leaves blue its highest while the yellow electrode is moved, whose own begins again', async () => {
    // The axon's time moves by hand, so that the spike stays in view however slow this computer is.
    server.change({ running: false });
    server.press();
    for (let ms = 0; ms < 12; ms++) server.advance(1);
    await page.waitForFunction(() => Number(document.querySelector('#yellow-highest')?.textContent) > 37);
    const blue = await page.textContent('#blue-highest');
    for (const at of [46, 'bath', 30] as const) {
      server.change({ electrodes: { blue: 15, yellow: at } });
      await shows('#yellow-site-words', at === 'bath' ? 'in the bath' : `site ${at}`);
      server.advance(1);
      await page.waitForTimeout(300);
      expect(await page.textContent('#blue-highest')).toBe(blue);
      const yellow = await page.textContent('#yellow-highest');
      if (at === 'bath') expect(yellow).toBe('\u2013');
      else expect(yellow).toMatch(new RegExp(`^${MINUS}7`));
    }
  });
});

describe.skipIf(lacks(chromiumPath))('a reset', () => {
  it('is told in a sentence, over the axon and to a screen reader, by whatever button it came', async () => {
    server.change({ channelsOn: false, lens: 5000 });
    await shows('#lens-words', '1 ms of axon = 5 s of room');
    server.change({ channelsOn: true, lens: 500, resets: 1 });
    const words = 'Reset: everything is as at the start.';
    await shows('#caption', words);
    await shows('#said', words);
    expect(await page.getAttribute('#reset', 'title')).toContain('everything as at the start');
  });
});

describe.skipIf(lacks(chromiumPath))('the controls', () => {
  it('switch the channels off by mouse and on again by C, and say so', async () => {
    await page.click('input[name=channels][value=off]');
    await commanded({ do: 'channels', on: false });
    await page.waitForSelector('body[data-channels=off]');
    await shows('#caption', `At rest, ${MINUS}70 mV. The channels are off.`);
    await page.keyboard.press('c');
    await commanded({ do: 'channels', on: true });
    await page.waitForSelector('body[data-channels=on]');
  });

  it('zoom the traces to a passive bump that the full scale would hide', async () => {
    server.change({ channelsOn: false, electrodes: { blue: 3, yellow: 8 }, lens: 200 });
    await page.keyboard.press('Space');
    await page.waitForFunction(() =>
      / zoomed to (5|10|20) mV/.test(document.querySelector('#zoom-words')!.textContent!),
    );
    expect(Number((await page.textContent('#blue-highest'))!.replace(MINUS, '-'))).toBeLessThan(-40);
  });

  it('pause, step, run and reset', async () => {
    await page.click('#run');
    await commanded({ do: 'run', running: false });
    await shows('#run', 'Run');
    await page.click('#step');
    await commanded({ do: 'step' });
    await page.keyboard.press('p');
    await commanded({ do: 'run', running: true });
    await page.keyboard.press('r');
    await commanded({ do: 'reset' });
  });

  it('show on the scene that the axon is paused, and that a press then waits until it runs on', async () => {
    const says = (): Promise<string> => page.innerText('#paused');
    expect(await page.isVisible('#paused')).toBe(false);
    await page.keyboard.press('p');
    await page.waitForSelector('#paused:not([hidden])');
    expect(await says()).toBe('Paused – press P or Run to go on');
    await page.click('#letter-keys');
    expect(await says()).toBe('Paused – press Run to go on');
    await page.click('#stimulate');
    await expect.poll(says).toBe('Paused – the stimulus waits: it starts when the axon runs on');
    await shows('#latency', 'waits until the axon runs on');
    expect(await violations()).toEqual([]);
    await page.click('#step');
    await expect.poll(says).toBe('Paused – press Run to go on');
    // As after a press on the rig itself: only its state tells of it.
    server.change({ stimulusWaits: true });
    await expect.poll(says).toBe('Paused – the stimulus waits: it starts when the axon runs on');
    await page.click('#run');
    await page.waitForSelector('#paused', { state: 'hidden' });
    await shows('#latency', 'last press to light: 6.4 ms');
  });

  it('turn the lens from the slider and by brackets', async () => {
    await page.keyboard.press(']');
    await commanded({ do: 'lens', roomMsPerAxonMs: 1000 });
    await shows('#lens-words', '1 ms of axon = 1 s of room');
    await page.keyboard.press('[');
    await commanded({ do: 'lens', roomMsPerAxonMs: 500 });
    await page.focus('#lens');
    await page.keyboard.press('Home');
    await commanded({ do: 'lens', roomMsPerAxonMs: 1 });
    await shows('#lens-words', '1 ms of axon = 1 ms of room');
  });

  it('take an electrode out into the bath, where it reads 0.0, and back to its site', async () => {
    await page.click('input[name=blue-place][value=bath]');
    await commanded({ do: 'electrode', name: 'blue', at: 'bath' });
    await shows('#blue-figure', '0.0');
    expect(await figure('yellow')).toBe(`${MINUS}70.0`);
    await page.keyboard.press('b');
    await commanded({ do: 'electrode', name: 'blue', at: 15 });
    await shows('#blue-figure', `${MINUS}70.0`);
  });

  it('move an electrode by its slider, one site at a time', async () => {
    await page.focus('#yellow-site');
    await page.keyboard.press('ArrowLeft');
    await commanded({ do: 'electrode', name: 'yellow', at: 44 });
    await shows('#yellow-site-words', 'site 44');
  });

  it('let a pipette be dragged along the axon and out of it', async () => {
    // They have their places once a state and a picture are there.
    await shows('#blue-site-words', 'site 15');
    await shows('#blue-figure', `${MINUS}70.0`);
    const box = (await page.locator('.pipette.blue').boundingBox())!;
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 300, y, { steps: 5 });
    await expect.poll(() => server.state.electrodes.blue).not.toBe(15);
    const site = server.state.electrodes.blue;
    expect(site).toBeGreaterThan(25);
    await page.mouse.move(x + 300, y + 90, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => server.state.electrodes.blue).toBe('bath');
  });

  it('list the keys that there are', async () => {
    const listed = await page.$$eval('.keys kbd', (keys) => keys.map((key) => key.textContent));
    expect(listed.sort()).toEqual([',', 'B', 'C', 'Enter', 'P', 'R', 'S', 'Space', 'Y', '[', ']'].sort());
  });

  it('leave letters alone once letter keys are switched off', async () => {
    await page.click('#letter-keys');
    await page.keyboard.press('r');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
    expect(server.commands.some((command) => command.do === 'reset')).toBe(false);
  });

  it('show a refusal in the words of the rig', async () => {
    server.sendRaw(JSON.stringify({ type: 'refusal', words: 'This axon has 60 sites.' }));
    await shows('#refusal', 'This axon has 60 sites.');
    expect(await page.isVisible('#refusal')).toBe(true);
  });
});
