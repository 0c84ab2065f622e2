/** `axon-rig worksheet CARD|PLAN`: worksheets and answer keys to print, drawn from cards and from runs of the model. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { PAPERS, type Paper } from '../figure/index.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import {
  type CardPages,
  cardPages,
  type SheetLanguage,
  sheetsDocument,
  trailSheetsOf,
  WORKSHEET_MARK,
} from '../worksheet/index.js';
import { playForPaper } from './play-for-paper.js';
import { readWanted } from './sheets-wanted.js';
import { checkTargets, openOutput } from './simulate-output.js';
import { openPauses, StoppedError } from './simulate-pauses.js';
import { type Terminal, UserError } from './terminal.js';

export interface WorksheetOptions {
  /** Path, or `-` for standard output. */
  readonly html?: string;
  readonly key?: boolean;
  readonly paper: Paper;
  readonly lang: SheetLanguage;
  /** Writes also over what is no worksheet. */
  readonly force?: boolean;
}

/** Exit code of a run that was stopped by a signal is this and the signal's number. */
const STOPPED_BY = 128;
/** A worksheet says what it is within so much of its beginning [bytes]. */
const MARK_WITHIN = 1000;

/** Whether a file says of itself that it is a worksheet; one that may not be read does not. */
function isWorksheet(path: string): boolean {
  try {
    const bytes = Buffer.alloc(MARK_WITHIN);
    const file = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(file, bytes, 0, MARK_WITHIN, 0)).includes(WORKSHEET_MARK);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** Throws UserError where a file is there that is something else. */
function checkOver(target: string, force: boolean): void {
  if (target === '-' || force) return;
  const there = statSync(target, { throwIfNoEntry: false });
  if (there === undefined || !there.isFile() || there.size === 0 || isWorksheet(target)) return;
  throw new UserError(
    `--html ${target} is there already and is no worksheet; give another name, or add --force`,
  );
}

/** The exit code. Throws UserError for what the person can put right; nothing has been written then. */
export async function worksheet(
  wanted: string,
  options: WorksheetOptions,
  terminal: Terminal,
): Promise<number> {
  const { html: target, paper, lang, key = false, force = false } = options;
  if (target === undefined)
    throw new UserError('worksheet needs to know where to write: add --html FILE; - is standard output');
  const { path, title, cards, trail } = readWanted(wanted, lang);
  checkTargets({ '--html': target }, path, 'the lesson file');
  checkOver(target, force);
  const pauses = openPauses();
  const output = openOutput('worksheet', target);
  try {
    const made: CardPages[] = [];
    for (const [i, card] of trail === undefined ? cards.entries() : []) {
      await pauses.take(() => `card ${card.value.name}, ${i + 1} of ${cards.length}`, i / cards.length);
      const played = await playForPaper(card, lang, (words) => terminal.err(words), pauses.breathe);
      made.push(cardPages(played, { paper, key }));
    }
    await pauses.breathe();
    const texts = () => cards.map(({ value }) => cardText(value, cardLanguage(lang)));
    const pages = made.flatMap((one) => one.pages);
    const html =
      trail === undefined
        ? sheetsDocument(pages, title, lang, { paper, key })
        : trailSheetsOf(texts(), { name: trail, title }, lang, { paper, key });
    const tooLong = made.flatMap(({ isTooLong }, i) => (isTooLong ? [cards[i]!.value.name] : []));
    output.write(html);
    pauses.clear();
    for (const name of tooLong)
      terminal.err(
        `note: ${name} has no room on two pages of ${PAPERS[paper].words} paper; it goes on on the next`,
      );
    await output.finish(pauses);
    const what = key ? 'answer keys' : 'worksheets';
    if (target !== '-')
      terminal.out(`${what} written to ${target}: ${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`);
    return 0;
  } catch (error) {
    pauses.clear();
    if (!(error instanceof StoppedError)) throw error;
    terminal.err(`axon-rig: ${error.message}`);
    return STOPPED_BY + error.signalNumber;
  } finally {
    output.discard();
    pauses.close();
  }
}
