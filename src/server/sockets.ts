/**
 * The web sockets: each page gets the pictures and the state of the rig, is told who controls it and how votes stand,
 * and may ask for what its role allows. Nothing that a page sends or fails to read harms the rig or another page.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock, Controller } from '../controller/contract.js';
import type { ExhibitDesk } from '../exhibit/contract.js';
import type { Lessons } from '../lessons/contract.js';
import { createAsks } from './asks.js';
import { type Cards, createCards } from './cards.js';
import { type Client, type ClientKind, createClient, hasRoom, mayBeHeard } from './client.js';
import { isOwnRequest } from './guard.js';
import { cardOnShow } from './lesson-votes.js';
import { MAX_COMMAND_BYTES, type PageLine, type PageReload } from './messages.js';
import { createNews } from './news.js';
import { createPictures } from './pictures.js';
import { createRoles } from './roles.js';
import { createSeats, type Seat } from './seats.js';
import { contained, shield } from './shield.js';
import type { RigFacts } from './state.js';
import { type CardOnShow, createVoteDesk } from './vote-desk.js';

export { COMMANDS_PER_SECOND, MOST_SURPLUS } from './client.js';
/** Pages and phones that get pictures: 64 that watch, and two of the rig's own computer. */
export const MAX_CLIENTS = 66;
/** Pages of one computer in the network; the rig's own may take every seat. */
export const MAX_CLIENTS_PER_ADDRESS = 8;
/** Seats that pages of other computers do not get. */
export const KEPT_FOR_THIS_COMPUTER = 2;
/** Seats that phones leave to whole pages: one of them may be the teacher's. */
const KEPT_FOR_PAGES = 6;
/** Phones that vote; those without a seat see no pictures. */
export const MAX_PHONES = 500;
/** What a page reads that finds no seat: the reason of its close, 123 bytes at most. */
export const TOO_MANY_PAGES = `The rig serves ${MAX_CLIENTS} pages, and there is no place for one more: close one of them.`;
export const TOO_MANY_PHONES = `The rig serves ${MAX_PHONES} phones, and there is no place for one more. Raise your hand to vote.`;
export const TOO_MANY_FROM_THERE = `The rig serves ${MAX_CLIENTS_PER_ADDRESS} pages to one computer, and yours has them open: close one of them.`;
/** Pieces that one command may come in; no browser cuts one up. */
const MOST_FRAGMENTS = 16;
/** A page that answers no ping between two of them is gone [ms]. */
export const PING_EVERY_MS = 15_000;
/** How often pages are told of the line to the board [ms]. */
export const LINE_EVERY_MS = 1000;
/** How often a phone hears that the rig is there, whatever happens [ms]. */
const PHONES_HEAR_EVERY_MS = 5000;
/** How long a page has to say goodbye, of whatever kind; then its socket is destroyed [ms]. */
export const GOODBYE_WITHIN_MS = 300;

const PASS_BYTES = 16;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** ws knows this option; its type declaration does not. */
const GOODBYE = { closeTimeout: GOODBYE_WITHIN_MS };

export interface SocketsOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
  /** What gives control to a page of another computer. */
  readonly code: string;
  readonly lessons: Lessons | undefined;
  /** Of a rig that is an exhibit: its own computer's pages are for visitors. */
  readonly exhibit?: ExhibitDesk | undefined;
  /** Whether the server listens at this computer alone, and the URLs of it that others can open. */
  readonly wayIn: () => { readonly alone: boolean; readonly urls: readonly string[] };
  /** Gets what is thrown while a page is served. */
  report(error: unknown): void;
}

/** Who is connected: pages of this computer, pages of others, phones. */
export interface Crowd {
  readonly own: number;
  readonly others: number;
  readonly phones: number;
}

export interface Sockets {
  /**
   * Takes a connection whose origin has been checked; if there is no seat, to say so and close it.
   * @returns true if it is a page from now on, with pings that find its end.
   */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, kind: ClientKind): boolean;
  /** What the lesson shows, on every change. */
  follow(lesson: CardOnShow | null): void;
  /** The words of the lessons; undefined where there are none. */
  readonly cards: Cards | undefined;
  /** Whether it is the pass of a page that has given the code. */
  isPass(pass: string | null): boolean;
  votesCsv(): string;
  crowd(): Crowd;
  /** Has every page load itself again. */
  reload(): void;
  close(): Promise<void>;
}

export function createSockets(options: SocketsOptions): Sockets {
  const { controller, clock, rig, code, lessons, exhibit, wayIn, report } = options;
  const clients = new Set<Client>();
  const seats = createSeats({
    most: MAX_CLIENTS,
    mostPerAddress: MAX_CLIENTS_PER_ADDRESS,
    keptForThisComputer: KEPT_FOR_THIS_COMPUTER,
  });
  const places = createSeats({
    most: MAX_PHONES,
    mostPerAddress: MAX_CLIENTS_PER_ADDRESS,
    keptForThisComputer: 0,
  });
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_COMMAND_BYTES,
    maxFragments: MOST_FRAGMENTS,
    // Messages are handed on while they are read: what ws does later, on its own, nobody could catch faults of.
    allowSynchronousEvents: true,
    autoPong: false,
    ...GOODBYE,
  });
  function caught(client: Client, error: unknown): void {
    client.socket.terminate();
    report(error);
  }

  /** A fault with one page ends that page alone. */
  function forEachClient(work: (client: Client) => void): void {
    for (const client of clients) {
      try {
        work(client);
      } catch (error) {
        caught(client, error);
      }
    }
  }

  const controls = (client: Client) => roles.mayControl(client.page);
  const news = createNews({
    controller,
    clock,
    rig,
    lessons,
    exhibit,
    clients,
    caught,
    roles: () => roles,
    desk: () => desk,
  });
  const rolesChanged = (): void => {
    news.roles();
    for (const client of clients) if (!controls(client)) asks.letGo(client);
  };
  const roles = createRoles({
    clock,
    code,
    forVisitors: exhibit !== undefined,
    makePass: () => randomBytes(PASS_BYTES).toString('base64url'),
    changed: rolesChanged,
  });
  const desk = createVoteDesk({
    clock,
    wayIn,
    wordsOf: (card) => cards?.named(card),
    changed() {
      lessons?.answered(desk.predicted);
      news.votes();
    },
  });
  const asks = createAsks({ controller, clock, lessons, code, roles, desk, exhibit });
  const pictures = createPictures(clock, rig, controller.snapshot().ledCount, caught);
  let stopLines = (): void => {};

  function leave(client: Client): void {
    clients.delete(client);
    news.forget(client);
    if (client.seated) seats.giveBack(client.address);
    if (client.kind === 'phone') places.giveBack(client.address);
    roles.leave(client.page);
    desk.leave(client.voter);
    asks.letGo(client);
    if (clients.size === 0) stopLines();
  }

  function welcome(socket: WebSocket, from: { address: string; own: boolean }, kind: ClientKind): void {
    const { address, own } = from;
    const seated = kind === 'page' || seats.ask(address, KEPT_FOR_PAGES) === 'free';
    const voter = { voice: undefined, from: own ? undefined : address };
    const client = createClient(
      { kind, socket, address, own, seated, voter, page: roles.enter(own, address) },
      clock.nowMs(),
    );
    clients.add(client);
    if (seated) seats.take(address);
    if (kind === 'phone') places.take(address);
    if (clients.size === 1) beginLines();
    socket.on('close', () => leave(client));
    socket.on('message', (data, isBinary) => {
      if (mayBeHeard(client, clock.nowMs())) asks.receive(client, isBinary ? undefined : data.toString());
    });
    socket.on('ping', (data) => {
      if (mayBeHeard(client, clock.nowMs()) && hasRoom(client)) socket.pong(data);
    });
    socket.on('pong', (data) => {
      if (client.pingSent?.equals(data)) client.pingSent = undefined;
      else mayBeHeard(client, clock.nowMs());
    });
    news.greet(client);
    desk.enter(voter);
  }

  /** The line is asked for only while a page looks on. Its rates are those since it was asked last: now they begin. */
  function beginLines(): void {
    controller.line();
    stopLines = clock.every(LINE_EVERY_MS, contained(sendLine, report));
  }

  function sendLine(): void {
    const line = controller.line();
    if (!line) return;
    const told: PageLine = { type: 'line', ...line };
    const message = JSON.stringify(told);
    forEachClient((client) => {
      if (client.kind === 'page' && hasRoom(client)) client.socket.send(message);
    });
  }

  /** One ping at a time is under way to a page: it needs no room. */
  function ping(): void {
    forEachClient((client) => {
      if (client.pingSent) client.socket.terminate();
      else {
        client.pingSent = randomBytes(8);
        client.socket.ping(client.pingSent);
      }
    });
  }

  const stopPings = clock.every(PING_EVERY_MS, contained(ping, report));
  const stopHeartbeat = clock.every(
    PHONES_HEAR_EVERY_MS,
    contained(() => news.heartbeat(), report),
  );
  const stopObserving = controller.observe({
    picture: contained((picture) => pictures.send(picture, clients, controls), report),
    change: contained(() => news.state(), report),
    happened: contained(({ kind }) => {
      // The lesson hears of it first: it may call the press early.
      if (kind === 'press') queueMicrotask(contained(() => desk.press(), report));
    }, report),
  });

  const cards = lessons && createCards(lessons);
  const followLesson = (): void => {
    if (!lessons || !cards) return;
    const state = lessons.state();
    desk.follow(cardOnShow(state, state.card ? cards.named(state.card.name) : undefined));
    news.lesson();
  };
  const stopLessons = lessons?.observe(contained(followLesson, report));
  const stopExhibit = exhibit?.observeTold(contained(() => news.exhibit(), report));

  /** Why there is no place; for a page and for a phone. */
  function wordsOf(seat: Seat, kind: ClientKind): string {
    if (seat === 'too-many-from-there') return TOO_MANY_FROM_THERE;
    return kind === 'phone' ? TOO_MANY_PHONES : TOO_MANY_PAGES;
  }

  return {
    accept(request, socket, head, kind) {
      const address = request.socket.remoteAddress ?? '';
      const own = isOwnRequest(address, request.headers);
      const seat = kind === 'phone' ? places.ask(address) : seats.ask(address);
      let isPage = false;
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        shield(webSocket, (error) => {
          webSocket.terminate();
          report(error);
        });
        // A breach of the protocol, such as a message beyond the limit: ws says goodbye with its code.
        webSocket.on('error', () => {});
        isPage = seat === 'free';
        if (isPage) welcome(webSocket, { address, own }, kind);
        // A refused upgrade would reach the page as a lost connection: a close after it carries the reason in words.
        else webSocket.close(TRY_AGAIN_LATER, wordsOf(seat, kind));
      });
      return isPage;
    },
    follow: (lesson) => desk.follow(lesson),
    cards,
    isPass: (pass) => roles.isPass(pass),
    votesCsv: () => desk.csv(),
    reload() {
      const told: PageReload = { type: 'reload' };
      const message = JSON.stringify(told);
      forEachClient((client) => {
        if (client.kind === 'page' && hasRoom(client)) client.socket.send(message);
      });
    },
    crowd() {
      const pages = [...clients].filter(({ kind }) => kind === 'page');
      const own = pages.filter(({ voter }) => voter.from === undefined).length;
      return { own, others: pages.length - own, phones: clients.size - pages.length };
    },
    async close() {
      stopPings();
      stopHeartbeat();
      stopLines();
      stopObserving();
      stopLessons?.();
      stopExhibit?.();
      roles.close();
      desk.close();
      news.finish();
      const gone = [...clients].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      forEachClient(({ socket }) => socket.close(GOING_AWAY, 'the rig is switched off'));
      await Promise.all(gone);
    },
  };
}
