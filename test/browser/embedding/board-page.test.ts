/** A card of a quiet page whose board is connected in the middle of it: with the real firmware, on an emulated Uno. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../../harness/browser.js';
import { DEFAULT_HEX_PATH } from '../../harness/emulator/board.js';
import { oneFile } from '../../harness/page/one-file.js';
import { type Site, serveSite } from '../../harness/page/site.js';
import { avrGccPath, chromiumPath, lacks } from '../../harness/tools.js';
import { boardOf, fakeSerialIn } from '../../harness/web-serial/inject.js';
import { reach, skipAll } from './frame-room.js';

describe.skipIf(lacks(chromiumPath && avrGccPath))(
  'a card, and a board that is connected in the middle of it',
  () => {
    let browser: TestBrowser;
    let site: Site;

    beforeAll(async () => {
      site = await serveSite({ '/axon-rig.html': await oneFile() });
      // The emulator makes its program while it runs, which the page's own policy forbids.
      browser = await openBrowser({ reducedMotion: 'reduce', bypassCSP: true, computes: true });
    });
    afterAll(async () => {
      await browser.close();
      await site.close();
    });

    it('is opened again on the rig with the board, which lights up, and is played to its end there', async () => {
      const page = await browser.context.newPage();
      await fakeSerialIn(page, { hex: readFileSync(DEFAULT_HEX_PATH, 'utf8'), granted: false });
      await page.goto(`${site.origin}/axon-rig.html?card=rest&embed`);
      await reach(page, 'asking');
      await page.locator('#lesson-buttons [data-key=main]').click();
      await reach(page, 'doing');
      await page.click('#board-open');
      const board = boardOf(page);
      await expect.poll(() => board<number>('shows')).toBeGreaterThan(30);
      await reach(page, 'asking');
      await page.keyboard.press('Escape');
      await skipAll(page);
      expect(await page.locator('#lesson-card').innerText()).toBe('Quiet, but charged');
    });
  },
);
