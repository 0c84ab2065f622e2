/** One server for the page and its web socket. Nothing that a peer does ends more than its own connection. */

import { randomInt } from 'node:crypto';
import { createServer as createHttpServer, IncomingMessage, STATUS_CODES } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { Duplex } from 'node:stream';
import type { Clock, Controller } from '../controller/contract.js';
import type { ExhibitDesk } from '../exhibit/contract.js';
import type { Lessons } from '../lessons/contract.js';
import type { ClientKind } from './client.js';
import { makeCode } from './code.js';
import { createConnections, TURNED_AWAY_WITHIN_MS } from './connections.js';
import type { Caught } from './contained.js';
import {
  askedPath,
  type Doors,
  isLoopback,
  isOwnRequest,
  type NetworkAddress,
  networkUrls,
  originAllowed,
  peerAddress,
  urlOf,
} from './guard.js';
import { createPageHandler } from './http.js';
import { joinOf } from './join.js';
import { createPageStore } from './page.js';
import { Peer } from './peer.js';
import { queryOf } from './query.js';
import { createBucket } from './rate.js';
import type { RigReports } from './reports.js';
import { shield } from './shield.js';
import { type Crowd, createSockets } from './sockets.js';
import type { RigFacts } from './state.js';
import { createTurns } from './turns.js';
import type { CardOnShow } from './vote-desk.js';
import { createWorksheets, type SheetMaker } from './worksheets.js';

/** Where the page's web socket is, and that of a phone that votes. */
const SOCKETS: Readonly<Record<string, ClientKind>> = { '/ws': 'page', '/v/ws': 'phone' };
/** What peers have sent is worked on for so long at a time; a picture comes every 17 ms [ms]. */
const TURN_MS = 3;
/** Connections that may wait to be taken: all of them are taken at one time. */
const BACKLOG = 128;
/** Faults that are told at once, and how many more in ten minutes. */
const FAULTS_TOLD = 3;
const FAULTS_TOLD_PER_SECOND = FAULTS_TOLD / 600;

export interface ServerOptions {
  readonly controller: Controller;
  readonly rig: RigFacts;
  /** Version of the program, for what is saved. */
  readonly program: string;
  readonly clock: Clock;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Address to bind to; 127.0.0.1 is this computer alone. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Whose seats a connection takes; unless given, those of the address that it comes from. */
  readonly addressOf?: (socket: Socket) => string;
  /** The runner of lessons, if this rig plays any. */
  readonly lessons?: Lessons | undefined;
  /** Makes worksheets of cards, if anybody does. */
  readonly sheetMaker?: SheetMaker | undefined;
  /** Of a rig that is an exhibit. */
  readonly exhibit?: ExhibitDesk | undefined;
  /** What gives control to a page of another computer; unless given, another one each time. */
  readonly code?: string;
  /** What the rig says of itself at /healthz and /metrics. */
  readonly reports?: RigReports | undefined;
  /** The addresses of this computer now; unless given, those that the system tells. */
  readonly networkAddresses?: () => readonly NetworkAddress[];
  /** A fault of the program while it served somebody: that connection has ended, nothing else. Told now and then. */
  onFault(error: unknown): void;
}

export interface RigServer {
  /** The address to open in a browser on this computer. */
  readonly url: string;
  /** The address that it is bound to, as the system tells it: 0.0.0.0 for "0". */
  readonly address: string;
  readonly port: number;
  /** False if the page was not built when the server started. */
  readonly pageIsBuilt: boolean;
  /** What gives control to a page of another computer. */
  readonly code: string;
  /** Where phones vote: addresses to type, or none where the server listens at this computer alone. */
  phoneAddresses(): readonly string[];
  /** How many pages and phones are connected now. */
  crowd(): Crowd;
  /** Has every page load itself again. */
  reload(): void;
  /** What is voted on, on every change; a lesson of `lessons` says so itself. */
  follow(lesson: CardOnShow | null): void;
  /** Says goodbye to every page and lets go of the port. May be called twice. */
  close(): Promise<void>;
}

/** One sentence for a server that could not begin to listen. */
export function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is taken – if another rig is running, stop it with Ctrl-C; or use --http-port 0 for a free one`;
    case 'EACCES':
      return `port ${port} may not be used by this account; ports from 1024 on may, for instance --http-port 8080`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host ${host} is no address of this computer; leave it out for this computer alone, or use 0.0.0.0 for all its networks`;
    default:
      return `cannot listen on ${host} port ${port}: ${error.message}`;
  }
}

/** One sentence for a person who looks after the rig, with what was thrown. */
export function servingFault(thrown: string): string {
  return `a fault in serving the page, which ended one connection and nothing else: ${thrown}`;
}

function ownAddresses(): NetworkInterfaceInfo[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
}

function turnAway(socket: Duplex, status: number, words: string): void {
  const body = `axon-rig: ${words}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** The connections that an event of the server is about. */
function connectionsOf(args: readonly unknown[]): Duplex[] {
  return args.flatMap((arg) => {
    if (arg instanceof Duplex) return [arg];
    return arg instanceof IncomingMessage ? [arg.socket] : [];
  });
}

/** Starts to listen. Rejects with an Error whose message is for the person who started the rig. */
export async function startServer(options: ServerOptions): Promise<RigServer> {
  const { controller, clock, host } = options;
  const addressOf = options.addressOf ?? ((socket: Socket) => peerAddress(socket.remoteAddress));
  const page = createPageStore(options.pageFolder, clock);
  const pageIsBuilt = page() !== undefined;
  const connections = createConnections(clock);
  const told = createBucket(FAULTS_TOLD_PER_SECOND, FAULTS_TOLD, clock.nowMs());
  const report = (error: unknown): void => {
    if (told.take(clock.nowMs())) options.onFault(error);
  };
  const caught: Caught = (error, args) => {
    for (const connection of connectionsOf(args)) connection.destroy();
    report(error);
  };

  const doors = (): Doors => ({
    host,
    address: listening.address,
    port: listening.port,
    computerName: hostname(),
  });
  const code = options.code ?? makeCode(randomInt);
  const wayIn = () => ({
    alone: isLoopback(listening.address),
    urls: networkUrls(listening, (options.networkAddresses ?? ownAddresses)()),
  });
  const addresses = () => joinOf({ ...wayIn(), waitedMs: null, phoneCame: false }).addresses;
  const isOwn = (request: IncomingMessage) => isOwnRequest(request.socket.remoteAddress, request.headers);
  function trusts(request: IncomingMessage): boolean {
    // The screen of an exhibit is everybody's.
    const isTeachers = options.exhibit === undefined && isOwn(request);
    return isTeachers || sockets.isPass(queryOf(request.url!).get('pass'));
  }
  const files = {
    reports: options.reports,
    isExhibit: options.exhibit !== undefined,
    isOwn,
    experimentText: () => controller.experimentText(),
    lastMinute: () =>
      controller.lastMinute({ program: options.program, startedAt: new Date().toISOString() }),
    ghost: () => controller.ghost(),
    traces: (picture: number, reachMs: number) => controller.traces(picture, reachMs),
    votesCsv: () => sockets.votesCsv(),
    cards: () => sockets.cards,
    phoneAddress: () => addresses()[0],
    worksheet: createWorksheets({
      maker: options.sheetMaker,
      cards: () => sockets.cards,
      onShow: () => options.lessons?.state().card?.name,
      trusts,
      clock,
      report,
    }),
    trusts,
  };
  const servePage = createPageHandler(page, doors, files, clock, report);
  const turns = createTurns(TURN_MS, () => clock.nowMs(), report);
  const server = shield(createHttpServer(), caught);
  const listener = shield(
    createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      const address = addressOf(socket);
      const peer = shield(new Peer(shield(socket, caughtAt), address, turns), caughtAt);
      function caughtAt(error: unknown): void {
        socket.destroy();
        report(error);
      }
      if (connections.admit(peer, address)) server.emit('connection', peer);
    }),
    caught,
  );
  server.on('request', (request, response) => {
    connections.answer(request.socket, response);
    servePage(request, response);
  });

  await new Promise<void>((resolve, reject) => {
    listener.once('error', (error) => reject(new Error(listenProblem(error, host, options.port))));
    listener.listen({ port: options.port, host, backlog: BACKLOG }, resolve);
  });
  // From here on it is a connection that could not be taken, for want of descriptors: the peer tries again.
  listener.removeAllListeners('error').on('error', report);
  const listening = listener.address() as AddressInfo;
  const sockets = createSockets({
    controller,
    clock,
    rig: options.rig,
    code,
    lessons: options.lessons,
    exhibit: options.exhibit,
    wayIn,
    report,
  });

  server.on('upgrade', (request, socket, head) => {
    connections.endWithin(socket, TURNED_AWAY_WITHIN_MS);
    const { origin, host } = request.headers;
    const path = askedPath(request.url!, doors());
    if (path === undefined || !originAllowed(origin, host, doors()))
      turnAway(socket, 403, 'only the rig’s own page may connect');
    else if (!Object.hasOwn(SOCKETS, path)) turnAway(socket, 404, 'the web socket is at /ws');
    else if (sockets.accept(request, socket, head, SOCKETS[path]!)) connections.keep(socket);
  });

  let closing: Promise<void> | undefined;
  return {
    url: urlOf(listening),
    address: listening.address,
    port: listening.port,
    pageIsBuilt,
    code,
    phoneAddresses: addresses,
    crowd: () => sockets.crowd(),
    reload: () => sockets.reload(),
    follow: (lesson) => sockets.follow(lesson),
    close() {
      closing ??= (async () => {
        const released = new Promise<void>((resolve) => listener.close(() => resolve()));
        await sockets.close();
        connections.close();
        await released;
      })();
      return closing;
    },
  };
}
