/** Worksheets of cards at an address: made elsewhere, so that the light goes on, one card at a time, and kept. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../controller/contract.js';
import { cardLanguage } from '../lessons/texts.js';
import { languageOf, queryOf, type RequestHandler, sendFile, sendWords } from './answers.js';
import type { Cards } from './cards.js';
import { sheetPolicy } from './headers.js';
import { type PageFile, pageFile } from './page.js';

/** `?card=NAME&lang=LANGUAGE&paper=PAPER`, and `&key` for the answers. */
export const WORKSHEET_PATH = '/worksheet.html';

/** What a card has on one kind of paper, as HTML. */
export interface CardSheets {
  readonly sheet: string;
  readonly key: string;
}

/** Makes sheets on a thread of its own. */
export interface SheetMaker {
  /** The names of papers; the first is the usual one. */
  readonly papers: readonly string[];
  /** Of a shipped card, by paper. Rejects with an Error where they cannot be made. */
  make(card: string, language: string): Promise<Readonly<Record<string, CardSheets>>>;
}

export interface WorksheetOptions {
  readonly maker: SheetMaker | undefined;
  cards(): Cards | undefined;
  /** The card that is played. */
  onShow(): string | undefined;
  /** Whether who asks may have the answers. */
  trusts(request: IncomingMessage): boolean;
  readonly clock: Clock;
  report(error: unknown): void;
}

/** Cards in a language whose sheets are kept, each some 300 kB. */
const MOST_KEPT = 24;
/** Who asks waits no longer than this; an answer must end within 30 s [ms]. */
const WAITS_MS = 20_000;
/** A browser asks again after this long by itself [s]. */
const AGAIN_S = 3;

const NO_KEY = 'only the rig’s own computer, and one whose page has given the code, may have the answer key';
const NOT_ON_SHOW = 'who watches may have the worksheet of the card that is played';
const BUSY = 'the worksheet of another card is just being made; this page asks again by itself';
const STILL_MADE = 'this worksheet is still being made; this page asks again by itself';
const FAILED = 'this worksheet could not be made; axon-rig worksheet on a terminal says why';

/** All that is known of the sheets of a card: on their way, or here. */
type Made = ReadonlyMap<string, { readonly sheet: PageFile; readonly key: PageFile }>;

const fileOf = (html: string): PageFile => ({
  ...pageFile(Buffer.from(html), 'text/html; charset=utf-8'),
  policy: sheetPolicy(html),
});

export function createWorksheets(options: WorksheetOptions): RequestHandler {
  const { maker, cards, onShow, trusts, clock, report } = options;
  /** By card and language; what was asked for last stands last. */
  const kept = new Map<string, Made>();
  let making: { readonly what: string; readonly made: Promise<Made> } | undefined;

  async function makeNow(what: string, card: string, language: string): Promise<Made> {
    try {
      const sheets = await maker!.make(card, language);
      const made = new Map(
        Object.entries(sheets).map(([paper, { sheet, key }]) => [
          paper,
          { sheet: fileOf(sheet), key: fileOf(key) },
        ]),
      );
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(what, made);
      return made;
    } catch (error) {
      report(error);
      throw error;
    } finally {
      making = undefined;
    }
  }

  /** @returns undefined where another card is being made. */
  function sheetsOf(card: string, language: string): Promise<Made> | undefined {
    const what = `${card} ${language}`;
    const here = kept.get(what);
    if (here) {
      kept.delete(what);
      kept.set(what, here);
      return Promise.resolve(here);
    }
    if (making && making.what !== what) return undefined;
    making ??= { what, made: makeNow(what, card, language) };
    return making.made;
  }

  function inTime<T>(promise: Promise<T>): Promise<T | 'late'> {
    return new Promise((resolve, reject) => {
      const callOff = clock.after(WAITS_MS, () => resolve('late'));
      promise.then(resolve, reject).finally(callOff);
    });
  }

  function again(response: ServerResponse, words: string): void {
    response.setHeader('Refresh', String(AGAIN_S));
    response.setHeader('Retry-After', String(AGAIN_S));
    sendWords(response, 503, words);
  }

  return (request, response) => {
    const query = queryOf(request.url!);
    const card = query.get('card') ?? '';
    const paper = query.get('paper') ?? maker?.papers[0] ?? '';
    const wantsKey = query.has('key');
    const isTrusted = trusts(request);
    if (maker === undefined) sendWords(response, 404, 'this rig plays no lessons');
    else if (wantsKey && !isTrusted) sendWords(response, 403, NO_KEY);
    else if (!isTrusted && card !== onShow()) sendWords(response, 403, NOT_ON_SHOW);
    else if (cards()?.named(card) === undefined) sendWords(response, 404, 'there is no such card');
    else if (!maker.papers.includes(paper))
      sendWords(response, 400, `there is no such paper; ask for paper=${maker.papers.join(' or paper=')}`);
    else if (request.method === 'HEAD') response.writeHead(200).end();
    else {
      const sheets = sheetsOf(card, cardLanguage(languageOf(query)) ?? 'en');
      if (sheets === undefined) again(response, BUSY);
      else
        inTime(sheets).then(
          (made) => {
            if (made === 'late') again(response, STILL_MADE);
            else sendFile(made.get(paper)![wantsKey ? 'key' : 'sheet'], request, response);
          },
          () => sendWords(response, 500, FAILED),
        );
    }
  };
}
