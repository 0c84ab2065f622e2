/**
 * The web sockets: each page gets the pictures and the state of the rig, is told who controls it and how votes stand,
 * and may ask for what its role allows. Nothing that a page sends or fails to read harms the rig or another page.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock, Controller } from '../controller/contract.js';
import { PICTURE_MS } from '../controller/contract.js';
import type { Lessons } from '../lessons/contract.js';
import { type Cards, createCards } from './cards.js';
import { type Client, type ClientKind, createClient, hasRoom, mayBeHeard, refuse } from './client.js';
import { createCodeCheck } from './code.js';
import { isOwnRequest } from './guard.js';
import { cardOnShow } from './lesson-votes.js';
import { MAX_COMMAND_BYTES, type PageCommand, type PageLine, parsePageCommand } from './messages.js';
import { phoneState } from './phone-state.js';
import { createPictures } from './pictures.js';
import { createRoles, NOT_THE_CODE, ONLY_WHO_HAS_THE_CODE, TOO_MANY_TRIES, WATCHING } from './roles.js';
import { createSeats, type Seat } from './seats.js';
import { contained, shield } from './shield.js';
import { pageState, type RigFacts } from './state.js';
import { createTeller, type TellerOptions } from './teller.js';
import { type CardOnShow, createVoteDesk } from './vote-desk.js';
import { allWork, mayWork } from './work.js';

export { COMMANDS_PER_SECOND, MOST_SURPLUS } from './client.js';
/** Pages and phones that get pictures. */
export const MAX_CLIENTS = 64;
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
/** How often watchers are told of the rig's state, and all of roles and votes, at most [ms]. */
export const WATCHERS_EVERY_MS = 100;
export const VOTES_EVERY_MS = 250;
/** How often a phone hears that the rig is there, whatever happens [ms]. */
const PHONES_HEAR_EVERY_MS = 5000;
/** Pages that are told of these in one turn of the event loop. */
const TOLD_AT_ONCE = 32;
/** How long a page has to say goodbye, of whatever kind; then its socket is destroyed [ms]. */
export const GOODBYE_WITHIN_MS = 300;

/** What a page reads whose command comes among too many that take time. */
const TOO_MUCH_WORK = 'the rig has been asked for too much at once; ask again in a moment';

const NO_LESSONS = 'This rig plays no lessons.';

const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** ws knows this option; its type declaration does not. */
const GOODBYE = { closeTimeout: GOODBYE_WITHIN_MS };

type CommandNamed<Name extends PageCommand['do']> = Extract<PageCommand, { readonly do: Name }>;

export interface SocketsOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
  /** What gives control to a page of another computer. */
  readonly code: string;
  readonly lessons: Lessons | undefined;
  /** Whether the server listens at this computer alone, and the URLs of it that others can open. */
  readonly wayIn: () => { readonly alone: boolean; readonly urls: readonly string[] };
  /** Gets what is thrown while a page is served. */
  report(error: unknown): void;
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
  /** Whether a page of that address may take what is the class's: it is the rig's own computer, or has given the code. */
  trusts(address: string): boolean;
  votesCsv(): string;
  close(): Promise<void>;
}

export function createSockets(options: SocketsOptions): Sockets {
  const { controller, clock, rig, code, lessons, wayIn, report } = options;
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
  const all = allWork(clock.nowMs());
  const codes = createCodeCheck(code, clock.nowMs());

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
  const teller = (options: Pick<TellerOptions, 'everyMs' | 'messages'> & Partial<TellerOptions>) =>
    createTeller({ clock, caught, atOnce: TOLD_AT_ONCE, ...options });

  const stateMessages = () => {
    const message = JSON.stringify(pageState(rig, controller.snapshot()));
    return () => message;
  };
  const roleMessages = () => (client: Client) => JSON.stringify(roles.told(client.page));
  const voteMessages = () => {
    const told = desk.told();
    return ({ voter }: Client) => JSON.stringify({ ...told, mine: desk.chosenBy(voter) });
  };
  const lessonMessages = () => {
    const message = lessons && JSON.stringify(lessons.state());
    return ({ kind }: Client) => (kind === 'page' ? message : undefined);
  };
  const phoneMessages = () => {
    const now = controller.snapshot();
    const [watching, voting] = [true, false].map((pictures) =>
      JSON.stringify(phoneState(rig, now, pictures)),
    );
    return ({ seated }: Client) => (seated ? watching : voting);
  };
  const states = teller({ everyMs: PICTURE_MS, atOnce: MAX_CLIENTS, messages: stateMessages });
  const watcherStates = teller({ everyMs: WATCHERS_EVERY_MS, atOnce: MAX_CLIENTS, messages: stateMessages });
  const phoneStates = teller({ everyMs: VOTES_EVERY_MS, messages: phoneMessages });
  const roleNews = teller({ everyMs: WATCHERS_EVERY_MS, messages: roleMessages });
  const voteNews = teller({ everyMs: VOTES_EVERY_MS, messages: voteMessages });
  const lessonNews = teller({ everyMs: WATCHERS_EVERY_MS, messages: lessonMessages });
  const tellers = [states, watcherStates, phoneStates, roleNews, voteNews, lessonNews];

  const roles = createRoles(clock, code, () => {
    roleNews.change(clients);
    for (const client of clients) if (!controls(client)) letGo(client);
  });
  const desk = createVoteDesk({ clock, wayIn, changed: () => voteNews.change(clients) });
  const pictures = createPictures(clock, rig, controller.snapshot().ledCount, caught);
  let stopLines = (): void => {};
  let phoneKnows = '';

  function sendChange(): void {
    const groups = { own: [] as Client[], watching: [] as Client[], phones: [] as Client[] };
    for (const client of clients) {
      if (client.kind === 'phone') groups.phones.push(client);
      else if (controls(client)) groups.own.push(client);
      else groups.watching.push(client);
    }
    states.change(groups.own);
    watcherStates.change(groups.watching);
    if (groups.phones.length === 0) {
      phoneKnows = '';
      return;
    }
    const phone = JSON.stringify(phoneState(rig, controller.snapshot(), true));
    if (phone === phoneKnows) return;
    phoneKnows = phone;
    phoneStates.change(groups.phones);
  }

  function receive(client: Client, data: string | undefined): void {
    const command = data === undefined ? 'a command must be text, not bytes' : parsePageCommand(data);
    const refusal = typeof command === 'string' ? command : carryOut(client, command);
    if (refusal !== undefined) refuse(client, refusal);
  }

  /** @returns why not. */
  function carryOut(client: Client, command: PageCommand): string | undefined {
    const { page, voter } = client;
    roles.touch(page);
    switch (command.do) {
      case 'code':
        return giveCode(client, command.code);
      case 'askControl':
        return roles.ask(page);
      case 'lend':
        return roles.lend(page, command.to);
      case 'takeBack':
        return roles.takeBack(page);
      case 'join':
        return desk.join(voter, command.voice);
      case 'vote':
        return desk.vote(voter, command.card, command.round, command.choice);
      case 'voteAgain':
        return roles.mayLend(page) ? desk.voteAgain() : ONLY_WHO_HAS_THE_CODE;
      case 'hands':
        return roles.mayLend(page) ? desk.hands(command.round, command.counts) : ONLY_WHO_HAS_THE_CODE;
      case 'clearVotes':
        return roles.mayLend(page) ? desk.clear() : ONLY_WHO_HAS_THE_CODE;
      case 'lesson':
        return askLesson(client, command);
      default:
        return obey(client, command);
    }
  }

  function giveCode({ page, address }: Client, typed: string): string | undefined {
    if (roles.mayLend(page)) return undefined;
    const answer = codes.try(typed, address, clock.nowMs());
    if (answer === 'right') roles.admit(page);
    if (answer === 'wrong') return NOT_THE_CODE;
    return answer === 'too-often' ? TOO_MANY_TRIES : undefined;
  }

  /** It may load an experiment, which costs as much. */
  function askLesson(client: Client, command: CommandNamed<'lesson'>): string | undefined {
    const nowMs = clock.nowMs();
    if (!controls(client)) return client.warnings.take(nowMs) ? WATCHING : undefined;
    if (!lessons) return NO_LESSONS;
    return mayWork({ do: 'load' }, client.work, all, nowMs) ? lessons.command(command) : TOO_MUCH_WORK;
  }

  /** What the controller is asked. */
  function obey(client: Client, command: Parameters<Controller['command']>[0]): string | undefined {
    const nowMs = clock.nowMs();
    if (!controls(client)) return client.warnings.take(nowMs) ? WATCHING : undefined;
    if (!mayWork(command, client.work, all, nowMs))
      return client.warnings.take(nowMs) ? `${command.do}: ${TOO_MUCH_WORK}` : undefined;
    const refusal = controller.command(command);
    if (refusal !== undefined) return refusal;
    if (command.do === 'stimulate') client.holds ||= holds(command);
    else if (command.do === 'release') client.holds = false;
    return undefined;
  }

  /** Whether what a press begins lasts until somebody lets go. */
  function holds({ held, durationMs }: CommandNamed<'stimulate'>): boolean {
    return held === true || (durationMs === undefined && controller.snapshot().axon.press.holds);
  }

  /** Nobody is there any more who could, or may. */
  function letGo(client: Client): void {
    if (client.holds) controller.command({ do: 'release' });
    client.holds = false;
  }

  function leave(client: Client): void {
    clients.delete(client);
    for (const each of tellers) each.forget(client);
    if (client.seated) seats.giveBack(client.address);
    if (client.kind === 'phone') places.giveBack(client.address);
    roles.leave(client.page);
    desk.leave(client.voter);
    letGo(client);
    if (clients.size === 0) stopLines();
  }

  function welcome(socket: WebSocket, from: { address: string; own: boolean }, kind: ClientKind): void {
    const { address, own } = from;
    const seated = kind === 'page' || seats.ask(address, KEPT_FOR_PAGES) === 'free';
    const voter = { voice: undefined, from: own ? undefined : address };
    const client = createClient(
      { kind, socket, address, seated, voter, page: roles.enter(own) },
      clock.nowMs(),
    );
    clients.add(client);
    if (seated) seats.take(address);
    if (kind === 'phone') places.take(address);
    if (clients.size === 1) beginLines();
    socket.on('close', () => leave(client));
    socket.on('message', (data, isBinary) => {
      if (mayBeHeard(client, clock.nowMs())) receive(client, isBinary ? undefined : data.toString());
    });
    socket.on('ping', (data) => {
      if (mayBeHeard(client, clock.nowMs()) && hasRoom(client)) socket.pong(data);
    });
    socket.on('pong', (data) => {
      if (client.pingSent?.equals(data)) client.pingSent = undefined;
      else mayBeHeard(client, clock.nowMs());
    });
    const states = kind === 'phone' ? phoneMessages : stateMessages;
    for (const messages of [states, roleMessages, voteMessages, lessonMessages]) {
      const message = messages()(client);
      if (message !== undefined) socket.send(message);
    }
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
    contained(() => phoneStates.change([...clients].filter(({ kind }) => kind === 'phone')), report),
  );
  const stopObserving = controller.observe({
    picture: contained((picture) => pictures.send(picture, clients, controls), report),
    change: contained(sendChange, report),
    happened: contained(({ kind }) => {
      if (kind === 'press') desk.press();
    }, report),
  });

  const cards = lessons && createCards(lessons);
  const followLesson = (): void => {
    if (!lessons || !cards) return;
    const state = lessons.state();
    desk.follow(cardOnShow(state, state.card ? cards.named(state.card.name) : undefined));
    lessonNews.change(clients);
  };
  const stopLessons = lessons?.observe(contained(followLesson, report));

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
    trusts(address) {
      return [...clients].some((client) => client.address === address && roles.mayLend(client.page));
    },
    votesCsv: () => desk.csv(),
    async close() {
      stopPings();
      stopHeartbeat();
      stopLines();
      stopObserving();
      stopLessons?.();
      roles.close();
      desk.close();
      for (const each of tellers) each.finish();
      const gone = [...clients].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      forEachClient(({ socket }) => socket.close(GOING_AWAY, 'the rig is switched off'));
      await Promise.all(gone);
    },
  };
}
