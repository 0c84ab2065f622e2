/** The page when something is amiss: limits that act, a line that loses, a server that goes away. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageLine, PageState } from '../../src/server/messages.js';
import { encodePagePicture } from '../../src/server/messages.js';
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
const markOf = () => page.getAttribute('#status', 'data-mark');
/** What stands there after so many seconds without a word, whatever these are. */
const saysLost = () =>
  page.waitForFunction(() =>
    /^No word from the rig for \d+ s\. The picture is old\.$/.test(
      document.querySelector('#status-words')!.textContent!,
    ),
  );

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
  const tell = () => server.sendRaw(JSON.stringify(LINE));
  const rows = () =>
    page.$$eval('#line-groups dt', (terms) =>
      terms.map((term) => [term.textContent, term.nextSibling?.textContent]),
    );

  it('is told in every figure below the status, by click and by key, keeps up, and closes with Escape', async () => {
    tell();
    await page.click('#status');
    await expect.poll(rows).toEqual(LINE.groups.flatMap((group) => group.rows));
    server.sendRaw(JSON.stringify({ ...LINE, groups: [{ title: 'Pictures', rows: [['sent', '3 661']] }] }));
    await expect.poll(rows).toEqual([['sent', '3 661']]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#status-panel', { state: 'hidden' });
    await page.focus('#status');
    await page.keyboard.press('Space');
    await page.waitForSelector('#status-panel:popover-open');
    expect(server.commands).toEqual([]);
  });

  it('moves nothing on the page, and says no more when the rig is gone', async () => {
    bench.expectedComplaints = [/WebSocket|ERR_CONNECTION|ERR_INCOMPLETE/];
    const place = () => page.$eval('#stimulate', (button) => button.getBoundingClientRect().top);
    const before = await place();
    tell();
    await page.click('#status');
    await expect.poll(rows).not.toEqual([]);
    expect(await place()).toBe(before);
    const { port } = new URL(server.address);
    await server.stop();
    await expect.poll(rows).toEqual([]);
    await server.start(Number(port));
  });
});

describe.skipIf(lacks(chromiumPath))('limits', () => {
  it('say for 3 s that light is held back, by a square, a word and its bound, flashes before 200 mA', async () => {
    const acting = (limits: object) => server.sendRaw(encodePagePicture({ ...server.picture(), ...limits }));
    acting({ currentLimitActing: true });
    await shows('#status-words', 'Light held back: 200 mA at most');
    acting({ flashLimitActing: true });
    await shows('#status-words', 'Light held back: 3 flashes a second at most');
    expect(await markOf()).toBe('alert');
    await shows('#status-words', 'Virtual strip, no hardware');
    expect(await markOf()).toBe('live');
  });

  it('give the strip its estimated current, and none without a board', async () => {
    const { currentMa } = server.picture();
    await shows('#current', `${Math.round(currentMa)} of 200 mA`);
    server.change({ device: { kind: 'lost', words: 'There is no port.' } });
    await shows('#current', '\u2013');
    await shows('#status-words', 'There is no port.');
    expect(await markOf()).toBe('alert');
    server.change({ device: { kind: 'ready', words: 'Virtual strip of 60 LEDs.' } });
    await shows('#current', `${Math.round(currentMa)} of 200 mA`);
  });
});

describe.skipIf(lacks(chromiumPath))('a server that goes wrong', () => {
  it('is waited for when it went away, and its pictures resume', async () => {
    bench.expectedComplaints = [/WebSocket connection .* failed/, /ERR_CONNECTION|ERR_INCOMPLETE/];
    await shows('#blue-figure', `${MINUS}70`);
    const port = Number(new URL(server.address).port);
    await server.stop();
    await saysLost();
    expect(await markOf()).toBe('alert');
    expect(await figure('blue')).toBe('\u2013');
    expect(await bench.violations()).toEqual([]);
    const state: PageState = { ...server.state, rig: 'restarted' };
    bench.server = server = new FakeServer(bench.folder);
    server.state = state;
    await server.start(port);
    await shows('#rig', 'restarted');
    await shows('#blue-figure', `${MINUS}70`);
    await shows('#said', 'The rig answers again.');
    expect(await page.isVisible('#refusal')).toBe(false);
    expect(await markOf()).toBe('live');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
  });

  it('that says nothing for a second is said to be silent, and all comes back with its next picture', async () => {
    server.change({ electrodes: { blue: 'bath', yellow: 45 } });
    await shows('#blue-figure', '0');
    const told = await page.evaluateHandle(() => {
      const words: (string | null)[] = [];
      new MutationObserver(() => words.push(document.querySelector('#said')!.textContent)).observe(
        document.querySelector('#said')!,
        { childList: true },
      );
      return words;
    });
    server.silent = true;
    await page.waitForSelector('body[data-link=stale]');
    await saysLost();
    expect([await figure('blue'), await figure('yellow')]).toEqual(['\u2013', '\u2013']);
    expect(await page.textContent('#current')).toBe('\u2013');
    expect(await page.isDisabled('#stimulate')).toBe(true);
    await page.keyboard.press('Space');
    await shows('#refusal', 'This press does nothing: there is no word from the rig.');
    expect(await page.isVisible('#refusal')).toBe(true);
    expect(server.commands).toEqual([]);
    // The words count the seconds, and are said once.
    await page.waitForFunction(() =>
      / [3-9] s\./.test(document.querySelector('#status-words')!.textContent!),
    );
    expect((await told.jsonValue()).filter((words) => words?.startsWith('No word'))).toHaveLength(1);
    server.silent = false;
    await page.waitForSelector('body[data-link=open]');
    await shows('#blue-figure', '0');
    await shows('#said', 'The rig answers again.');
    expect(await page.isEnabled('#stimulate')).toBe(true);
    expect(await page.isDisabled('#blue-site')).toBe(true);
  });

  it('leaves every control disabled until it is back, and the focus where it was', async () => {
    bench.expectedComplaints = [/WebSocket connection .* failed/, /ERR_CONNECTION|ERR_INCOMPLETE/];
    const controls = (end: string): Promise<number> =>
      page.locator(`main :is(button, input, select)${end}`).count();
    await page.focus('#run');
    const port = Number(new URL(server.address).port);
    await server.stop();
    await saysLost();
    expect(await controls(':disabled')).toBe(await controls(''));
    expect(await controls('[aria-disabled=true]')).toBe(await controls(''));
    bench.server = server = new FakeServer(bench.folder);
    server.state = { ...server.state, electrodes: { blue: 'bath', yellow: 45 } };
    await server.start(port);
    await page.waitForSelector('#run:enabled');
    expect(await page.isEnabled('#stimulate')).toBe(true);
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
    await shows('#blue-figure', '0');
    await shows('#yellow-figure', `${MINUS}70`);
  });

  it('may change its strip from 60 LEDs to 144, to none and to one', async () => {
    for (const leds of [144, 0, 1]) {
      server.fixedRgb = new Uint8Array(3 * leds).fill(40);
      server.change({ ledCount: leds, rig: `${leds} LEDs` });
      await shows('#rig', `${leds} LEDs`);
      await page.waitForTimeout(50);
    }
  });

  it('that is not there when the page comes is waited for without a colour and without a figure', async () => {
    bench.expectedComplaints = [/WebSocket|ERR_CONNECTION|ERR_INCOMPLETE/];
    server.silent = true;
    await page.reload();
    await shows('#status-words', 'Connecting to the rig …');
    expect(await markOf()).toBe('connecting');
    expect([await figure('blue'), await figure('yellow')]).toEqual(['\u2013', '\u2013']);
    expect(await page.getAttribute('#stage-axon', 'data-shown')).toBe('nothing');
    expect(await bench.violations()).toEqual([]);
  });

  it.each([
    ['Space', () => page.keyboard.press('Space')],
    ['a click', () => page.locator('#stimulate').click({ force: true })],
    ['a touch of the axon', () => page.locator('.axon-area').click({ force: true })],
  ])('tells the one who presses before it is there that this press is lost: %s', async (_, press) => {
    server.silent = true;
    await page.reload();
    await shows('#status-words', 'Connecting to the rig …');
    await press();
    await shows('#refusal', 'The axon is not there yet. Press again in a moment.');
    expect(await page.isVisible('#refusal')).toBe(true);
    server.silent = false;
    await page.reload();
    await shows('#blue-figure', `${MINUS}70`);
    expect(server.commands).toEqual([]);
  });

  it('shows words in a font of the computer where its own fonts do not come', async () => {
    bench.expectedComplaints = [/Failed to load resource|ERR_FAILED/];
    await page.route('**/*.woff2', (route) => route.abort());
    await page.reload();
    await shows('#blue-figure', `${MINUS}70`);
    expect(await page.evaluate(() => [...document.fonts].every(({ status }) => status !== 'loaded'))).toBe(
      true,
    );
    const { width } = (await page.locator('#blue-figure').boundingBox())!;
    expect(width).toBeGreaterThan(40);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  });
});
