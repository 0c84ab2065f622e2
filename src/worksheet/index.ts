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

/** The pages of one card. */
export interface CardPages {
  /** HTML, a page each. */
  readonly pages: readonly string[];
  /** Has no room on two pages. */
  readonly isTooLong: boolean;
}

/** Of what was played nothing is kept. */
export function cardPages(played: Played, { paper, key }: SheetOptions): CardPages {
  const page: Page = PAPERS[paper];
  const blocks = key ? keyPages(played, page) : sheetPages(played, page);
  return {
    pages: blocks.map((block) => sheetHtml(block, played.card.name, played.words.language)),
    isTooLong: blocks.some(({ mm }) => mm > pageInner(page).height),
  };
}

/** The document of these pages. @param title that of the card, or of the plan. @param language of the document. */
export function sheetsDocument(
  pages: readonly string[],
  title: string,
  language: SheetLanguage,
  { paper, key }: SheetOptions,
): string {
  const words = SHEET_WORDS[language];
  return documentHtml({
    title: key ? `${title} – ${words.key}` : title,
    language,
    page: PAPERS[paper],
    words,
    sheets: pages,
  });
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
): string {
  const page: Page = PAPERS[paper];
  const words = SHEET_WORDS[language];
  const pages = trailPages(cards, title, words, page, key);
  const sheets = pages.map((block) => sheetHtml(block, name, language));
  return sheetsDocument(sheets, title, language, { paper, key });
}
