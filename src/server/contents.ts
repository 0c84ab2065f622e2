/**
 * What a rig gives away of itself when it is asked for a path, as content: its traces, its experiment, its votes and
 * the words of its cards. Who may have it is decided by who carries it.
 */
import type { Ghost, TracesAround } from '../controller/contract.js';
import type { Cards } from './cards.js';
import { languageOf } from './query.js';

/** Where the last minute is, as a file to save. */
export const LAST_MINUTE_PATH = '/last-minute.recording';

/** What plays, as an experiment file to save. */
export const EXPERIMENT_PATH = '/experiment.yaml';

/** And the traces of the future that was cut off when somebody ran on from an earlier moment. */
export const GHOST_PATH = '/ghost.json';

/** And the traces around a picture: `?picture=NUMBER&reachMs=NUMBER`. */
export const TRACES_PATH = '/traces.json';

/** The votes of all cards, as a table. */
export const VOTES_PATH = '/votes.csv';

/** The words of all cards, `?lang=LANGUAGE`, for who watches without the answers, and for phones those of a question, `?card=NAME&lang=LANGUAGE`. */
export const CARDS_PATH = '/cards.json';
const PHONE_CARD_PATH = '/v/card.json';

/** Furthest from the picture [ms of axon]. */
const MOST_REACH_MS = 1000;

/** What it is taken from. */
export interface RigContents {
  lastMinute(): Iterable<string>;
  experimentText(): string;
  ghost(): Ghost | null;
  traces(picture: number, reachMs: number): TracesAround | null;
  votesCsv(): string;
  /** The words of the lessons; undefined where there are none. */
  cards(): Cards | undefined;
}

export type Content =
  /** A text of now; under that name it is saved. */
  | { readonly kind: 'text'; readonly text: string; readonly type: string; readonly saveAs?: string }
  /** A text that is the same as long as the rig runs. */
  | { readonly kind: 'kept'; readonly text: string; readonly type: string }
  /** There is none: why not. */
  | { readonly kind: 'none'; readonly status: number; readonly words: string };

const milliseconds = (value: number) => Number(value.toFixed(6));
const millivolts = (value: number) => Number(value.toFixed(2));
/** Of which sizes differ by much; null where there is no number. */
const number = (value: number) => (Number.isNaN(value) ? null : Number(value.toPrecision(5)));

/** Around a picture also a row for each picture: `inside: [ms, …]`, as many numbers as a picture has inside and one more. */
function insideOf({ inside, insideWidth }: TracesAround) {
  return Array.from(inside, (value, at) => (at % insideWidth === 0 ? milliseconds(value) : number(value)));
}

/** With `samples: [ms, blue mV, yellow mV, …]`, or null where there is none. */
function tracesContent(traces: Ghost | TracesAround | null): Content {
  const rounded = (value: number, at: number) => (at % 3 === 0 ? milliseconds(value) : millivolts(value));
  const inside = traces && 'inside' in traces ? { inside: insideOf(traces) } : {};
  const text = JSON.stringify(
    traces && { ...traces, samples: Array.from(traces.samples, rounded), ...inside },
  );
  return { kind: 'text', text, type: 'application/json' };
}

/** The words of a question; undefined where there is no such card. */
function phoneCardAsked(cards: Cards | undefined, query: URLSearchParams): string | undefined {
  return cards?.forPhone(languageOf(query), query.get('card') ?? '');
}

/** The picture and the reach [ms] in a request's query; NaN where one is missing or no number. */
function tracesAsked(query: URLSearchParams): [picture: number, reachMs: number] {
  return [Number(query.get('picture') ?? Number.NaN), Number(query.get('reachMs') ?? Number.NaN)];
}

const none = (status: number, words: string): Content => ({ kind: 'none', status, words });

/**
 * @param all whether who asks may have what gives an answer away.
 * @returns undefined: it is another path.
 */
export function contentAt(
  path: string,
  query: URLSearchParams,
  rig: RigContents,
  all: boolean,
): Content | undefined {
  switch (path) {
    case EXPERIMENT_PATH:
      return {
        kind: 'text',
        text: rig.experimentText(),
        type: 'application/yaml; charset=utf-8',
        saveAs: 'experiment.yaml',
      };
    case VOTES_PATH:
      return { kind: 'text', text: rig.votesCsv(), type: 'text/csv; charset=utf-8', saveAs: 'votes.csv' };
    case CARDS_PATH: {
      const text = rig.cards()?.[all ? 'all' : 'forWatchers'](languageOf(query));
      return text === undefined
        ? none(404, 'this rig plays no lessons')
        : { kind: 'kept', text, type: 'application/json' };
    }
    case PHONE_CARD_PATH: {
      const text = phoneCardAsked(rig.cards(), query);
      return text === undefined
        ? none(404, 'there is no such card')
        : { kind: 'text', text, type: 'application/json' };
    }
    case GHOST_PATH:
      return tracesContent(rig.ghost());
    case TRACES_PATH: {
      const [picture, reachMs] = tracesAsked(query);
      if (!(picture > 0 && reachMs >= 0))
        return none(400, `ask for ${TRACES_PATH}?picture=NUMBER&reachMs=NUMBER`);
      return tracesContent(rig.traces(picture, Math.min(reachMs, MOST_REACH_MS)));
    }
    default:
      return undefined;
  }
}
