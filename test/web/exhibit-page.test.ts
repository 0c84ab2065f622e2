/** The page of an exhibit in a browser: what visitors see and touch, what they cannot do, and how it heals. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageExhibit, PageState, PageVotes } from '../../src/server/messages.js';
import { chromiumPath, lacks } from '../harness/tools.js';
import { EXHIBIT } from './exhibit/exhibit-state.js';
import type { FakeServer } from './fake-server.js';
import { DOING, lessonAt, TEXTS } from './lesson-state.js';
import { PageBench } from './page-bench.js';
import { pageRole } from './page-role.js';
import { PRESS_MARK } from './page-state.js';

const bench = new PageBench();
let page: Page;
let server: FakeServer;
let loads: number;

beforeEach(() => {
  ({ page, server } = bench);
  loads = 0;
  page.on('load', () => loads++);
});

/** What a rig tells that has lessons: no card is open, and nobody votes. */
const NO_VOTES: PageVotes = {
  type: 'votes',
  card: null,
  ballots: [],
  gain: null,
  sawWrong: null,
  phones: 0,
  voted: [],
  mine: {},
  join: { addresses: [], words: null },
};
const phase = (kind: 'attracting' | 'visited' | 'settling'): PageExhibit => ({ ...EXHIBIT, phase: { kind } });
const VISITED = phase('visited');

const RAN_OUT: PageState['presses'][number] = {
  ...PRESS_MARK,
  outcome: {
    kind: 'signal',
    end: 'ran-out',
    lastPlace: 59,
    reachedMs: PRESS_MARK.atMs + 11.65,
    reached: { blue: true, yellow: true },
  },
};

const shows = (kind: string) => page.waitForSelector(`body[data-kiosk="${kind}"]`);
const head = () => page.textContent('#kiosk-head');
const keys = () => page.$$eval('.kiosk-keys button', (buttons) => buttons.map((one) => one.textContent));
const isSeen = (selector: string) => page.isVisible(selector);

async function open(told: PageExhibit = EXHIBIT): Promise<void> {
  server.greet(pageRole('visitor'), told);
  await page.waitForSelector('#kiosk:not([hidden])');
}

/** A visitor is there, whose press has run to the end. */
async function showResult(told: PageExhibit = VISITED): Promise<void> {
  await open(told);
  server.change({ presses: [RAN_OUT], activity: 'returning' });
  await shows('result');
}

describe.skipIf(lacks(chromiumPath))('the screen of an exhibit', () => {
  it('lies over all of the page and invites; a touch anywhere is one press, and no command goes before it', async () => {
    await open();
    expect(await head()).toBe('Touch the nerve');
    expect([await isSeen('main'), await isSeen('header'), await isSeen('#kiosk-ring')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(server.commands).toEqual([]);
    await page.mouse.click(900, 200);
    expect.soft(server.commands).toEqual([{ do: 'stimulate' }]);
    await shows('pulse');
    await page.keyboard.press('Space');
    await expect.poll(() => server.commands.length).toBe(2);
    expect(await bench.violations()).toEqual([]);
  });

  it('shows the result as the rig has measured it, with the first key in focus, and presses again at the lens of a key', async () => {
    await showResult();
    expect([await head(), await keys()]).toEqual([
      'That took 12 ms.',
      ['Again, 500 × slower', 'Again, real speed', 'Guess and try'],
    ]);
    const bar = await page.$eval('.kiosk-pulse', (pulse) => [
      pulse.getBoundingClientRect().width / pulse.nextElementSibling!.getBoundingClientRect().width,
      document.activeElement?.textContent,
    ]);
    expect(bar).toEqual([expect.closeTo(11.65 / 150, 2), 'Again, 500 × slower']);
    expect(await bench.violations()).toEqual([]);
    await page.click('.kiosk-keys button:nth-child(2)');
    await expect
      .poll(() => server.commands)
      .toEqual([{ do: 'lens', roomMsPerAxonMs: 1 }, { do: 'stimulate' }]);
  });

  it('is dark while it is closed, and takes no touch', async () => {
    await open({ ...EXHIBIT, phase: { kind: 'closed', because: 'hours', opensAtMs: null } });
    await shows('closed');
    expect([await head(), await isSeen('#kiosk-strip'), await isSeen('#kiosk-ring')]).toEqual([
      'Closed',
      false,
      false,
    ]);
    await page.mouse.click(900, 200);
    server.greet(pageRole('visitor'), EXHIBIT);
    await shows('attract');
    expect(server.commands).toEqual([]);
  });

  it('is none for who has given the code: the whole page is there', async () => {
    await open();
    server.greet(pageRole('controller'), EXHIBIT);
    await page.waitForSelector('#kiosk', { state: 'hidden' });
    expect([await isSeen('#stimulate'), await isSeen('#channels'), await isSeen('#save-open')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is none at the address for technicians: the whole page watches there, and has a place for the code', async () => {
    server.greet(pageRole('visitor'), EXHIBIT, NO_VOTES);
    await page.goto(`${server.address}technician`);
    await page.waitForFunction(() => document.body.dataset.link === 'open');
    // What a page without controls has stands where it always stands.
    await page.waitForSelector('body[data-control="watching"]');
    const widthOf = async (selector: string) => (await page.locator(selector).boundingBox())!.width;
    expect(await widthOf('#graph')).toBeGreaterThan(page.viewportSize()!.width / 2);
    expect(await widthOf('#blue-meter')).toBeCloseTo(await widthOf('#yellow-meter'), 0);
    await page.click('#pupils-open');
    await page.fill('#pupils-panel input', 'KX7M2');
    await page.keyboard.press('Enter');
    await expect.poll(() => server.commands).toEqual([{ do: 'code', code: 'KX7M2' }]);
    server.greet(pageRole('controller', { code: 'KX7M2' }), EXHIBIT, NO_VOTES);
    await page.waitForSelector('#stimulate:visible');
    expect([await isSeen('#kiosk'), await page.getAttribute('body', 'data-kiosk')]).toEqual([false, null]);
  });

  it('speaks the other language at a touch of its key, and the first one again when the visitor has gone', async () => {
    await showResult();
    await page.click('#kiosk-language');
    await expect.poll(head, { timeout: 20_000 }).toBe('Das dauerte 12 ms.');
    expect(server.commands).toEqual([{ do: 'touch' }]);
    expect([await page.textContent('#kiosk-language'), await isSeen('main')]).toEqual(['English', false]);
    server.greet(pageRole('visitor'), EXHIBIT);
    await expect.poll(head, { timeout: 20_000 }).toBe('Touch the nerve');
    expect(loads).toBe(2);
  });

  it('moves nothing where less motion is wanted: while a pulse runs the picture stands', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open();
    const picture = () => page.$eval('#kiosk-strip', (strip) => (strip as HTMLCanvasElement).toDataURL());
    await expect.poll(async () => (await picture()).length).toBeGreaterThan(3000);
    server.change({ activity: 'signal', lens: 50 });
    const before = await picture();
    server.press();
    const from = server.picture().modelMs;
    await expect.poll(() => server.picture().modelMs).toBeGreaterThan(from + 8);
    expect(await picture()).toBe(before);
    server.change({ activity: 'none' });
    await expect.poll(async () => (await picture()) !== before).toBe(true);
  });
});

describe.skipIf(lacks(chromiumPath))('the instrument of an exhibit', () => {
  it('has what visitors may use, the trail of cards, and a way back; and when they have gone the page begins again', async () => {
    await showResult();
    await page.click('text=Guess and try');
    await shows('instrument');
    expect(server.commands).toEqual([{ do: 'lesson', ask: 'plan', name: 'science-fair' }]);
    const seen = [
      '#stimulate',
      '#transport .lens',
      '#channels',
      '#paint',
      '#save-open',
      '#reset',
      '#strength',
      '#lesson-open',
    ];
    expect(await Promise.all(seen.map(isSeen))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    for (const key of ['c', 'r', 'f', 'l', '?']) await page.keyboard.press(key);
    expect(server.commands).toHaveLength(1);
    await page.click('text=Back to the start');
    await shows('result');
    server.greet(pageRole('visitor'), EXHIBIT);
    await expect.poll(() => loads, { timeout: 20_000 }).toBe(1);
    await shows('attract');
  });

  it('goes on with the card of the trail when the page was loaded again, as for another language', async () => {
    server.cards = () => TEXTS;
    const fair = lessonAt(DOING);
    server.teach({ ...fair, plan: { ...fair.plan!, trail: true } });
    server.greet(pageRole('visitor'), VISITED);
    await page.reload();
    await shows('instrument');
    await bench.shows('.lesson-question', 'Press. How far does it get?');
    await bench.shows('#press-here', 'Press here');
  });

  it('closes what lies over the page when nobody is there any more', async () => {
    const more: PageExhibit = { ...VISITED, trail: null, visitors: ['stimulate', 'lens', 'channels'] };
    await showResult(more);
    await page.click('text=More to try');
    await page.click('#lens-words');
    expect(await isSeen('#lens-list')).toBe(true);
    server.greet(pageRole('visitor'), { ...more, phase: { kind: 'attracting' } });
    await shows('attract');
    expect(await isSeen('#lens-list')).toBe(false);
    await expect.poll(() => loads, { timeout: 20_000 }).toBe(1);
    await shows('attract');
  });
});

describe.skipIf(lacks(chromiumPath))('a visitor cannot leave the page of an exhibit', () => {
  /** Whether the page forbids what a browser would do then. */
  const forbids = (kind: string, name: string, settings: object) =>
    page.evaluate(
      ([kindOf, type, how]) => {
        const make = (window as unknown as Record<string, new (type: string, how: object) => Event>)[kindOf]!;
        const event = new make(type, { bubbles: true, cancelable: true, ...how });
        document.querySelector('#kiosk-head')!.dispatchEvent(event);
        return event.defaultPrevented;
      },
      [kind, name, settings] as const,
    );

  it('by a menu, a drag, a drop, a zoom, a swipe, a button of the mouse or a key; with the code all of these are as ever', async () => {
    await open();
    const ways: [string, string, object][] = [
      ['MouseEvent', 'contextmenu', {}],
      ['Event', 'selectstart', {}],
      ['DragEvent', 'dragstart', {}],
      ['DragEvent', 'drop', {}],
      ['MouseEvent', 'auxclick', { button: 1 }],
      ['MouseEvent', 'mouseup', { button: 3 }],
      ['WheelEvent', 'wheel', { ctrlKey: true, deltaY: -120 }],
      ['WheelEvent', 'wheel', { deltaX: 200 }],
      ['KeyboardEvent', 'keydown', { key: 'p', ctrlKey: true }],
      ['KeyboardEvent', 'keydown', { key: 'F5' }],
      ['KeyboardEvent', 'keydown', { key: 'ArrowLeft', altKey: true }],
    ];
    for (const [kind, name, how] of ways)
      expect([name, how, await forbids(kind, name, how)]).toEqual([name, how, true]);
    expect(await forbids('KeyboardEvent', 'keydown', { key: 'Tab' })).toBe(false);
    expect(
      await page.evaluate(() =>
        [document.documentElement, document.body, document.querySelector('#kiosk')!].map(
          (one) => getComputedStyle(one).touchAction,
        ),
      ),
    ).toEqual(['pan-x pan-y', 'pan-x pan-y', 'none']);
    await page.mouse.move(300, 700);
    await page.mouse.down();
    await page.mouse.move(1000, 800, { steps: 5 });
    await page.mouse.up();
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
    server.greet(pageRole('controller'), EXHIBIT);
    await page.waitForSelector('#kiosk', { state: 'hidden' });
    for (const [kind, name, how] of ways)
      expect([name, how, await forbids(kind, name, how)]).toEqual([name, how, false]);
  });
});

describe.skipIf(lacks(chromiumPath))('the page of an exhibit heals', () => {
  const anotherPage = {
    contentType: 'text/html',
    body: '<script type="module" src="./assets/other.js"></script>',
  };

  it('by itself when the rig comes back, at the place where it was', async () => {
    bench.expectedComplaints = [/WebSocket connection|ERR_CONNECTION|ERR_INCOMPLETE|ERR_FAILED/];
    await open();
    const port = Number(new URL(server.address).port);
    await server.stop();
    await shows('away');
    expect([await head(), await isSeen('main')]).toEqual(['One moment …', false]);
    await server.start(port);
    await shows('attract');
    expect([await head(), loads]).toEqual(['Touch the nerve', 0]);
  });

  it('from a rig that has another page: it loads that one, once', async () => {
    bench.expectedComplaints = [/WebSocket connection|ERR_CONNECTION|ERR_INCOMPLETE|ERR_FAILED/];
    await open();
    await shows('attract');
    let asked = 0;
    let isUp = false;
    // What it asks for is another page; what the browser then loads is this one, as it would be after an update.
    await page.route(server.address, (route) => {
      if (route.request().resourceType() !== 'fetch') return route.continue();
      if (!isUp) return route.abort();
      asked++;
      return route.fulfill(anotherPage);
    });
    const port = Number(new URL(server.address).port);
    await server.stop();
    await shows('away');
    isUp = true;
    await server.start(port);
    await expect.poll(() => loads, { timeout: 20_000 }).toBe(1);
    await shows('attract');
    await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(loads).toBe(1);
  });

  it('from a sleep of the computer: what has happened meanwhile is there, and a touch is one press', async () => {
    await open();
    await shows('attract');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    server.greet(pageRole('visitor'), VISITED);
    server.change({ presses: [RAN_OUT], activity: 'returning' });
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await shows('result');
    server.greet(pageRole('visitor'), EXHIBIT);
    await shows('attract');
    await page.mouse.click(900, 200);
    await expect.poll(() => server.commands).toEqual([{ do: 'stimulate' }]);
    expect(loads).toBe(0);
  });

  it('from a part that fails: it loads itself again', async () => {
    bench.expectedComplaints = [/torn/];
    await open();
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('torn');
      });
    });
    await expect.poll(() => loads, { timeout: 20_000 }).toBe(1);
    await shows('attract');
    expect(await isSeen('main')).toBe(false);
  });
});
