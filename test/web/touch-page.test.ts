/** The page under a hand: the press and where it enters, its strength, the electrodes, the paint. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageState } from '../../src/server/messages.js';
import { openBrowser } from '../harness/browser.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import type { FakeServer } from './fake-server.js';
import { PageBench } from './page-bench.js';
import { LOOKING_BACK, PRESS_MARK, SET_A_FACTS, SQUID_FACTS } from './page-state.js';

const bench = new PageBench();
let page: Page;
let server: FakeServer;

beforeEach(async () => {
  ({ page, server } = bench);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Electrodes have their places once a state and a picture are there.
  await shows('#blue-site-words', 'site 15');
  await page.waitForSelector('.pipette.stimulus');
});

const shows = (selector: string, text: string): Promise<unknown> => bench.shows(selector, text);
const commanded = (...commands: object[]): Promise<void> =>
  expect.poll(() => server.commands.slice(-commands.length)).toEqual(commands);
const mark = (part: Partial<PageState['presses'][number]>) => ({ ...PRESS_MARK, ...part });

/** Where a site of the lesson's axon is on the screen. */
async function siteAt(site: number): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.axon-area').boundingBox())!;
  return { x: box.x + ((site + 0.5) * box.width) / 60, y: box.y + 0.25 * box.height };
}

async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}

/** The tip of a pipette, on the screen. */
const tipOf = (name: string): Promise<{ x: number; y: number }> =>
  page.$eval(`.pipette.${name} .tip`, (tip) => {
    const { left, right, top, bottom } = tip.getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  });

describe.skipIf(lacks(chromiumPath))('Stimulate', () => {
  it('by mouse stimulates once, and its ring is bright until the rig has told of the press', async () => {
    const { x, y, width, height } = (await page.locator('#stimulate').boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    expect(await page.getAttribute('#stimulate', 'data-press')).toBe('sent');
    await page.mouse.up();
    await commanded({ do: 'stimulate' });
    server.change({ presses: [mark({ press: 1 })] });
    await page.waitForSelector('#stimulate[data-press=none]');
  });

  it('says after 400 ms that the press has not arrived, and takes it back when it has', async () => {
    await page.click('#stimulate');
    await shows('#stimulate-words', 'The press has not arrived yet');
    const style = () =>
      page.$eval('#stimulate', (button) => getComputedStyle(button, '::after').borderTopStyle);
    expect(await style()).toBe('dashed');
    server.change({ presses: [mark({ press: 1 })] });
    await shows('#stimulate-words', '');
    expect(await style()).toBe('solid');
  });

  it.each(['Space', 'Enter'])('by %s stimulates once, however long it is held', async (key) => {
    await page.keyboard.down(key);
    await page.keyboard.down(key);
    await page.keyboard.up(key);
    await commanded({ do: 'stimulate' });
    expect(server.commands).toHaveLength(1);
    await page.focus('#stimulate');
    await page.keyboard.press(key);
    await expect.poll(() => server.commands.length).toBe(2);
  });

  it('by Space still stimulates after the mouse was on another button', async () => {
    await page.click('.tool.wipe');
    await page.click('.tool.wipe');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
  });

  it('has a wire that is lit as long as the stimulus lasts at the time of the picture', async () => {
    bench.expectedComplaints = [/404/];
    server.change({ running: false });
    const lit = () => page.locator('.wire.stimulus.lit').count();
    const { picture, modelMs } = server.picture();
    server.change({ presses: [mark({ press: 1, picture, atMs: modelMs, untilMs: modelMs + 0.5 })] });
    server.advance(0.1);
    await expect.poll(lit).toBe(1);
    server.advance(0.5);
    await expect.poll(lit).toBe(0);
  });
});

describe.skipIf(lacks(chromiumPath))('a press on the axon', () => {
  it('by mouse stimulates there, takes the electrode along, and Stimulate then presses there too', async () => {
    const { x, y } = await siteAt(40);
    await page.mouse.click(x, y);
    await commanded({ do: 'stimulate', at: 40 });
    await expect.poll(async () => Math.abs((await tipOf('stimulus')).x - x)).toBeLessThan(1);
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate', at: 40 }, { do: 'stimulate', at: 40 });
  });

  it('at the same place again, where the electrode of the stimulus now stands, presses there again', async () => {
    const { x, y } = await siteAt(30);
    await page.mouse.click(x, y);
    await expect.poll(async () => Math.abs((await tipOf('stimulus')).x - x)).toBeLessThan(1);
    const tip = await tipOf('stimulus');
    await page.mouse.click(tip.x - 1, tip.y + 8);
    await commanded({ do: 'stimulate', at: 30 }, { do: 'stimulate', at: 30 });
  });

  it('of two fingers is one press at two places', async () => {
    const session = await page.context().newCDPSession(page);
    const fingers = (enabled: boolean) =>
      session.send('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 2 });
    await fingers(true);
    const points = [await siteAt(20), await siteAt(40)];
    const touch = (type: 'touchStart' | 'touchEnd', touchPoints: object[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints } as never);
    await touch('touchStart', points);
    await touch('touchEnd', []);
    await expect.poll(() => server.commands).toEqual([{ do: 'stimulate', at: [20, 40] }]);
    await fingers(false);
    await session.detach();
  });

  it('lasts while it is held, where presses do', async () => {
    await page.click('#stimulus-open');
    await page.check('#hold');
    await page.keyboard.press('Escape');
    const { x, y } = await siteAt(30);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await commanded({ do: 'stimulate', at: 30, held: true });
    await page.mouse.up();
    await commanded({ do: 'stimulate', at: 30, held: true }, { do: 'release' });
  });

  it('is made by keyboard too: the place by its slider, then Space', async () => {
    await page.click('#stimulus-open');
    await page.focus('#stimulus-place');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowRight');
    await shows('#stimulus-place-words', 'site 6');
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate', at: 6 });
  });

  it('goes along with a press that somebody else makes, and a reset puts it back', async () => {
    server.change({ presses: [mark({ press: 3, places: [20, 40] })] });
    await expect.poll(() => page.locator('.pipette.stimulus:visible').count()).toBe(2);
    server.change({ resets: 1 });
    await expect.poll(() => page.locator('.pipette.stimulus:visible').count()).toBe(1);
    await page.keyboard.press('Space');
    await commanded({ do: 'stimulate' });
  });
});

describe.skipIf(lacks(chromiumPath))('the strength', () => {
  it('stands there in its unit, is changed by a number, and is that of the file when it is emptied', async () => {
    expect(await page.inputValue('#strength')).toBe('2.4');
    await shows('#strength-unit', 'mS');
    await page.fill('#strength', '1.25');
    await page.keyboard.press('Enter');
    await commanded({ do: 'strength', strength: 1.25 });
    await page.fill('#strength', '');
    await page.keyboard.press('Tab');
    await commanded({ do: 'strength', strength: null });
  });

  it('that cannot be is refused in plain words with the range', async () => {
    await page.fill('#strength', '99999');
    await page.keyboard.press('Enter');
    await shows('#refusal', 'The strength is a number from 0 to 1000 mS.');
    expect(await page.inputValue('#strength')).toBe('2.4');
    expect(server.commands).toEqual([]);
  });

  it('goes by 5 % with an arrow, by 25 % with Page', async () => {
    await page.focus('#strength-slider');
    await page.keyboard.press('ArrowLeft');
    await commanded({ do: 'strength', strength: 2.28 });
    server.change({ strength: 2.28 });
    await page.keyboard.press('PageDown');
    await commanded({ do: 'strength', strength: 1.68 });
  });

  it('gets a dot for each try: filled, hollow, dashed, and in words for the ear', async () => {
    server.change({
      presses: [
        mark({ press: 1, strength: 0.3, fired: false }),
        mark({ press: 2, strength: 2.4, fired: true }),
        mark({ press: 3, strength: 1, fired: null }),
      ],
    });
    await shows('#tries-words', 'Fired at 2.4 mS. Failed at 0.3 mS. Not known yet at 1 mS.');
    const dots = page.locator('#tries .try');
    expect(await dots.evaluateAll((all) => all.map((dot) => dot.getAttribute('class')))).toEqual([
      'try failed',
      'try fired',
      'try unknown',
    ]);
    expect(await dots.first().getAttribute('cx')).toBe('7.50%');
  });

  it('is found: the weakest press is searched for, and taken', async () => {
    await page.click('#stimulus-open');
    await page.click('#weakest');
    await commanded({ do: 'weakest' });
    server.change({ weakest: { kind: 'found', strength: 0.325, unit: 'mS' } });
    await shows('#weakest', 'Take the weakest: 0.325 mS');
    await page.click('#weakest');
    await commanded({ do: 'strength', strength: 0.325 });
  });
});

describe.skipIf(lacks(chromiumPath))('the electrodes', () => {
  it('are dragged along the axon and out into the bath by mouse', async () => {
    const tip = await tipOf('blue');
    await page.mouse.move(tip.x, tip.y + 30);
    await page.mouse.down();
    await page.mouse.move((await siteAt(30)).x, tip.y + 30, { steps: 5 });
    await expect.poll(() => server.state.electrodes.blue).toBe(30);
    await page.mouse.move((await siteAt(30)).x, tip.y + 110, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => server.state.electrodes.blue).toBe('bath');
    expect(server.commands.every((command) => command.do === 'electrode')).toBe(true);
  });

  it('stay in the hand that holds them, whatever another page asks for, and follow it once they are let go', async () => {
    const tip = await tipOf('blue');
    await page.mouse.move(tip.x, tip.y + 30);
    await page.mouse.down();
    const { x } = await siteAt(30);
    await page.mouse.move(x, tip.y + 30, { steps: 3 });
    await expect.poll(() => server.state.electrodes.blue).toBe(30);
    const apart = async () => Math.abs((await tipOf('blue')).x - x);
    await expect.poll(apart).toBeLessThan(1);
    server.change({ electrodes: { blue: 5, yellow: 45 } });
    await shows('#blue-site-words', 'site 5');
    expect(await apart()).toBeLessThan(1);
    await page.mouse.up();
    const other = (await siteAt(5)).x;
    await expect.poll(async () => Math.abs((await tipOf('blue')).x - other)).toBeLessThan(1);
  });

  it('go by arrow, Page, Home and End on their sliders, and out and in with B and Y', async () => {
    await page.focus('#yellow-site');
    for (const [key, at] of [
      ['ArrowLeft', 44],
      ['PageDown', 39],
      ['Home', 0],
      ['End', 59],
    ] as const) {
      await page.keyboard.press(key);
      await commanded({ do: 'electrode', name: 'yellow', at });
    }
    await shows('#yellow-site-words', 'site 59');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('b');
    await commanded({ do: 'electrode', name: 'blue', at: 'bath' });
    await shows('#blue-site-words', 'in the bath');
    expect(await page.isDisabled('#blue-site')).toBe(true);
    await page.keyboard.press('b');
    await commanded({ do: 'electrode', name: 'blue', at: 15 });
  });

  it('stand where they stood then while somebody looks back, and are not moved', async () => {
    bench.expectedComplaints = [/404/];
    const setUp = {
      ...LOOKING_BACK.setUp,
      channelsOn: false,
      electrodes: { blue: 3, yellow: 'bath' },
    } as const;
    server.change({ look: { ...LOOKING_BACK, setUp } });
    await shows('#blue-site-words', 'site 3');
    await expect.poll(async () => Math.abs((await tipOf('blue')).x - (await siteAt(3)).x)).toBeLessThan(1);
    expect(await page.isChecked('input[name=channels][value=off]')).toBe(true);
    await shows('#caption-words', 'Then: channels off, blue at site 3.');
    await page.keyboard.press('b');
    await shows('#refusal', 'Go on from here, or back to now, then move it.');
    expect(server.commands).toEqual([]);
    server.change({ look: { kind: 'live' } });
    await shows('#blue-site-words', 'site 15');
    expect(await page.isChecked('input[name=channels][value=on]')).toBe(true);
  });

  it('have places in the unit of the axon: 62.3 mm, and sliders that go to 100 mm', async () => {
    server.change({ axon: SQUID_FACTS, electrodes: { blue: 40, yellow: 62.25 } });
    await shows('#yellow-site-words', '62.3 mm');
    await page.focus('#yellow-site');
    await page.keyboard.press('ArrowRight');
    await commanded({ do: 'electrode', name: 'yellow', at: 63 });
  });

  it('by finger go up, far to the right and into the bath, and the page neither scrolls nor goes back', async () => {
    const phone = await openBrowser({
      viewport: { width: 390, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    try {
      const held = await phone.context.newPage();
      await held.goto(server.address);
      await held.waitForFunction(() => document.querySelector('#blue-site-words')?.textContent === 'site 15');
      await held.evaluate(() => {
        scrollTo(0, 40);
        document.addEventListener('pointercancel', () => document.body.setAttribute('data-cancelled', ''));
      });
      const finger = await phone.context.newCDPSession(held);
      const box = (await held.locator('.pipette.blue .glass').boundingBox())!;
      let [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd') =>
        finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
      const go = async (byX: number, byY: number): Promise<void> => {
        for (let step = 0; step < 10; step++) {
          x += byX / 10;
          y += byY / 10;
          await touch('touchMove');
        }
      };
      await touch('touchStart');
      await go(0, -30);
      await go(300, 0);
      await expect.poll(() => server.state.electrodes.blue).toBe(59);
      await go(-250, 0);
      await go(0, 160);
      await expect.poll(() => server.state.electrodes.blue).toBe('bath');
      await touch('touchEnd');
      expect(await held.evaluate(() => scrollY)).toBe(40);
      expect(await held.getAttribute('body', 'data-cancelled')).toBeNull();
      expect(held.url()).toBe(server.address);
    } finally {
      await phone.close();
    }
  });
});

describe.skipIf(lacks(chromiumPath))('the paint', () => {
  const TTX = { kind: 'ttx', sodiumFraction: 0 } as const;
  const painted = (id: string, from: number, to: number) => ({
    id,
    treatment: { ...TTX, from, to },
    words: `TTX, sites ${from}–${to}`,
  });

  it('is dragged over sites 49 to 53, shown as it goes, and a press is none as long as the tool is in the hand', async () => {
    await page.click('.tool.ttx');
    expect(await page.getAttribute('.tool.ttx', 'aria-pressed')).toBe('true');
    const [from, to] = [await siteAt(49), await siteAt(53)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    expect(await page.isVisible('.preview.ttx')).toBe(true);
    await shows('#brush-where', 'sites 49 to 53');
    await page.mouse.up();
    await commanded({ do: 'treat', id: 'paint-1', treatment: { ...TTX, from: 49, to: 53 } });
    expect(server.commands).toHaveLength(1);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#brush')).toBe(false);
    await page.mouse.click(from.x, from.y);
    await commanded({ do: 'stimulate', at: 49 });
  });

  it('is wiped, also what the file has put there, and Undo puts it back', async () => {
    server.change({ treatments: [painted('1', 40, 46)] });
    await page.click('.tool.wipe');
    await drag(await siteAt(43), await siteAt(44));
    const cut = [
      { do: 'treat', id: '1', treatment: { ...TTX, from: 40, to: 42 } },
      { do: 'treat', id: 'paint-1', treatment: { ...TTX, from: 45, to: 46 } },
    ];
    await commanded(...cut);
    server.change({ treatments: [painted('1', 40, 42), painted('paint-1', 45, 46)] });
    await page.click('#undo');
    await commanded(
      { do: 'treat', id: 'paint-1', treatment: null },
      { do: 'treat', id: '1', treatment: { ...TTX, from: 40, to: 46 } },
    );
    expect(await page.isVisible('#undo')).toBe(false);
  });

  it('is done by keyboard: two sliders and a button', async () => {
    await page.focus('.tool.ttx');
    await page.keyboard.press('Enter');
    await page.focus('#brush-from');
    await page.keyboard.press('Home');
    await page.focus('#brush-to');
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await shows('#brush-where', 'sites 0 to 5');
    await page.focus('#brush-go');
    await page.keyboard.press('Enter');
    await commanded({ do: 'treat', id: 'paint-1', treatment: { ...TTX, from: 0, to: 5 } });
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.tool)).toBe('ttx');
  });

  it('that the axon does not take is offered with the reason, to the eye and to the ear', async () => {
    const because = SET_A_FACTS.paints.find(({ kind }) => kind === 'temperature')!.because!;
    const ice = page.locator('.tool.temperature');
    expect(await ice.getAttribute('aria-disabled')).toBe('true');
    await ice.focus();
    await shows('#paint-words', because);
    expect(await page.textContent(`#${await ice.getAttribute('aria-describedby')}`)).toBe(because);
    await ice.click({ force: true });
    await shows('#paint-words', because);
    expect(await page.isVisible('#brush')).toBe(false);
    expect(server.commands).toEqual([]);
    server.change({ axon: SQUID_FACTS });
    await expect.poll(() => ice.getAttribute('aria-disabled')).toBe('false');
  });

  it('is listed, and one is taken away from the list', async () => {
    server.change({ treatments: [painted('1', 40, 46), painted('paint-1', 3, 4)] });
    await shows('#treatments-count', '2');
    await page.click('#treatments-open');
    await page.click('button[aria-label^="Take away: TTX, sites 3–4"]');
    await commanded({ do: 'treat', id: 'paint-1', treatment: null });
    server.change({ treatments: [] });
    await expect.poll(() => page.isVisible('#treatments-open')).toBe(false);
  });

  it('is refused while somebody looks back, by mouse and by keyboard, and Undo goes', async () => {
    bench.expectedComplaints = [/404/];
    server.change({ treatments: [painted('1', 40, 46)] });
    await page.click('.tool.wipe');
    await drag(await siteAt(44), await siteAt(45));
    await page.waitForSelector('#undo:not([hidden])');
    server.change({ look: LOOKING_BACK });
    await page.waitForSelector('#undo', { state: 'hidden' });
    const before = server.commands.length;
    await drag(await siteAt(40), await siteAt(41));
    await shows('#refusal', 'Go on from here, or back to now, then paint.');
    await page.focus('#brush-go');
    await page.keyboard.press('Enter');
    expect(server.commands.slice(before)).toEqual([]);
    server.change({ look: { kind: 'live' } });
    await page.waitForSelector('#now.absent', { state: 'attached' });
    await page.keyboard.press('Enter');
    await expect
      .poll(() => server.commands.slice(before))
      .toEqual([{ do: 'treat', id: '1', treatment: { ...TTX, from: 42, to: 46 } }]);
  });

  it('that a reset has wiped comes back with Undo', async () => {
    server.change({ treatments: [painted('paint-1', 3, 4)], lens: 500 });
    await shows('#treatments-count', '1');
    server.change({ treatments: [], resets: 1 });
    await shows('#undo', 'Undo the reset');
    await page.click('#undo');
    await commanded({ do: 'treat', id: 'paint-1', treatment: { ...TTX, from: 3, to: 4 } });
  });
});

describe.skipIf(lacks(chromiumPath))('the toolbar', () => {
  const EXPERIMENTS = [
    { name: 'virtual', title: 'The lesson', lengthWords: '60 sites' },
    { name: 'squid-axon', title: 'Two electrodes on a squid axon', lengthWords: '100 mm of squid axon' },
  ];

  it('has a menu of axons where there are several, with what each of them is', async () => {
    expect(await page.isVisible('#axon-open')).toBe(false);
    server.change({ experiments: EXPERIMENTS });
    await page.click('#axon-open');
    expect(await page.innerText('[data-name=squid-axon]')).toContain('Two electrodes on a squid axon');
    expect(await page.innerText('[data-name=virtual]')).toContain('60 sites');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await commanded({ do: 'load', name: 'squid-axon' });
  });

  it('switches the channels off by mouse and on again by C', async () => {
    await page.click('input[name=channels][value=off]');
    await commanded({ do: 'channels', on: false });
    await page.waitForSelector('body[data-channels=off]');
    await page.keyboard.press('c');
    await commanded({ do: 'channels', on: true });
  });

  it('moves nothing on the page when a tool is taken, painted and undone', async () => {
    const place = () => page.$eval('#stage-axon', (stage) => stage.getBoundingClientRect().top);
    server.change({ experiments: EXPERIMENTS });
    const before = await place();
    await page.click('.tool.ttx');
    server.change({ resets: 1, treatments: [{ id: '1', treatment: { kind: 'dead' }, words: 'Dead' }] });
    await page.waitForSelector('#undo:visible');
    expect(await place()).toBe(before);
  });

  it('is clean for axe with a tool in the hand, a list, a menu and the words of a press', async () => {
    server.change({
      experiments: EXPERIMENTS,
      treatments: [{ id: '1', treatment: { kind: 'dead' }, words: 'Dead, everywhere: no channels' }],
      resets: 1,
    });
    await page.click('#stimulate');
    await shows('#stimulate-words', 'The press has not arrived yet');
    await page.click('.tool.ttx');
    expect(await bench.violations()).toEqual([]);
    for (const panel of ['axon', 'treatments', 'stimulus']) {
      await page.click(`#${panel}-open`);
      expect(await bench.violations(`#${panel}-panel`)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await bench.violations()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
