/** `axon-rig worksheet CARD|PLAN`: worksheets and answer keys to print, drawn from cards and from runs of the model. */
import { PAPERS, type Paper } from '../figure/index.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import { playForPaper } from '../playing/play-for-paper.js';
import {
  type CardPages,
  cardPages,
  type SheetLanguage,
  sheetsDocument,
  trailSheetsOf,
  WORKSHEET_MARK,
} from '../worksheet/index.js';
import { longWork } from './long-work.js';
import { readWanted } from './sheets-wanted.js';
import { checkTargets } from './targets.js';
import { type Terminal, UserError } from './terminal.js';
import { checkOver } from './write-over.js';

export interface WorksheetOptions {
  /** Path, or `-` for standard output. */
  readonly html?: string;
  readonly key?: boolean;
  readonly paper: Paper;
  readonly lang: SheetLanguage;
  /** Writes also over what is no worksheet. */
  readonly force?: boolean;
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
  checkOver('--html', target, WORKSHEET_MARK, 'worksheet', force);
  return longWork(async ({ pauses, open }) => {
    const output = open('worksheet', target);
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
    await output.finish(pauses.breathe);
    const what = key ? 'answer keys' : 'worksheets';
    if (target !== '-')
      terminal.out(`${what} written to ${target}: ${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`);
    return 0;
  });
}
