/** Worksheets and answer keys of lesson cards, drawn from the card and from a run of it. */
import { escapedXml, PAPERS, type Paper } from '../figure/index.js';
import type { CardText } from '../lessons/contract.js';
import type { Block } from './block.js';
import { keyPages } from './key.js';
import { documentHtml, type Page, pageInner } from './page.js';
import type { Played } from './parts.js';
import { sheetPages } from './sheet.js';
import { trailPages } from './trail.js';
import { SHEET_WORDS, type SheetLanguage } from './words.js';

export { createFilm, type Film, type Take } from './film.js';
export type { Played } from './parts.js';
export { SHEET_WORDS, type SheetLanguage } from './words.js';

/** What the file says of itself: such a file may be written over. */
export const WORKSHEET_MARK = '<meta name="generator" content="axon-rig worksheet">';

export interface SheetOptions {
  readonly paper: Paper;
  /** Answer keys in place of worksheets. */
  readonly key: boolean;
}

export interface Sheets {
  readonly html: string;
  /** Names of cards whose worksheet or key has no room on two pages. */
  readonly tooLong: readonly string[];
}

function pagesOf(played: Played, page: Page, key: boolean): readonly Block[] {
  return key ? keyPages(played, page) : sheetPages(played, page);
}

/** @param title of the document: that of the card, or of the plan. @param language of the document. */
export function sheetsOf(
  cards: readonly Played[],
  title: string,
  language: SheetLanguage,
  { paper, key }: SheetOptions,
): Sheets {
  const page: Page = PAPERS[paper];
  const inner = pageInner(page);
  const made = cards.map((played) => ({ played, pages: pagesOf(played, page, key) }));
  const sheets = made.flatMap(({ played, pages }) =>
    pages.map((block) => sheetHtml(block, played.card.name, played.words.language)),
  );
  const words = SHEET_WORDS[language];
  return {
    html: documentHtml({ title: key ? `${title} – ${words.key}` : title, language, page, words, sheets }),
    tooLong: made
      .filter(({ pages }) => pages.some(({ mm }) => mm > inner.height))
      .map(({ played }) => played.card.name),
  };
}

/** A page of a card, or of a plan. */
function sheetHtml({ html }: Block, name: string, language: string): string {
  return `<main class="sheet" data-card="${escapedXml(name)}" lang="${language}">${html}</main>`;
}

/** The sheet of a trail: of each card nothing but its trail words. @param name of the plan. */
export function trailSheetsOf(
  cards: readonly CardText[],
  { name, title }: { readonly name: string; readonly title: string },
  language: SheetLanguage,
  { paper, key }: SheetOptions,
): Sheets {
  const page: Page = PAPERS[paper];
  const words = SHEET_WORDS[language];
  const pages = trailPages(cards, title, words, page, key);
  const sheets = pages.map((block) => sheetHtml(block, name, language));
  const html = documentHtml({
    title: key ? `${title} – ${words.key}` : title,
    language,
    page,
    words,
    sheets,
  });
  return { html, tooLong: [] };
}
