/** Sheets in a browser: what is computed of their heights is enough, with whatever letters this computer has. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { playedCard } from '../lessons/proofs.js';
import { playedIn, sheetsOf } from './printed.js';

/** Quick to play; with one graph and two, with three measures and with twelve. */
const NAMES = ['spread', 'two-graphs', 'gates', 'race', 'rest'];
/** Of each in both languages a worksheet, and two pages of a key. */
const SHEETS = NAMES.length * 2 * (1 + 2);

let browser: TestBrowser;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-print-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Sheet {
  readonly card: string;
  /** Height of its content over that of the paper between margins [mm]: more than 0 needs a second page. */
  readonly overMm: number;
  readonly isWide: boolean;
}

describe('sheets in a browser', () => {
  it('have room on their pages: worksheets and keys, A4 and Letter, English and German, and print on as many', async () => {
    const page = await browser.context.newPage();
    for (const paper of ['a4', 'letter'] as const) {
      const bodies = (['en', 'de'] as const).flatMap((language) =>
        [false, true].map((key) => {
          const cards = NAMES.map((name) => playedIn(language, playedCard(name)));
          return sheetsOf(cards, 'All', language, { paper, key }).html;
        }),
      );
      // One page load for all: the sheets of the others go into the first document.
      const sheets = bodies.map((html) => /<main[\s\S]*<\/main>/.exec(html)![0]);
      const file = join(folder, `${paper}.html`);
      writeFileSync(file, bodies[0]!.replace(/<main[\s\S]*<\/main>/, sheets.join('\n')));
      await page.goto(pathToFileURL(file).href);
      const measured = await page.evaluate((): Sheet[] =>
        [...document.querySelectorAll<HTMLElement>('.sheet')].map((sheet) => {
          const { minHeight, paddingTop, paddingBottom } = getComputedStyle(sheet);
          const room =
            Number.parseFloat(minHeight) - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
          const content = sheet.firstElementChild!.getBoundingClientRect().height;
          return {
            card: sheet.dataset.card!,
            overMm: ((content - room) * 25.4) / 96,
            isWide: sheet.scrollWidth > sheet.clientWidth,
          };
        }),
      );
      expect(measured).toHaveLength(SHEETS);
      expect(measured.filter(({ overMm, isWide }) => overMm > 0 || isWide)).toEqual([]);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g);
    expect(pages).toHaveLength(SHEETS);
  });
});
