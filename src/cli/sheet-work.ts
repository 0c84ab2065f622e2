/** The thread of `sheet-thread.ts`: plays a card, or those of a plan, draws worksheet and key for each paper, and says them. */
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { cardLanguage } from '../lessons/texts.js';
import { allSheets } from '../playing/sheets.js';
import type { SheetNews, SheetWork } from './sheet-thread.js';
import { readWanted } from './sheets-wanted.js';
import { cardShelf, planShelf } from './shelves.js';

/** Of a thread that has time. */
const PATIENT = 10;

const { kind, name, language } = workerData as SheetWork;
// Light and wire go first. Linux has a priority for each thread; elsewhere this would be that of the whole program.
if (process.platform === 'linux') setPriority(PATIENT);
const own = cardLanguage(language) ?? 'en';
const shelf = kind === 'plan' ? planShelf() : cardShelf();
const wanted = readWanted(join(shelf.folder, `${name}.yaml`), own);
const news: SheetNews = await allSheets(wanted, own);
parentPort!.postMessage(news);
