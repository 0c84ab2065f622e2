/** The board in the header of the file's page, in a browser: every state in words, with a list of ports that does what a test says. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { BoardView } from '../../../src/browser/messages.js';
import { chromiumPath, lacks } from '../../harness/tools.js';
import { EMPTY_PATH } from '../../web/fake-server.js';
import { PageBench } from '../../web/page-bench.js';
import { FAKE_PAGE, rigOf } from './fake-page.js';

const BLANK: BoardView = {
  kind: 'board',
  device: {
    kind: 'lost',
    fault: 'no-answer',
    words: 'The port is open, but no board answers.',
    retryInMs: 500,
  },
};
const READY: BoardView = { kind: 'board', device: { kind: 'ready', words: 'Strip of 60 on an Uno.' } };

describe.skipIf(lacks(chromiumPath))('the board of the page', () => {
  const bench = new PageBench(FAKE_PAGE);
  const rig = () => rigOf(bench.page);
  const news = (text: string | RegExp) =>
    expect.poll(() => bench.page.textContent('.board-news')).toMatch(text);
  const keys = () =>
    bench.page.$$eval('#board-panel [data-board]', (all) => all.map((key) => key.textContent));
  const word = () => bench.page.textContent('#board-open .word');
  /** The page again, as somebody finds it the next time. */
  async function again(): Promise<void> {
    await bench.page.reload();
    await bench.page.waitForFunction(() => document.body.dataset.link === 'open');
  }

  it('goes from a blank Uno to moving light in 3 clicks: Connect, Flash, Stimulate', async () => {
    const { page, server } = bench;
    expect(await word()).toBe('Connect');
    await page.click('#board-open');
    await news('Looking for the board');
    expect(await rig().asked()).toEqual([{ do: 'connect' }]);
    await rig().board(BLANK);
    await news('no board answers');
    expect(await keys()).toEqual(['Flash', 'Another port', 'Disconnect']);
    await page.click('[data-board=flash]');
    expect((await rig().asked()).at(-1)).toEqual({ do: 'flash' });
    await rig().board({
      kind: 'flashing',
      progress: { phase: 'writing', donePages: 60, pages: 120 },
      words: '',
    });
    await news('Writing the firmware: page 60 of 120.');
    expect(await page.$eval('#board-panel progress', (bar: HTMLProgressElement) => bar.position)).toBe(0.25);
    await rig().board({ kind: 'flashed', ok: true, words: 'The firmware is on the board.' });
    await rig().board(READY);
    await news('Strip of 60 on an Uno.');
    expect(await word()).toBe('Board');
    await page.click('#stimulate');
    await expect.poll(() => server.commands.map((command) => command.do)).toContain('stimulate');
    expect(await page.isVisible('#board-panel')).toBe(false);
  });

  it('asks for ports of boards, and for all of them where somebody wants that', async () => {
    const { page } = bench;
    await rig().list('closed');
    await page.click('#board-open');
    await news('Nothing was chosen.');
    expect(await keys()).toEqual(['Connect', 'Show all ports']);
    await page.click('[data-board=all-ports]');
    const asked = () =>
      page.evaluate(() => (navigator as unknown as { serial: { asked: unknown[] } }).serial.asked);
    await expect.poll(async () => (await asked()).length).toBe(2);
    expect((await asked())[1]).toBeNull();
    expect(await rig().asked()).toEqual([]);
  });

  it('where no list comes up, has the line that an administrator needs, and copies it', async () => {
    const { page } = bench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await rig().list('blocked');
    await page.click('#board-open');
    await news('No list came up');
    await page.click('#board-panel summary');
    const line = await page.textContent('#board-panel code');
    expect(JSON.parse(line!)).toMatchObject({
      SerialAllowUsbDevicesForUrls: [{ urls: [new URL(bench.server.address).origin] }],
    });
    await page.click('#board-panel details button');
    await bench.shows('#board-panel details [role=status]', 'Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(line);
    expect(await bench.violations('#board-panel')).toEqual([]);
  });

  it('in a frame that may not, says what the frame needs', async () => {
    await rig().list('frame');
    await bench.page.click('#board-open');
    await news('allow="serial"');
    expect(await keys()).toEqual([]);
  });

  it('in a browser without Web Serial, says which ones have it, and does not ask', async () => {
    const { page } = bench;
    await page.evaluate(() => sessionStorage.setItem('fake-list', 'none'));
    await again();
    expect(await word()).toBe('Board');
    await page.click('#board-open');
    await news('No board: the axon plays on this screen alone.');
    expect(await page.textContent('.board-more')).toContain('Chrome, Edge and Opera');
    expect(await rig().asked()).toEqual([]);
  });

  it('connects a board that it was given before by itself, unless somebody has disconnected it', async () => {
    const { page } = bench;
    await page.evaluate(() => sessionStorage.setItem('fake-ports', '1'));
    await again();
    await expect.poll(() => rig().asked()).toEqual([{ do: 'connect' }]);
    await rig().board(READY);
    await page.click('#board-open');
    await page.click('[data-board=disconnect]');
    await rig().board({ kind: 'none' });
    expect((await rig().asked()).at(-1)).toEqual({ do: 'disconnect' });
    await again();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await rig().asked()).toEqual([]);
    // Who connects it again has it the next time.
    await page.click('#board-open');
    await expect.poll(() => rig().asked()).toEqual([{ do: 'connect' }]);
    await again();
    await expect.poll(() => rig().asked()).toEqual([{ do: 'connect' }]);
  });

  it('connects a known board as soon as it is plugged in', async () => {
    const { page } = bench;
    await page.evaluate(() => {
      const { serial } = navigator as unknown as { serial: EventTarget & { ports: number } };
      serial.ports = 1;
      serial.dispatchEvent(new Event('connect'));
    });
    await expect.poll(() => rig().asked()).toEqual([{ do: 'connect' }]);
  });

  it('holds a tab that is closed in mid-flash, and says at the next start to flash again', async () => {
    const { page } = bench;
    await rig().board({ kind: 'flashing', progress: null, words: 'Waiting for the bootloader.' });
    await page.click('#board-open');
    await news('Waiting for the bootloader.');
    let held = '';
    page.once('dialog', (dialog) => {
      held = dialog.type();
      void dialog.accept();
    });
    await again();
    expect(held).toBe('beforeunload');
    await news('The firmware was not finished');
    expect(await page.isVisible('#board-panel')).toBe(true);
    await rig().board({ kind: 'board', device: { ...BLANK.device, fault: 'bootloader' } } as BoardView);
    expect((await keys())[0]).toBe('Flash');
    await rig().board(READY);
    await news('Strip of 60');
    await again();
    expect(await page.isVisible('#board-panel')).toBe(false);
  });

  describe('a second tab, opened while the first one flashes', () => {
    /** @param locks whether its browser has them. */
    async function second(locks = true): Promise<Page> {
      const other = await bench.page.context().newPage();
      if (!locks)
        await other.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
      await other.addInitScript(() => {
        (navigator as unknown as { serial: { ports: number } }).serial.ports = 1;
      });
      await other.goto(bench.server.address);
      await other.waitForFunction(() => document.body.dataset.link === 'open');
      return other;
    }
    const newsOf = (of: Page) => expect.poll(() => of.textContent('#board-panel'));
    const flashing: BoardView = { kind: 'flashing', progress: null, words: 'Waiting for the bootloader.' };

    it('is told so, leaves the port alone until that is done, and has no more to say of it then', async () => {
      await rig().board(flashing);
      const other = await second();
      try {
        await newsOf(other).toContain('Another tab of this page is putting the firmware on a board');
        expect(await other.isVisible('#board-panel')).toBe(false);
        await other.click('#board-open');
        expect(await other.isVisible('#board-panel')).toBe(true);
        expect(await rigOf(other).asked()).toEqual([]);
        await rig().board({ kind: 'flashed', ok: true, words: 'The firmware is on the board.' });
        await expect.poll(() => rigOf(other).asked()).toEqual([{ do: 'connect' }]);
        await newsOf(other).not.toMatch(/Another tab|was not finished/);
      } finally {
        await other.close();
      }
    });

    it('is told that it was broken off as soon as the first one has gone', async () => {
      await rig().board(flashing);
      const other = await second();
      try {
        await newsOf(other).toContain('Another tab of this page');
        await bench.page.goto(new URL(EMPTY_PATH, bench.server.address).href);
        await newsOf(other).toContain('The firmware was not finished');
        expect(await other.isVisible('#board-panel')).toBe(true);
      } finally {
        await other.close();
      }
    });

    it('is told that nobody knows, where the browser has no locks', async () => {
      await rig().board(flashing);
      const other = await second(false);
      try {
        await newsOf(other).toContain('does not tell whether another tab is still at it');
        await newsOf(other).not.toContain('was not finished');
      } finally {
        await other.close();
      }
    });
  });

  it('says why the rig does not do what it was asked', async () => {
    await rig().answer('connect', { ok: false, lines: ['The rig file has no board.'] });
    await bench.page.click('#board-open');
    await news('The rig file has no board.');
  });

  it('tells of a rig that is held back until it is no more, and of one that has stopped', async () => {
    const { page } = bench;
    await rig().rhythm('The browser holds the rig back: keep this tab in front.');
    await bench.shows('.notice span', 'The browser holds the rig back: keep this tab in front.');
    await rig().rhythm(null);
    await expect.poll(() => page.$('.notice')).toBeNull();
    await rig().crash('out of memory');
    await bench.shows('.notice span', 'The rig has stopped by a fault of the program: out of memory');
    await page.waitForFunction(() => document.body.dataset.link === 'lost');
    await page.click('.notice button');
    await page.waitForFunction(() => document.body.dataset.link === 'open');
  });

  it('tells of a rig that says nothing, what to do, and no more once it speaks', async () => {
    const { page } = bench;
    bench.pageIsSpent = true;
    await page.clock.install();
    await again();
    await rig().hush();
    await page.clock.runFor(11_000);
    await expect
      .poll(() => page.textContent('.notice span'))
      .toBe(
        'The rig has not answered for 10 s: it has ended, or this computer is too busy. Load the page again.',
      );
    expect(await page.textContent('.notice button')).toBe('Load the page again');
    await rig().rhythm(null);
    await expect.poll(() => page.$('.notice')).toBeNull();
  });

  it.each(['dark', 'light'] as const)(
    'breaks no rule of axe, and no edge of a window of 360, on a %s page',
    async (colorScheme) => {
      const { page } = bench;
      await page.emulateMedia({ colorScheme });
      await page.click('#board-open');
      await rig().board(BLANK);
      await news('no board answers');
      expect(await bench.violations('.top')).toEqual([]);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 360, height: 740 });
      await page.click('#board-open');
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await over()).toBeLessThanOrEqual(0);
      const right = await page.$$eval('.tools > button, #board-panel', (all) =>
        all.map((one) => one.getBoundingClientRect().right),
      );
      expect(Math.max(...right)).toBeLessThanOrEqual(360);
    },
  );
});
