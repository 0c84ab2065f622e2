/**
 * A page for a command that asks a person, such as calibrate: it is told what is asked, and answers. Of this computer alone,
 * without a rig behind it. Nothing that a page sends ends more than its own connection.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../controller/contract.js';
import { sendFile, sendWords } from './answers.js';
import { type AskedQuestion, type AskState, fits, MOST_ANSWER_BYTES, readAnswer } from './ask-messages.js';
import { createConnections, TURNED_AWAY_WITHIN_MS } from './connections.js';
import { askedPath, type Doors, hostAllowed, originAllowed, urlOf } from './guard.js';
import { setStrictHeaders } from './headers.js';
import { PAGE_MISSING } from './http.js';
import { readPage } from './page.js';
import { createBucket } from './rate.js';
import { listenProblem } from './server.js';

const HOST = '127.0.0.1';
const PAGE = '/ask.html';
const MOST_PAGES = 4;
const MOST_CONNECTIONS = 32;
/** Of one page: enough for a slider that is dragged. */
const MESSAGES_PER_SECOND = 100;
/** Lines that are kept to be shown. */
const MOST_TOLD = 100;
/** A page that does not read has so much waiting for it at most [bytes]. */
const MOST_WAITING_BYTES = 1_000_000;
/** A page is told again that the program is there, so that it notices when it is not [ms]. */
const HEARD_EVERY_MS = 2000;
const GOODBYE_MS = 300;
const [GOING_AWAY, POLICY_VIOLATION, TRY_AGAIN_LATER] = [1001, 1008, 1013];

type Omitted<Question> = Question extends AskedQuestion ? Omit<Question, 'id'> : never;

export interface AskServer {
  /** The address to open in a browser on this computer. */
  readonly url: string;
  tell(line: string): void;
  /**
   * Asks who has the page open; resolves with an answer that fits, or `null`: everything is to stop.
   * @param moved hears what is turned, before it is taken.
   */
  ask(
    question: Omitted<AskedQuestion>,
    until: AbortSignal,
    moved?: (value: number) => void,
  ): Promise<string | number | null>;
  /** Nothing more is asked; pages show the last lines. Resolves when the port is free again. */
  close(): Promise<void>;
}

export interface AskServerOptions {
  readonly title: string;
  readonly pageFolder: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly clock: Clock;
}

interface Open {
  readonly asked: AskedQuestion;
  readonly moved: (value: number) => void;
  answer(value: string | number | null): void;
}

/** Rejects with an Error whose message is for the person where it cannot listen. */
export async function startAskServer(options: AskServerOptions): Promise<AskServer> {
  const { title, pageFolder, port, clock } = options;
  const files = readPage(pageFolder);
  const connections = createConnections(clock);
  const pages = new Set<WebSocket>();
  const told: string[] = [];
  let open: Open | undefined;
  let isOver = false;
  let lastId = 0;
  let doors: Doors = { host: HOST, address: HOST, port, computerName: '' };

  function state(): string {
    return JSON.stringify({
      type: 'ask',
      title,
      told,
      asked: open?.asked ?? null,
      isOver,
    } satisfies AskState);
  }

  function tellPages(): void {
    const text = state();
    for (const page of pages) {
      if (page.bufferedAmount > MOST_WAITING_BYTES) page.terminate();
      else page.send(text);
    }
  }

  function settle(value: string | number | null): void {
    const was = open;
    open = undefined;
    was?.answer(value);
    tellPages();
  }

  function hear(text: string): void {
    const said = readAnswer(text);
    if (open === undefined || said === undefined) return;
    const { asked } = open;
    if (said.do === 'stop') settle(null);
    if (said.do === 'stop' || said.id !== asked.id || !fits(asked, said.value)) return;
    if (said.do === 'answer') settle(said.value);
    if (said.do === 'answer' || asked.kind !== 'turn' || said.value === asked.value) return;
    open = { ...open, asked: { ...asked, value: said.value } };
    open.moved(said.value);
    tellPages();
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    connections.answer(request.socket, response);
    const { host } = request.headers;
    setStrictHeaders(response, hostAllowed(host, doors) ? host : undefined);
    const path = hostAllowed(host, doors) ? askedPath(request.url ?? '', doors) : undefined;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const file = path === undefined ? undefined : files?.get(path === '/' ? PAGE : path);
    if (path === undefined) sendWords(response, 403, 'this is another server');
    else if (!isRead) sendWords(response, 405, 'only to be read');
    else if (files === undefined) sendWords(response, 503, PAGE_MISSING);
    else if (file === undefined) sendWords(response, 404, 'there is no such page');
    else sendFile(file, request, response);
  }

  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MOST_ANSWER_BYTES,
  });

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    connections.endWithin(socket, TURNED_AWAY_WITHIN_MS);
    const { origin, host } = request.headers;
    const isPage = originAllowed(origin, host, doors) && askedPath(request.url ?? '', doors) === '/ws';
    if (!isPage || isOver) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => {});
      if (pages.size >= MOST_PAGES) {
        page.close(TRY_AGAIN_LATER, 'Too many pages are open here: close one of them.');
        return;
      }
      connections.keep(socket);
      pages.add(page);
      const messages = createBucket(MESSAGES_PER_SECOND, MESSAGES_PER_SECOND, clock.nowMs());
      page.on('close', () => pages.delete(page));
      page.on('message', (data, isBinary) => {
        if (isBinary || !messages.take(clock.nowMs())) page.close(POLICY_VIOLATION, 'too many messages');
        else hear(data.toString());
      });
      page.send(state());
    });
  }

  const server = createServer(answer);
  server.maxConnections = MOST_CONNECTIONS;
  server.on('connection', (socket) => connections.admit(socket, HOST));
  server.on('upgrade', upgrade);
  server.on('clientError', (_error, socket) => socket.destroy());
  await listening(server, port);
  doors = { ...doors, port: (server.address() as AddressInfo).port };
  const stopTelling = clock.every(HEARD_EVERY_MS, tellPages);

  return {
    url: urlOf(doors),
    tell(line) {
      told.push(line);
      if (told.length > MOST_TOLD) told.shift();
      tellPages();
    },
    ask(question, until, moved = () => {}) {
      return new Promise((resolve) => {
        if (until.aborted || isOver) {
          resolve(null);
          return;
        }
        lastId++;
        const stop = () => settle(null);
        until.addEventListener('abort', stop, { once: true });
        open = {
          asked: { ...question, id: lastId } as AskedQuestion,
          moved,
          answer(value) {
            until.removeEventListener('abort', stop);
            resolve(value);
          },
        };
        if (question.kind === 'turn') moved(question.value);
        tellPages();
      });
    },
    async close() {
      if (isOver) return;
      isOver = true;
      settle(null);
      stopTelling();
      for (const page of pages) page.close(GOING_AWAY);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        clock.after(GOODBYE_MS, () => connections.close());
      });
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(listenProblem(error, HOST, port))),
    );
    server.listen(port, HOST, resolve);
  });
}
