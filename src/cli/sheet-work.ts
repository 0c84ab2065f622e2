/** The thread of `sheet-thread.ts`: plays one card, draws worksheet and key for each paper, and says them. */
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PAPERS, type Paper } from '../figure/index.js';
import { cardLanguage } from '../lessons/texts.js';
import { sheetsOf } from '../worksheet/index.js';
import { readCard } from './lesson-files.js';
import { playForPaper } from './play-for-paper.js';
import type { SheetNews, SheetWork } from './sheet-thread.js';
import { cardShelf } from './shelves.js';
import { readText } from './shipped-files.js';

/** Of a thread that has time. */
const PATIENT = 10;

const { card, language } = workerData as SheetWork;
// Light and wire go first. Linux has a priority for each thread; elsewhere this would be that of the whole program.
if (process.platform === 'linux') setPriority(PATIENT);
const path = join(cardShelf().folder, `${card}.yaml`);
const own = cardLanguage(language) ?? 'en';
const played = await playForPaper(readCard(path, readText(path)), own, () => {});
const news: SheetNews = Object.fromEntries(
  (Object.keys(PAPERS) as Paper[]).map((paper) => {
    const [sheet, key] = [false, true].map(
      (isKey) => sheetsOf([played], played.words.title, own, { paper, key: isKey }).html,
    );
    return [paper, { sheet: sheet!, key: key! }];
  }),
);
parentPort!.postMessage(news);
