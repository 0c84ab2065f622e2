/** The page when something is amiss: limits that act, a line that loses, a server that goes away. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { pwmToSrgb } from '../../src/display/palette.js';
import type { PageLine, PageState } from '../../src/server/messages.js';
import { encodePagePicture } from '../../src/server/messages.js';
import { sceneGeometry } from '../../src/web/geometry.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';

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
const violations = (): Promise<string[]> => bench.violations();

const LINE: PageLine = {
  type: 'line',
  summary: '60 pictures/s · 71 bytes · 1.4 ms',
  groups: [
    {
      title: 'Pictures',
      rows: [
        ['sent', '3 600'],
        ['taken by the board', '3 599'],
      ],
    },
    { title: 'Clock of the board', rows: [['runs fast by', '−1 234 ± 45 ppm']] },
  ],
};

describe.skipIf(lacks(chromiumPath))('the line to the board', () => {
  const tell = async () => {
    server.sendRaw(JSON.stringify(LINE));
    await page.waitForSelector('#line:not([hidden])');
  };
  const rows = () =>
    page.$$eval('#line dt', (terms) =>
      terms.map((term) => [term.textContent, term.nextSibling?.textContent]),
    );

  it('is not there without a board, and is told once the rig tells of it', async () => {
    expect(await page.isHidden('#line')).toBe(true);
    await tell();
    expect(await page.textContent('#line-summary')).toBe(LINE.summary);
    expect(await page.isVisible('#line-groups')).toBe(false);
  });

  it('opens by click and by key into every figure, keeps up, and closes with Escape', async () => {
    await tell();
    await page.click('#line summary');
    await expect.poll(rows).toEqual(LINE.groups.flatMap((group) => group.rows));
    server.sendRaw(JSON.stringify({ ...LINE, groups: [{ title: 'Pictures', rows: [['sent', '3 661']] }] }));
    await expect.poll(rows).toEqual([['sent', '3 661']]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.isVisible('#line-groups')).toBe(false);
    // The focus is on it again: Space opens it and stimulates nothing.
    await page.keyboard.press('Space');
    await expect.poll(() => page.isVisible('#line-groups')).toBe(true);
    expect(server.commands).toEqual([]);
  });

  it('moves nothing on the page, open or closed, and breaks no rule of access', async () => {
    const place = () => page.$eval('#stimulate', (button) => button.getBoundingClientRect().top);
    const before = await place();
    await tell();
    await page.click('#line summary');
    await expect.poll(() => page.isVisible('#line-groups')).toBe(true);
    expect(await place()).toBe(before);
    expect(await violations()).toEqual([]);
    for (const width of [360, 820, 1366]) {
      await page.setViewportSize({ width, height: 768 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('says no more when the rig is gone', async () => {
    bench.expectedComplaints = [/WebSocket|ERR_CONNECTION/];
    await tell();
    const { port } = new URL(server.address);
    await server.stop();
    await expect.poll(() => page.isHidden('#line')).toBe(true);
    await server.start(Number(port));
  });
});

describe.skipIf(lacks(chromiumPath))('limits', () => {
  it('show that they act, and the limit: 200 mA', async () => {
    expect(await page.isVisible('#current-badge')).toBe(false);
    server.sendRaw(
      encodePagePicture({ ...server.picture(), currentLimitActing: true, flashLimitActing: true }),
    );
    await page.waitForSelector('#current-badge:not([hidden])');
    expect(await page.textContent('#current-badge')).toBe('current limit acting: 200 mA');
    expect(await page.isVisible('#flash-badge')).toBe(true);
    await page.waitForSelector('#current-badge', { state: 'hidden' });
  });

  it('give the strip its estimated current', async () => {
    const { currentMa } = server.picture();
    await shows('#current', `${Math.round(currentMa)} of 200 mA`);
    server.change({ device: { kind: 'lost', words: 'There is no port.' } });
    await shows('#current', '\u2013 of 200 mA');
    server.change({ device: { kind: 'ready', words: 'Virtual strip of 60 LEDs.' } });
    await shows('#current', `${Math.round(currentMa)} of 200 mA`);
  });
});

describe.skipIf(lacks(chromiumPath))('a server that goes wrong', () => {
  it('is waited for when it went away, and its pictures resume', async () => {
    bench.expectedComplaints = [/WebSocket connection .* failed/, /ERR_CONNECTION_REFUSED/];
    const port = Number(new URL(server.address).port);
    await server.stop();
    await shows(
      '#lost',
      'Connection to the rig lost. The picture is old. The page tries again by itself. If it stays so, start the rig again.',
    );
    expect(await page.isVisible('#lost')).toBe(true);
    expect(await figure('blue')).not.toContain('70');
    expect(await violations()).toEqual([]);
    const state: PageState = { ...server.state, rig: 'restarted' };
    bench.server = server = new FakeServer(bench.folder);
    server.state = state;
    await server.start(port);
    await shows('#rig', 'restarted');
    await shows('#blue-figure', `${MINUS}70.0`);
    expect(await page.isVisible('#lost')).toBe(false);
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
  });

  it('that says nothing for a second is said to be silent, and all comes back with its next picture', async () => {
    await shows('#blue-figure', `${MINUS}70.0`);
    server.change({ electrodes: { blue: 'bath', yellow: 45 } });
    await shows('#blue-figure', '0.0');
    server.silent = true;
    await page.waitForSelector('body[data-link=stale]');
    await shows(
      '#lost',
      'No word from the rig: the picture is old. It goes on by itself when the rig answers. If it stays so, start the rig again.',
    );
    expect([await figure('blue'), await figure('yellow')]).toEqual(['\u2013', '\u2013']);
    expect(await page.textContent('#current')).toBe('\u2013 of 200 mA');
    expect(await page.isDisabled('#stimulate')).toBe(true);
    expect(await page.textContent('#latency')).toBe('does nothing now: no word from the rig');
    const dot = () => page.$eval('#device', (words) => getComputedStyle(words, '::before').backgroundColor);
    expect(await dot()).toBe('rgba(0, 0, 0, 0)');
    await page.keyboard.press('Space');
    await shows('#said', 'This press does nothing: there is no word from the rig.');
    expect(server.commands).toEqual([]);
    expect(await violations()).toEqual([]);
    server.silent = false;
    await page.waitForSelector('body[data-link=open]');
    expect(await dot()).toBe('rgb(95, 208, 180)');
    await shows('#blue-figure', '0.0');
    await shows('#said', 'the rig answers again');
    expect(await page.isVisible('#lost')).toBe(false);
    expect(await page.isEnabled('#stimulate')).toBe(true);
    expect(await page.isDisabled('#blue-site')).toBe(true);
    expect(await page.textContent('#latency')).toBe('or press the space bar');
  });

  it('leaves every control disabled until it is back, and the focus where it was', async () => {
    bench.expectedComplaints = [/WebSocket connection .* failed/, /ERR_CONNECTION_REFUSED/];
    const controls = (end: string): Promise<number> => page.locator(`main :is(button, input)${end}`).count();
    expect(await controls(':disabled')).toBe(0);
    await page.focus('#run');
    const port = Number(new URL(server.address).port);
    await server.stop();
    await page.waitForSelector('#lost:not([hidden])');
    expect(await controls(':disabled')).toBe(await controls(''));
    expect(await controls('[aria-disabled=true]')).toBe(await controls(''));
    await page.keyboard.press('Space');
    expect(await page.$eval('#stimulate', (button) => button.classList.contains('pressed'))).toBe(false);
    bench.server = server = new FakeServer(bench.folder);
    server.state = { ...server.state, electrodes: { blue: 'bath', yellow: 45 } };
    await server.start(port);
    await page.waitForSelector('#run:enabled');
    expect(await controls(':disabled')).toBe(1);
    expect(await page.isDisabled('#blue-site')).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('run');
  });

  it('may send rubbish: the page goes on with the next good picture', async () => {
    for (const rubbish of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"state"}',
      new Uint8Array(0),
      new Uint8Array(5000).fill(255),
    ])
      server.sendRaw(rubbish);
    server.sendRaw(encodePagePicture({ ...server.picture(), blueMv: Number.NaN, rgb: new Uint8Array(0) }));
    server.change({ electrodes: { blue: 'bath', yellow: 45 } });
    await shows('#blue-figure', '0.0');
    await shows('#yellow-figure', `${MINUS}70.0`);
  });

  it('draws five lamps where they sit on the axon, each in its own colour, and nothing of theirs in between', async () => {
    const ledPlaces = [0.1, 0.2, 0.5, 0.75, 0.95];
    const rgb = new Uint8Array(15).map((_, i) => 30 + 5 * i);
    server.fixedRgb = rgb;
    server.change({ ledCount: 5, ledPlaces, brightness: 1 });
    await shows('#current-label', 'LEDs');
    const { width, height } = await page.$eval('#scene', (scene) => ({
      width: scene.clientWidth,
      height: scene.clientHeight,
    }));
    const geometry = sceneGeometry(width, height, 5, ledPlaces);
    const at = (place: number) => Math.floor(geometry.left + place * geometry.length);
    const read = (places: number[]): Promise<number[]> =>
      page.$eval(
        '#strip',
        (canvas, [xs, y]) => {
          const context = (canvas as HTMLCanvasElement).getContext('2d')!;
          return (xs as number[]).flatMap((x) => [...context.getImageData(x, y as number, 1, 1).data]);
        },
        [places, geometry.axisY - geometry.bandTop] as const,
      );
    bench.expectedComplaints = [/willReadFrequently/];
    const wanted = ledPlaces.flatMap((_, led) => [
      ...[...rgb.slice(3 * led, 3 * led + 3)].map((count) => pwmToSrgb(count, 1)),
      255,
    ]);
    await expect.poll(() => read(ledPlaces.map(at))).toEqual(wanted);
    expect(await read([0.15, 0.35, 0.6, 0.85].map(at))).toEqual(new Array(16).fill(0));
  });

  it('may change its strip from 60 LEDs to 144 and to none', async () => {
    for (const leds of [144, 0, 1]) {
      server.fixedRgb = new Uint8Array(3 * leds).fill(40);
      server.change({ ledCount: leds });
      server.state = { ...server.state, rig: `${leds} LEDs` };
      server.change({});
      await shows('#rig', `${leds} LEDs`);
      await page.waitForTimeout(50);
    }
  });
});
