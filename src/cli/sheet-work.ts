/** The thread of `sheet-thread.ts`: plays a card, or those of a plan, draws worksheet and key for each paper, and says them. */
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PAPERS, type Paper } from '../figure/index.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import { playForPaper } from '../playing/play-for-paper.js';
import { cardPages, type SheetLanguage, sheetsDocument, trailSheetsOf } from '../worksheet/index.js';
import type { SheetNews, SheetWork } from './sheet-thread.js';
import { readWanted, type Wanted } from './sheets-wanted.js';
import { cardShelf, planShelf } from './shelves.js';

/** Of a thread that has time. */
const PATIENT = 10;

const papers = Object.keys(PAPERS) as Paper[];

/** @param html of worksheets or keys on this paper. */
function onEach(html: (paper: Paper, key: boolean) => string): SheetNews {
  return Object.fromEntries(
    papers.map((paper) => [paper, { sheet: html(paper, false), key: html(paper, true) }]),
  );
}

/** One card after the other: what was played is large, and its pages are small. */
async function playedSheets({ cards, title }: Wanted, language: SheetLanguage): Promise<SheetNews> {
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

function trailSheets({ cards, title }: Wanted, name: string, language: SheetLanguage): SheetNews {
  const texts = cards.map(({ value }) => cardText(value, cardLanguage(language)));
  return onEach((paper, key) => trailSheetsOf(texts, { name, title }, language, { paper, key }));
}

const { kind, name, language } = workerData as SheetWork;
// Light and wire go first. Linux has a priority for each thread; elsewhere this would be that of the whole program.
if (process.platform === 'linux') setPriority(PATIENT);
const own = cardLanguage(language) ?? 'en';
const shelf = kind === 'plan' ? planShelf() : cardShelf();
const wanted = readWanted(join(shelf.folder, `${name}.yaml`), own);
parentPort!.postMessage(
  wanted.trail === undefined ? await playedSheets(wanted, own) : trailSheets(wanted, wanted.trail, own),
);
