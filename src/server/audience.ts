/**
 * Who looks on, whatever brings them: each page gets the pictures and the state of the rig, is told who controls it and
 * how votes stand, and may ask for what its role allows. Nothing that a page sends or fails to read harms the rig or
 * another page.
 */
import type { Clock, Controller } from '../controller/contract.js';
import type { ExhibitDesk } from '../exhibit/contract.js';
import type { Lessons } from '../lessons/contract.js';
import { createAsks } from './asks.js';
import { type Cards, createCards } from './cards.js';
import { type Client, createClient, hasRoom, mayBeHeard } from './client.js';
import { contained } from './contained.js';
import type { WayIn } from './join.js';
import { cardOnShow } from './lesson-votes.js';
import type { PageLine, PageReload } from './messages.js';
import { createNews } from './news.js';
import { createPictures } from './pictures.js';
import { createRoles } from './roles.js';
import type { RigFacts } from './state.js';
import { type CardOnShow, createVoteDesk } from './vote-desk.js';

/** How often pages are told of the line to the board [ms]. */
export const LINE_EVERY_MS = 1000;
/** How often a phone hears that the rig is there, whatever happens [ms]. */
const PHONES_HEAR_EVERY_MS = 5000;

export interface AudienceOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
  /** What gives control to a page of another computer. */
  readonly code: string;
  readonly lessons: Lessons | undefined;
  /** Of a rig that is an exhibit: its own computer's pages are for visitors. */
  readonly exhibit?: ExhibitDesk | undefined;
  /** Whether the server listens at this computer alone, and the URLs of it that others can open. */
  readonly wayIn: () => Pick<WayIn, 'alone' | 'noServer' | 'urls'>;
  /** Makes what a page that has given the code shows with what it asks over HTTP; nobody guesses it. */
  readonly makePass: () => string;
  /** Gets what is thrown while a page is served. */
  report(error: unknown): void;
}

/** Who is connected: pages of this computer, pages of others, phones. */
export interface Crowd {
  readonly own: number;
  readonly others: number;
  readonly phones: number;
}

export interface Audience {
  /** Somebody has come; once its ends are tied, it is greeted. */
  enter(one: Pick<Client, 'kind' | 'socket' | 'address' | 'own' | 'seated'>): Client;
  greet(client: Client): void;
  /** Takes what it has sent, if it may be heard. @param data undefined: it was no text. */
  receive(client: Client, data: string | undefined): void;
  leave(client: Client): void;
  /** A fault with one page ends that page alone. */
  forEach(work: (client: Client) => void): void;
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
  /** Tells all that is still to be told, and nothing after that. */
  finish(): void;
}

export function createAudience(options: AudienceOptions): Audience {
  const { controller, clock, rig, code, lessons, exhibit, wayIn, makePass, report } = options;
  const clients = new Set<Client>();
  function caught(client: Client, error: unknown): void {
    client.socket.terminate();
    report(error);
  }

  /** A fault with one page ends that page alone. */
  function forEach(work: (client: Client) => void): void {
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
    makePass,
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
    roles.leave(client.page);
    desk.leave(client.voter);
    asks.letGo(client);
    if (clients.size === 0) stopLines();
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
    forEach((client) => {
      if (client.kind === 'page' && hasRoom(client)) client.socket.send(message);
    });
  }

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

  return {
    enter(one) {
      const { address, own } = one;
      const voter = { voice: undefined, from: own ? undefined : address };
      const client = createClient({ ...one, voter, page: roles.enter(own, address) }, clock.nowMs());
      clients.add(client);
      if (clients.size === 1) beginLines();
      return client;
    },
    greet(client) {
      news.greet(client);
      desk.enter(client.voter);
    },
    receive(client, data) {
      if (mayBeHeard(client, clock.nowMs())) asks.receive(client, data);
    },
    leave,
    forEach,
    follow: (lesson) => desk.follow(lesson),
    cards,
    isPass: (pass) => roles.isPass(pass),
    votesCsv: () => desk.csv(),
    reload() {
      const told: PageReload = { type: 'reload' };
      const message = JSON.stringify(told);
      forEach((client) => {
        if (client.kind === 'page' && hasRoom(client)) client.socket.send(message);
      });
    },
    crowd() {
      const pages = [...clients].filter(({ kind }) => kind === 'page');
      const own = pages.filter(({ voter }) => voter.from === undefined).length;
      return { own, others: pages.length - own, phones: clients.size - pages.length };
    },
    finish() {
      stopHeartbeat();
      stopLines();
      stopObserving();
      stopLessons?.();
      stopExhibit?.();
      roles.close();
      desk.close();
      news.finish();
    },
  };
}
