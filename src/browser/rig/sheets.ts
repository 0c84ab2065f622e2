/** Worksheets of cards and plans: made in a thread of their own, so that the light goes on, one at a time, and kept. */
import type { Timers } from '../../devices/timers.js';
import type { Card } from '../../lessons/card.js';
import type { Library } from '../../lessons/library.js';
import { cardLanguage, cardText } from '../../lessons/texts.js';
import type { ReadFile } from '../../playing/read-file.js';
import { type AllSheets, allSheets, type SheetsOf } from '../../playing/sheets.js';
import { languageOf, queryOf } from '../../server/query.js';
import type { RigBody } from '../messages.js';
import type { RigFile } from './read-rig.js';

/** `?card=NAME&lang=LANGUAGE&paper=PAPER`, or `?plan=NAME…`, and `&key` for the answers. */
export const WORKSHEET_PATH = '/worksheet.html';

/** What the thread is asked for. */
export interface SheetWork {
  readonly kind: 'card' | 'plan';
  readonly name: string;
  readonly language: string;
  /** Cards and plans that were put beside those of the page. */
  readonly added: readonly RigFile[];
}

/** Makes them elsewhere. Rejects where it cannot be done. */
export type MakeSheets = (work: SheetWork) => Promise<AllSheets>;

/** Cards or plans in a language whose sheets are kept, each some 300 kB. */
const MOST_KEPT = 8;
/** A card takes some seconds, a plan a minute; on the slowest computer not so many minutes [ms]. */
const GIVES_UP_MS = 300_000;
/** The usual paper. */
const PAPER = 'a4';

const FAILED = 'this worksheet could not be made; npx axon-rig worksheet on a terminal says why';

const asRead = (card: Card): ReadFile<Card> => ({
  file: `${card.name}.yaml`,
  value: card,
  notes: [],
  locate: () => '',
});

/** In the thread: what is asked for, of this library. */
export async function sheetsIn(library: Library, { kind, name, language }: SheetWork): Promise<AllSheets> {
  const own = cardLanguage(language) ?? 'en';
  return allSheets(wantedIn(library, kind, name, own), own);
}

function wantedIn(library: Library, kind: SheetWork['kind'], name: string, language: 'en' | 'de'): SheetsOf {
  if (kind === 'card') {
    const card = library.card(name)!;
    return { title: cardText(card, cardLanguage(language)).title, cards: [asRead(card)] };
  }
  const plan = library.plan(name)!;
  const names = [...new Set(plan.cards.map(({ card }) => card))];
  const title = (language === 'en' ? undefined : plan.languages[language]?.title) ?? plan.title;
  const cards = names.map((card) => asRead(library.card(card)!));
  return { title, cards, ...(plan.trail && { trail: plan.name }) };
}

export interface SheetsParts {
  readonly library: Library;
  readonly added: () => readonly RigFile[];
  readonly make: MakeSheets;
  readonly timers: Timers;
}

const words = (status: number, text: string): RigBody => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  bytes: new TextEncoder().encode(`axon-rig: ${text}\n`),
});

/** Answers as a rig that serves HTTP does, but for the waiting: here it is waited until they are made. */
export function createSheets({ library, added, make, timers }: SheetsParts) {
  /** By card or plan and language; what was asked for last stands last. */
  const kept = new Map<string, Promise<AllSheets>>();
  let before: Promise<unknown> = Promise.resolve();

  function sheetsOf(work: SheetWork): Promise<AllSheets> {
    const what = `${work.kind} ${work.name} ${work.language}`;
    const here = kept.get(what);
    kept.delete(what);
    const made = here ?? before.then(() => inTime(make(work)));
    if (!here) before = made.catch(() => {});
    kept.set(what, made);
    made.catch(() => kept.delete(what));
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return made;
  }

  function inTime<T>(made: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const callOff = timers.after(GIVES_UP_MS, () => reject(new Error('it takes too long')));
      made.then(resolve, reject).finally(callOff);
    });
  }

  return {
    /** A card or a plan was put in place of another one. */
    forget: () => kept.clear(),
    async answer(asked: string): Promise<RigBody> {
      const query = queryOf(asked);
      const plan = query.get('plan');
      const [kind, name] =
        plan === null ? (['card', query.get('card') ?? ''] as const) : (['plan', plan] as const);
      if ((kind === 'card' ? library.card(name) : library.plan(name)) === undefined)
        return words(404, `there is no such ${kind}`);
      const language = cardLanguage(languageOf(query)) ?? 'en';
      try {
        const sheets = await sheetsOf({ kind, name, language, added: added() });
        const paper = query.get('paper') ?? PAPER;
        if (!Object.hasOwn(sheets, paper))
          return words(
            400,
            `there is no such paper; ask for paper=${Object.keys(sheets).join(' or paper=')}`,
          );
        const { sheet, key } = sheets[paper]!;
        const html = query.has('key') ? key : sheet;
        return {
          status: 200,
          contentType: 'text/html; charset=utf-8',
          bytes: new TextEncoder().encode(html),
        };
      } catch {
        return words(500, FAILED);
      }
    },
  };
}
