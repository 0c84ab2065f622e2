/** The page over HTTP: read only, for this server's own name only, with strict headers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../controller/contract.js';
import { type RequestHandler, sendFile, sendText, sendWords } from './answers.js';
import {
  CARDS_PATH,
  type Content,
  contentAt,
  EXPERIMENT_PATH,
  GHOST_PATH,
  LAST_MINUTE_PATH,
  type RigContents,
  TRACES_PATH,
  VOTES_PATH,
} from './contents.js';
import { askedPath, type Doors, hostAllowed } from './guard.js';
import { setStrictHeaders } from './headers.js';
import { createCodeDrawing } from './join-code.js';
import { type PageFile, type PageFiles, pageFile } from './page.js';
import { queryOf } from './query.js';
import { createBucket } from './rate.js';
import { REPORTS, type RigReports, sendReport } from './reports.js';
import { WORKSHEET_PATH } from './worksheets.js';

export const PAGE_MISSING = 'the page is not built yet: run "npm run build", then load this address again';

/** A QR code of the address where phones vote. */
const JOIN_PATH = '/join.svg';

/** The page of a technician: the whole page, where that of an exhibit's own screen is for visitors. It needs the code. */
export const TECHNICIAN_PATH = '/technician';

/** Traces and experiments that all who watch may ask for together, a second and at once: each costs the light some time. */
const WATCHERS_TRACES_PER_SECOND = 20;
const WATCHERS_TRACES_AT_ONCE = 64;

const NOT_FROM_THERE =
  'the page for technicians opens at the exhibit’s own computer; from another one give the code on the page itself';
const NOT_FOR_WATCHERS =
  'only the page of the rig’s own computer, and one that has given the code, may save this: save it from that page';

/** What the rig gives away, and to whom. */
export interface RigFiles extends RigContents {
  readonly reports: RigReports | undefined;
  /** Then there is a page for technicians, at its own computer. */
  readonly isExhibit: boolean;
  /** Whether who asks sits at the rig's own computer. */
  isOwn(request: IncomingMessage): boolean;
  /** Where phones vote; undefined where none can come. */
  phoneAddress(): string | undefined;
  /** Answers with the worksheet of a card. */
  readonly worksheet: RequestHandler;
  /** Whether who asks may have what is the class's, and may cost the rig what a recording costs. */
  trusts(request: IncomingMessage): boolean;
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

/** Sends content; of one that is kept the browser hears whether it has it still. */
function createContentSender() {
  const files = new Map<string, PageFile>();
  return (content: Content, request: IncomingMessage, response: ServerResponse): void => {
    if (content.kind === 'none') sendWords(response, content.status, content.words);
    else if (content.kind === 'text') sendText(content.text, content.type, content.saveAs, response);
    else {
      const file = files.get(content.text) ?? pageFile(Buffer.from(content.text), content.type);
      files.set(content.text, file);
      sendFile(file, request, response);
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
  const sendContent = createContentSender();
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
    const all = path === CARDS_PATH && (rig.isOwn(request) || rig.trusts(request));
    const content = contentAt(path, queryOf(request.url!), rig, all);
    if (content !== undefined) {
      sendContent(content, request, response);
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
    const files = page();
    const file = files?.get(path === TECHNICIAN_PATH && rig.isExhibit ? '/' : path);
    if (file) sendFile(file, request, response);
    else if (files) sendWords(response, 404, 'there is nothing at this address');
    else sendWords(response, 503, PAGE_MISSING);
  };
}
