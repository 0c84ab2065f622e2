/** Time on the page: sweeps and their handle, the last minute, steps and the lens, what opens from them. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageState } from '../../src/server/messages.js';
import { encodePagePicture } from '../../src/server/messages.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { LOOKING_BACK, NO_MEASURES, PRESS_MARK } from './page-state.js';

const MINUS = '\u2212';
const bench = new PageBench();
let page: Page;
let server: FakeServer;
let atMs: number;
let firstPicture: number;

beforeEach(() => {
  ({ page, server } = bench);
});

const shows = (selector: string, text: string): Promise<unknown> => bench.shows(selector, text);
const commanded = (...commands: object[]): Promise<void> =>
  expect.poll(() => server.commands.slice(-commands.length)).toEqual(commands);
const handleSays = (words: string | RegExp) =>
  expect.poll(() => page.getAttribute('#time-handle', 'aria-valuetext')).toMatch(words);

/** A press, and its sweep of so many milliseconds by hand: this computer may be as slow as it likes. */
async function sweep(ms: number, told: Partial<PageState> = {}): Promise<void> {
  server.change({ running: false, electrodes: { blue: 4, yellow: 40 }, ...told });
  const last = server.picture();
  server.sendRaw(encodePagePicture(last));
  const { modelMs, picture } = last;
  [atMs, firstPicture] = [modelMs, picture + 1];
  server.press();
  const number = server.state.presses.length + 1;
  const mark = {
    ...PRESS_MARK,
    press: number,
    sweep: number,
    atMs,
    untilMs: atMs + 0.5,
    picture: picture + 1,
  };
  server.change({ presses: [...server.state.presses, mark], activity: 'signal' });
  for (let i = 0; i < Math.round(ms * 10); i++) {
    if (i === 120) server.change({ activity: 'none' });
    server.advance(0.1);
  }
  await handleSays(ms >= 14 ? /^now/ : new RegExp(`^${ms.toFixed(1)} ms`));
}

/** The rig shows the picture of so long after the press. */
function lookAt(ms: number): void {
  const picture = firstPicture + Math.round(ms * 10);
  const look = {
    ...LOOKING_BACK,
    picture,
    axonMs: atMs + ms,
    tapeMs: 16 * picture,
    from: { picture: 1, axonMs: 0, tapeMs: 0 },
    to: { picture: picture + 100, axonMs: 100, tapeMs: 16 * picture + 3200 },
  } as const;
  server.change({ look, running: false, tapeMs: 20_000 });
  server.fixedLook = { picture, modelMs: atMs + ms };
  server.advance(0);
}

/** Where so long after the press is in the graph: from the handle, which stands there. */
async function plotPoint(): Promise<{ x: number; y: number }> {
  const handle = (await page.locator('#time-handle').boundingBox())!;
  const area = (await page.locator('#traces').boundingBox())!;
  return { x: handle.x + handle.width / 2, y: area.y + area.height / 2 };
}

describe.skipIf(lacks(chromiumPath))('the time handle', () => {
  it('says before the first press that there is no sweep, and after it how long ago the press was', async () => {
    await handleSays('no sweep yet: Stimulate begins one');
    expect(await page.isVisible('#graph-empty')).toBe(true);
    await sweep(8.1);
    await handleSays(`8.1 ms after the press, blue ${MINUS}`);
    await shows('#time-handle span', '8.1 ms');
    expect(await page.getAttribute('#time-handle', 'aria-valuenow')).toBe('8.10');
    expect(await page.isVisible('#graph-empty')).toBe(false);
    expect(await bench.violations()).toEqual([]);
  });

  it('put down in the graph asks for the picture of that moment, and stands only where the rig says it is', async () => {
    await sweep(8);
    const { x, y } = await plotPoint();
    const area = (await page.locator('#traces').boundingBox())!;
    await page.mouse.click(x - 0.2 * area.width, y);
    await expect.poll(() => server.commands.at(-1)).toMatchObject({ do: 'seek' });
    const { picture } = server.commands.at(-1) as unknown as { picture: number };
    expect(picture).toBeGreaterThan(firstPicture);
    expect(picture).toBeLessThan(firstPicture + 70);
    expect((await plotPoint()).x).toBeCloseTo(x, 0);
    lookAt((picture - firstPicture) / 10);
    await handleSays(new RegExp(`^${((picture - firstPicture) / 10).toFixed(1)} ms after the press`));
    expect((await plotPoint()).x).toBeLessThan(x - 0.1 * area.width);
  });

  it('dragged asks for at most one picture in a frame', async () => {
    await sweep(12);
    const { x, y } = await plotPoint();
    const frames = page.evaluate(
      () =>
        new Promise<number>((done) => {
          let count = 0;
          let running = true;
          const next = () => {
            count++;
            if (running) requestAnimationFrame(next);
            else done(count);
          };
          requestAnimationFrame(next);
          document.addEventListener('pointerup', () => {
            running = false;
          });
        }),
    );
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 200, y, { steps: 60 });
    await page.mouse.up();
    const seeks = server.commands.filter((command) => command.do === 'seek').length;
    expect(seeks).toBeGreaterThan(0);
    expect(seeks).toBeLessThanOrEqual((await frames) + 1);
  });

  it('is moved by the keyboard: a step, a millisecond, the press, now', async () => {
    await sweep(8);
    await page.focus('#time-handle');
    await page.keyboard.press('ArrowLeft');
    await commanded({ do: 'step', back: true });
    await page.keyboard.press('ArrowRight');
    await commanded({ do: 'step' });
    await page.keyboard.press('PageDown');
    await commanded({ do: 'seek', picture: firstPicture + 69 });
    lookAt(7);
    await handleSays(/^7.0 ms/);
    await page.keyboard.press('Home');
    await expect.poll(() => server.commands.at(-1)).toMatchObject({ do: 'seek' });
    await page.keyboard.press('End');
    await commanded({ do: 'now' });
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
  });

  it('goes back to now with Esc and by its button, and nothing moves where that comes and goes', async () => {
    await sweep(15);
    const places = () =>
      page.evaluate(() =>
        ['#traces', '#minute', '#run', '#slower', '#reset'].map((at) => {
          const { x, y, width, height } = document.querySelector(at)!.getBoundingClientRect();
          return [at, x, y, width, height].join(' ');
        }),
      );
    const before = await places();
    expect(await page.isVisible('#now')).toBe(false);
    lookAt(5);
    await page.waitForSelector('#now:visible');
    expect(await places()).toEqual(before);
    await page.keyboard.press('Escape');
    await commanded({ do: 'now' });
    await page.click('#now');
    await commanded({ do: 'now' }, { do: 'now' });
  });
});

describe.skipIf(lacks(chromiumPath))('the graph', () => {
  /** Whether any pixel of the graph has this colour. */
  const has = (colour: string) =>
    page.evaluate((wanted) => {
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>('#traces canvas')];
      return canvases.some((canvas) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4)
          if (`${data[i]},${data[i + 1]},${data[i + 2]},${data[i + 3]}` === wanted) return true;
        return false;
      });
    }, colour);

  it('has both traces in the colours of their meters, once there is a press', async () => {
    bench.expectedComplaints = [/willReadFrequently/];
    expect(await has('98,181,255,255')).toBe(false);
    await sweep(10);
    expect(await has('98,181,255,255')).toBe(true);
    expect(await has('255,212,94,255')).toBe(true);
  });

  it('keeps a sweep through C, and clears it with a reset', async () => {
    await sweep(15);
    await page.keyboard.press('c');
    await page.waitForSelector('body[data-channels=off]');
    await handleSays(/^now/);
    await page.keyboard.press('r');
    await commanded({ do: 'reset' });
    await handleSays('no sweep yet');
  });

  it('opens gates and currents under the same handle, at either electrode, and says where there are none', async () => {
    await sweep(8);
    await page.click('#gates');
    await page.waitForSelector('#inside-canvas:visible');
    expect(await page.getAttribute('#gates', 'aria-pressed')).toBe('true');
    expect(await page.isVisible('#inside-none')).toBe(false);
    await page.check('input[name=inside-at][value=yellow]');
    server.change({ electrodes: { blue: 4, yellow: 'bath' } });
    await shows('#inside-none', 'The yellow electrode is in the bath.');
    expect(await bench.violations()).toEqual([]);
    await page.click('#gates');
    expect(await page.isVisible('#inside-canvas')).toBe(false);
  });
});

describe.skipIf(lacks(chromiumPath))('steps and the lens', () => {
  it('pause, step back and on, run and reset, by button and by key', async () => {
    await page.click('#run');
    await commanded({ do: 'run', running: false });
    await page.waitForSelector('#run[aria-label=Run]');
    await page.click('#step');
    await commanded({ do: 'step' });
    await page.click('#step-back');
    await commanded({ do: 'step', back: true });
    await page.keyboard.press(',');
    await page.keyboard.press('s');
    await commanded({ do: 'step', back: true }, { do: 'step' });
    await page.keyboard.press('p');
    await commanded({ do: 'run', running: true });
    await page.click('#reset');
    await commanded({ do: 'reset' });
  });

  it('step on and on while a step is held', async () => {
    server.change({ running: false });
    await page.hover('#step');
    await page.mouse.down();
    await expect.poll(() => server.commands.length).toBeGreaterThan(3);
    await page.mouse.up();
    expect(server.commands.every((command) => command.do === 'step')).toBe(true);
  });

  it('run on from the moment that is looked at', async () => {
    await sweep(15);
    lookAt(5);
    await page.waitForSelector('#run[aria-label="Run on from here"]');
    await page.click('#run');
    await commanded({ do: 'run', running: true });
  });

  it('have a lens in words, by − and +, by brackets, and from a list that says what 10 ms take', async () => {
    await shows('#lens-figure', '500 × slower');
    await page.click('#slower');
    await commanded({ do: 'lens', roomMsPerAxonMs: 1000 });
    await page.click('#faster');
    await commanded({ do: 'lens', roomMsPerAxonMs: 500 });
    await page.keyboard.press('[');
    await commanded({ do: 'lens', roomMsPerAxonMs: 200 });
    await page.click('#lens-words');
    const choices = () => page.locator('#lens-choices label').allInnerTexts();
    expect((await choices()).length).toBe(12);
    expect((await choices()).at(-1)!.replace(/\s+/g, ' ')).toBe('5000 × slower than life 10 ms take 50 s');
    await page.check('#lens-choices input[value="50"]');
    await commanded({ do: 'lens', roomMsPerAxonMs: 50 });
    server.change({ lens: 1 });
    await shows('#lens-figure', 'real time');
  });

  it('go two lenses on for two clicks, though the rig has not answered the first yet', async () => {
    await shows('#lens-figure', '500 × slower');
    await page.evaluate(() => {
      const slower = document.getElementById('slower')!;
      slower.click();
      slower.click();
    });
    await commanded({ do: 'lens', roomMsPerAxonMs: 1000 }, { do: 'lens', roomMsPerAxonMs: 2000 });
  });

  it('offer no lens faster than the rig has, and say why', async () => {
    const because = 'its 540 compartments in steps of 0.01 ms take the computer so long';
    server.change({ lens: 500, fastestLens: 20, fastestBecause: because });
    await page.click('#lens-words');
    await shows('#lens-fastest', `Not faster: ${because}.`);
    expect(await page.locator('#lens-choices input').first().inputValue()).toBe('20');
    expect(await bench.violations('#lens-list')).toEqual([]);
  });
});

describe.skipIf(lacks(chromiumPath))('the line of the last minute', () => {
  it('goes from press to press by the keyboard, to its beginning, and back to now', async () => {
    await sweep(15);
    server.change({ tapeMs: 20_400.7 });
    await page.focus('#minute');
    await page.keyboard.press('ArrowLeft');
    await commanded({ do: 'seek', picture: firstPicture });
    lookAt(0);
    await expect.poll(() => page.getAttribute('#minute', 'aria-valuetext')).toMatch(/^3.2 s ago/);
    await page.keyboard.press('Home');
    await commanded({ do: 'seek', backMs: 20_000 });
    await page.keyboard.press('ArrowRight');
    await commanded({ do: 'now' });
  });

  it('is put down where one wants to look: half way is half a minute ago, or as far as the tape goes', async () => {
    server.change({ tapeMs: 50_000 });
    const { x, y, width, height } = (await page.locator('#minute').boundingBox())!;
    await page.mouse.click(x + width / 2, y + height / 2);
    await expect.poll(() => server.commands.at(-1)).toMatchObject({ do: 'seek' });
    const { backMs } = server.commands.at(-1) as unknown as { backMs: number };
    expect(backMs).toBeGreaterThan(28_000);
    expect(backMs).toBeLessThan(32_000);
    server.change({ tapeMs: 1200 });
    // Until the page has heard of it, it asks for more.
    await expect
      .poll(async () => {
        await page.mouse.click(x + 2, y + height / 2);
        return server.commands.at(-1);
      })
      .toEqual({ do: 'seek', backMs: 1200 });
  });
});

describe.skipIf(lacks(chromiumPath))('readings', () => {
  it('are a row for each sweep, kept in the graph by a tick, and copied for a spreadsheet', async () => {
    await sweep(15, { channelsOn: false });
    await sweep(15, { channelsOn: true });
    await page.click('#readings-open');
    await expect.poll(() => page.locator('#readings-rows tr').count()).toBe(2);
    expect(await bench.violations('#readings')).toEqual([]);
    await page.check('#readings-rows tr:first-child input');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('#readings-copy');
    await shows('#readings-copied', 'Copied. Paste it into a spreadsheet.');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const rows = copied.split('\n').map((line) => line.split('\t'));
    expect(rows.map((row) => row.length)).toEqual([11, 11, 11]);
    expect(rows[2]![2]).toBe('channels on; blue site 4, yellow site 40');
    expect(Number(rows[2]![4])).toBeGreaterThan(38);
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.focus('.readings-table');
    await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(copied);
  });

  it('say every measure with its unit, or why there is none', async () => {
    const velocity = { value: 5.18596, unit: 'sites/ms' };
    server.change({ measures: { ...NO_MEASURES, velocity } });
    await page.click('#readings-open');
    const rows = () =>
      page.$$eval('#measures-list dt', (terms) =>
        terms.map((term) => [term.textContent, term.nextSibling?.textContent]),
      );
    await expect.poll(rows).toContainEqual(['Velocity, blue to yellow', '5.19 sites/ms']);
    expect(await rows()).toContainEqual(['From press to press', 'nothing has been pressed']);
  });

  it('ask for a pause at a level, say what they wait for, and call it off', async () => {
    await page.click('#readings-open');
    await page.selectOption('#level-name', 'yellow');
    await page.selectOption('#level-rising', 'down');
    await page.fill('#level-mv', '-55');
    await page.click('#level-form button[type=submit]');
    await commanded({ do: 'pauseWhen', name: 'yellow', crossesMv: -55, rising: false });
    server.change({ pauseWhen: { name: 'yellow', crossesMv: -55, rising: false, crossed: false } });
    await shows('#level-words', `yellow down through ${MINUS}55 mV`);
    await page.click('#level-off');
    await commanded({ do: 'pauseWhen', off: true });
  });

  it('refuse a level beyond those of a button, and say the range', async () => {
    await page.click('#readings-open');
    for (const level of ['100', '-93', '']) {
      await page.fill('#level-mv', level);
      await page.click('#level-form button[type=submit]');
      await shows('#refusal', `The level goes from ${MINUS}92 to 48 mV.`);
      await page.evaluate(() => {
        document.querySelector('#refusal')!.textContent = '';
      });
    }
    expect(server.commands).toEqual([]);
  });
});
