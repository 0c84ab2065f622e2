/** Worksheets and answer keys of cards, for each paper: played once on the model, and drawn. */
import { PAPERS, type Paper } from '../figure/index.js';
import type { Card } from '../lessons/card.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import { cardPages, type SheetLanguage, sheetsDocument, trailSheetsOf } from '../worksheet/index.js';
import { playForPaper } from './play-for-paper.js';
import type { ReadFile } from './read-file.js';

/** Whose sheets are made. */
export interface SheetsOf {
  readonly title: string;
  readonly cards: readonly ReadFile<Card>[];
  /** The name of the plan, if it is a trail: of its cards only the trail words are printed. */
  readonly trail?: string;
}

/** What there is on one kind of paper, as HTML. */
export interface SheetAndKey {
  readonly sheet: string;
  readonly key: string;
}

/** By paper. */
export type AllSheets = Readonly<Record<string, SheetAndKey>>;

const papers = Object.keys(PAPERS) as Paper[];

/** @param html of worksheets or keys on this paper. */
function onEach(html: (paper: Paper, key: boolean) => string): AllSheets {
  return Object.fromEntries(
    papers.map((paper) => [paper, { sheet: html(paper, false), key: html(paper, true) }]),
  );
}

/** One card after the other: what was played is large, and its pages are small. */
async function playedSheets({ cards, title }: SheetsOf, language: SheetLanguage): Promise<AllSheets> {
  const books = papers.flatMap((paper) =>
    [false, true].map((key) => ({ options: { paper, key }, pages: [] as string[] })),
  );
  for (const card of cards) {
    const played = await playForPaper(card, language, () => {});
    for (const { options, pages } of books) pages.push(...cardPages(played, options).pages);
  }
  const pagesOf = (paper: Paper, key: boolean) =>
    books.find(({ options }) => options.paper === paper && options.key === key)!.pages;
  return onEach((paper, key) => sheetsDocument(pagesOf(paper, key), title, language, { paper, key }));
}

function trailSheets({ cards, title }: SheetsOf, name: string, language: SheetLanguage): AllSheets {
  const texts = cards.map(({ value }) => cardText(value, cardLanguage(language)));
  return onEach((paper, key) => trailSheetsOf(texts, { name, title }, language, { paper, key }));
}

export async function allSheets(of: SheetsOf, language: SheetLanguage): Promise<AllSheets> {
  return of.trail === undefined ? playedSheets(of, language) : trailSheets(of, of.trail, language);
}
