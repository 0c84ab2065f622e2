/** The page over HTTP: read only, for this server's own name only, with strict headers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Ghost, TracesAround } from '../controller/contract.js';
import { languageOf, queryOf, type RequestHandler, sendFile, sendText, sendWords } from './answers.js';
import type { Cards } from './cards.js';
import { askedPath, type Doors, hostAllowed } from './guard.js';
import { setStrictHeaders } from './headers.js';
import { createCodeDrawing } from './join-code.js';
import type { PageFiles } from './page.js';
import { createBucket } from './rate.js';
import { REPORTS, type RigReports, sendReport } from './reports.js';
import { WORKSHEET_PATH } from './worksheets.js';

export const PAGE_MISSING = 'the page is not built yet: run "npm run build", then load this address again';

/** Where the last minute is, as a file to save. */
export const LAST_MINUTE_PATH = '/last-minute.recording';

/** What plays, as an experiment file to save. */
export const EXPERIMENT_PATH = '/experiment.yaml';

/** And the traces of the future that was cut off when somebody ran on from an earlier moment. */
const GHOST_PATH = '/ghost.json';

/** And the traces around a picture: `?picture=NUMBER&reachMs=NUMBER`. */
const TRACES_PATH = '/traces.json';

/** The votes of all cards, as a table. */
const VOTES_PATH = '/votes.csv';

/** A QR code of the address where phones vote. */
const JOIN_PATH = '/join.svg';

/** The words of all cards, `?lang=LANGUAGE`, for who watches without the answers, and for phones those of a question, `?card=NAME&lang=LANGUAGE`. */
const CARDS_PATH = '/cards.json';
const PHONE_CARD_PATH = '/v/card.json';

/** The page of a technician: the whole page, where that of an exhibit's own screen is for visitors. It needs the code. */
export const TECHNICIAN_PATH = '/technician';

/** Traces and experiments that all who watch may ask for together, a second and at once: each costs the light some time. */
const WATCHERS_TRACES_PER_SECOND = 20;
const WATCHERS_TRACES_AT_ONCE = 64;

const NOT_FROM_THERE =
  'the page for technicians opens at the exhibit’s own computer; from another one give the code on the page itself';
const NOT_FOR_WATCHERS =
  'only the page of the rig’s own computer, and one that has given the code, may save this: save it from that page';

/** Furthest from the picture [ms of axon]. */
const MOST_REACH_MS = 1000;

/** What the rig gives away: its tape of the last minute, and what plays. */
export interface RigFiles {
  readonly reports: RigReports | undefined;
  /** Then there is a page for technicians, at its own computer. */
  readonly isExhibit: boolean;
  /** Whether who asks sits at the rig's own computer. */
  isOwn(request: IncomingMessage): boolean;
  lastMinute(): Iterable<string>;
  experimentText(): string;
  ghost(): Ghost | null;
  traces(picture: number, reachMs: number): TracesAround | null;
  votesCsv(): string;
  /** The words of the lessons; undefined where there are none. */
  cards(): Cards | undefined;
  /** Where phones vote; undefined where none can come. */
  phoneAddress(): string | undefined;
  /** Answers with the worksheet of a card. */
  readonly worksheet: RequestHandler;
  /** Whether who asks may have what is the class's, and may cost the rig what a recording costs. */
  trusts(request: IncomingMessage): boolean;
}

const milliseconds = (value: number) => Number(value.toFixed(6));
const millivolts = (value: number) => Number(value.toFixed(2));
/** Of which sizes differ by much; null where there is no number. */
const number = (value: number) => (Number.isNaN(value) ? null : Number(value.toPrecision(5)));

/** Around a picture also a row for each picture: `inside: [ms, …]`, as many numbers as a picture has inside and one more. */
function insideOf({ inside, insideWidth }: TracesAround) {
  return Array.from(inside, (value, at) => (at % insideWidth === 0 ? milliseconds(value) : number(value)));
}

/** With `samples: [ms, blue mV, yellow mV, …]`, or null where there is none. */
function sendTraces(traces: Ghost | TracesAround | null, response: ServerResponse): void {
  const rounded = (value: number, at: number) => (at % 3 === 0 ? milliseconds(value) : millivolts(value));
  const inside = traces && 'inside' in traces ? { inside: insideOf(traces) } : {};
  const body = JSON.stringify(
    traces && { ...traces, samples: Array.from(traces.samples, rounded), ...inside },
  );
  response
    .writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    })
    .end(body);
}

/** The words of a question; undefined where there is no such card. */
function phoneCardAsked(cards: Cards | undefined, target: string): string | undefined {
  const query = queryOf(target);
  return cards?.forPhone(languageOf(query), query.get('card') ?? '');
}

/** The picture and the reach [ms] in a request's query; NaN where one is missing or no number. */
function tracesAsked(target: string): [picture: number, reachMs: number] {
  const query = queryOf(target);
  return [Number(query.get('picture') ?? Number.NaN), Number(query.get('reachMs') ?? Number.NaN)];
}

/** Sends lines one at a time, so that pictures go on between them; ends early if nobody reads any more. */
async function sendLines(lines: Iterable<string>, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'Content-Type': 'application/x-ndjson',
    'Content-Disposition': 'attachment; filename="last-minute.recording"',
    'Cache-Control': 'no-store',
  });
  for (const line of lines) {
    if (response.destroyed) return;
    if (response.write(line)) await new Promise((resolve) => setImmediate(resolve));
    else await drained(response);
  }
  response.end();
}

/** Waits until more may be written, or nobody reads any more; listens no longer than that. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}

/** Answers with the last minute, one peer at a time. */
function createLastMinute(
  lastMinute: () => Iterable<string>,
  report: (error: unknown) => void,
): RequestHandler {
  let busy = false;
  return (request, response) => {
    if (request.method === 'HEAD') response.writeHead(200).end();
    else if (busy)
      sendWords(response, 503, 'somebody is saving the last minute just now; try again in a moment');
    else {
      busy = true;
      sendLines(lastMinute(), response)
        .catch((error: unknown) => {
          response.destroy();
          report(error);
        })
        .finally(() => {
          busy = false;
        });
    }
  };
}

/**
 * @param page the page's files; undefined while it is not built.
 * @param doors asked at each request, because the port is only known once the server listens.
 */
export function createPageHandler(
  page: () => PageFiles | undefined,
  doors: () => Doors,
  rig: RigFiles,
  clock: Clock,
  report: (error: unknown) => void,
): RequestHandler {
  const sendLastMinute = createLastMinute(() => rig.lastMinute(), report);
  const drawCode = createCodeDrawing();
  const watchersTraces = createBucket(WATCHERS_TRACES_PER_SECOND, WATCHERS_TRACES_AT_ONCE, clock.nowMs());

  /** Who watches may look at what everybody sees, and save what plays; what costs more is not for everybody. */
  function refusal(path: string, request: IncomingMessage): [status: number, words: string] | undefined {
    if (path === TECHNICIAN_PATH && rig.isExhibit && !rig.isOwn(request)) return [403, NOT_FROM_THERE];
    const costs = path === GHOST_PATH || path === TRACES_PATH || path === EXPERIMENT_PATH;
    if (!costs && path !== LAST_MINUTE_PATH && path !== VOTES_PATH) return undefined;
    // The screen of an exhibit shows them, too, whatever the network asks for.
    if (rig.trusts(request) || (costs && rig.isOwn(request))) return undefined;
    if (!costs) return [403, NOT_FOR_WATCHERS];
    return watchersTraces.take(clock.nowMs())
      ? undefined
      : [503, 'too many ask at once; try again in a moment'];
  }

  return (request, response) => {
    const { host } = request.headers;
    const path = askedPath(request.url!, doors());
    const atHome = path !== undefined && hostAllowed(host, doors());
    setStrictHeaders(response, atHome ? host : undefined);
    if (!atHome) {
      sendWords(
        response,
        403,
        'this address is not the rig’s own; open the one that it printed when it started',
      );
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      sendWords(response, 405, 'this server only shows its page; commands go over the web socket');
      return;
    }
    const refused = refusal(path, request);
    if (refused) {
      sendWords(response, ...refused);
      return;
    }
    if (rig.reports && path in REPORTS) {
      sendReport(REPORTS[path]!(rig.reports), response);
      return;
    }
    if (path === LAST_MINUTE_PATH) {
      sendLastMinute(request, response);
      return;
    }
    if (path === EXPERIMENT_PATH) {
      sendText(rig.experimentText(), 'application/yaml; charset=utf-8', 'experiment.yaml', response);
      return;
    }
    if (path === VOTES_PATH) {
      sendText(rig.votesCsv(), 'text/csv; charset=utf-8', 'votes.csv', response);
      return;
    }
    if (path === CARDS_PATH) {
      const kind = rig.isOwn(request) || rig.trusts(request) ? 'all' : 'forWatchers';
      const words = rig.cards()?.[kind](languageOf(queryOf(request.url!)));
      if (words === undefined) sendWords(response, 404, 'this rig plays no lessons');
      else sendFile(words, request, response);
      return;
    }
    if (path === PHONE_CARD_PATH) {
      const words = phoneCardAsked(rig.cards(), request.url!);
      if (words === undefined) sendWords(response, 404, 'there is no such card');
      else sendText(words, 'application/json', undefined, response);
      return;
    }
    if (path === WORKSHEET_PATH) {
      rig.worksheet(request, response);
      return;
    }
    if (path === JOIN_PATH) {
      const address = rig.phoneAddress();
      if (address === undefined) sendWords(response, 404, 'no phone can come: the rig is in no network');
      else sendFile(drawCode(address), request, response);
      return;
    }
    if (path === GHOST_PATH) {
      sendTraces(rig.ghost(), response);
      return;
    }
    if (path === TRACES_PATH) {
      const [picture, reachMs] = tracesAsked(request.url!);
      if (picture > 0 && reachMs >= 0)
        sendTraces(rig.traces(picture, Math.min(reachMs, MOST_REACH_MS)), response);
      else sendWords(response, 400, `ask for ${TRACES_PATH}?picture=NUMBER&reachMs=NUMBER`);
      return;
    }
    const files = page();
    const file = files?.get(path === TECHNICIAN_PATH && rig.isExhibit ? '/' : path);
    if (file) sendFile(file, request, response);
    else if (files) sendWords(response, 404, 'there is nothing at this address');
    else sendWords(response, 503, PAGE_MISSING);
  };
}
