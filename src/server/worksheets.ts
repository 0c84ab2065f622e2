/** Worksheets of cards and plans at an address: made elsewhere, so that the light goes on, one at a time, and kept. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../controller/contract.js';
import { cardLanguage } from '../lessons/texts.js';
import { type RequestHandler, sendFile, sendWords } from './answers.js';
import type { Cards } from './cards.js';
import { sheetPolicy } from './headers.js';
import { type PageFile, pageFile } from './page.js';
import { languageOf, queryOf } from './query.js';

/** `?card=NAME&lang=LANGUAGE&paper=PAPER`, or `?plan=NAME…` for all of its cards, and `&key` for the answers. */
export const WORKSHEET_PATH = '/worksheet.html';

/** Whose sheets are asked for. */
export interface WantedSheets {
  readonly kind: 'card' | 'plan';
  readonly name: string;
}

/** What there is on one kind of paper, as HTML. */
export interface MadeSheets {
  readonly sheet: string;
  readonly key: string;
}

/** Makes sheets on a thread of its own. */
export interface SheetMaker {
  /** The names of papers; the first is the usual one. */
  readonly papers: readonly string[];
  /**
   * Of a shipped card, or of a plan, by paper. Undefined: the rig ends, and nothing is made any more. Rejects with an
   * Error where they cannot be made.
   */
  make(wanted: WantedSheets, language: string): Promise<Readonly<Record<string, MadeSheets>> | undefined>;
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

/** Cards in a language whose sheets are kept, each some 300 kB; a plan counts for as many as it may have. */
const MOST_KEPT = 24;
const WEIGHTS = { card: 1, plan: 12 } as const;
/** Who asks waits no longer than this; an answer must end within 30 s [ms]. */
const WAITS_MS = 20_000;
/** A browser asks again after this long by itself [s]. */
const AGAIN_S = 3;

const NO_KEY = 'only the rig’s own computer, and one whose page has given the code, may have the answer key';
const NOT_ON_SHOW = 'who watches may have the worksheet of the card that is played';
const BUSY = 'the worksheet of another card is just being made; this page asks again by itself';
const STILL_MADE = 'this worksheet is still being made; this page asks again by itself';
const FAILED = 'this worksheet could not be made; npx axon-rig worksheet on a terminal says why';

/** By paper. */
type Made = ReadonlyMap<string, { readonly sheet: PageFile; readonly key: PageFile }>;

/** What somebody asks for; a plan where one is named. */
function wantedIn(query: URLSearchParams): WantedSheets {
  const plan = query.get('plan');
  return plan === null ? { kind: 'card', name: query.get('card') ?? '' } : { kind: 'plan', name: plan };
}

const fileOf = (html: string): PageFile => ({
  ...pageFile(Buffer.from(html), 'text/html; charset=utf-8'),
  policy: sheetPolicy(html),
});

export function createWorksheets(options: WorksheetOptions): RequestHandler {
  const { maker, cards, onShow, trusts, clock, report } = options;
  /** By card or plan and language; what was asked for last stands last. */
  const kept = new Map<string, { readonly made: Made; readonly weight: number }>();
  let making: { readonly what: string; readonly made: Promise<Made | undefined> } | undefined;

  function keep(what: string, made: Made, weight: number): void {
    let sum = weight;
    for (const one of kept.values()) sum += one.weight;
    for (const [oldest, one] of kept) {
      if (sum <= MOST_KEPT) break;
      kept.delete(oldest);
      sum -= one.weight;
    }
    kept.set(what, { made, weight });
  }

  async function makeNow(what: string, wanted: WantedSheets, language: string): Promise<Made | undefined> {
    try {
      const sheets = await maker!.make(wanted, language);
      if (sheets === undefined) return undefined;
      const made = new Map(
        Object.entries(sheets).map(([paper, { sheet, key }]) => [
          paper,
          { sheet: fileOf(sheet), key: fileOf(key) },
        ]),
      );
      keep(what, made, WEIGHTS[wanted.kind]);
      return made;
    } catch (error) {
      report(error);
      throw error;
    } finally {
      making = undefined;
    }
  }

  /** @returns undefined where others are being made. */
  function sheetsOf(wanted: WantedSheets, language: string): Promise<Made | undefined> | undefined {
    const what = `${wanted.kind} ${wanted.name} ${language}`;
    const here = kept.get(what);
    if (here) {
      kept.delete(what);
      kept.set(what, here);
      return Promise.resolve(here.made);
    }
    if (making && making.what !== what) return undefined;
    making ??= { what, made: makeNow(what, wanted, language) };
    return making.made;
  }

  function isThere({ kind, name }: WantedSheets): boolean {
    const known = cards();
    return (kind === 'plan' ? known?.plan(name) : known?.named(name)) !== undefined;
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
    const wanted = wantedIn(query);
    const isOnShow = wanted.kind === 'card' && wanted.name === onShow();
    const paper = query.get('paper') ?? maker?.papers[0] ?? '';
    const wantsKey = query.has('key');
    const isTrusted = trusts(request);
    if (maker === undefined) sendWords(response, 404, 'this rig plays no lessons');
    else if (wantsKey && !isTrusted) sendWords(response, 403, NO_KEY);
    else if (!isTrusted && !isOnShow) sendWords(response, 403, NOT_ON_SHOW);
    else if (!isThere(wanted)) sendWords(response, 404, `there is no such ${wanted.kind}`);
    else if (!maker.papers.includes(paper))
      sendWords(response, 400, `there is no such paper; ask for paper=${maker.papers.join(' or paper=')}`);
    else if (request.method === 'HEAD') response.writeHead(200).end();
    else {
      const sheets = sheetsOf(wanted, cardLanguage(languageOf(query)) ?? 'en');
      if (sheets === undefined) again(response, BUSY);
      else
        inTime(sheets).then(
          (made) => {
            if (made === 'late') again(response, STILL_MADE);
            else if (made === undefined) response.destroy();
            else sendFile(made.get(paper)![wantsKey ? 'key' : 'sheet'], request, response);
          },
          () => sendWords(response, 500, FAILED),
        );
    }
  };
}
