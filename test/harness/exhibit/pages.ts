/**
 * Pages of an exhibit's own screen, as the server has them, but for the wire: a message of a page is text that comes in, and
 * what it is told is counted.
 */
import type { Clock, Controller } from '../../../src/controller/contract.js';
import type { ExhibitDesk } from '../../../src/exhibit/contract.js';
import type { Lessons } from '../../../src/lessons/contract.js';
import { type Asks, createAsks } from '../../../src/server/asks.js';
import { type Client, type ClientSocket, createClient, mayBeHeard } from '../../../src/server/client.js';
import { createNews, type News } from '../../../src/server/news.js';
import { createPictures } from '../../../src/server/pictures.js';
import { createRoles, type Roles } from '../../../src/server/roles.js';
import type { RigFacts } from '../../../src/server/state.js';
import { createVoteDesk, type VoteDesk } from '../../../src/server/vote-desk.js';

export const CODE = 'AX0N5';
/** A refusal stands for those that follow it so closely: a page is not told the same again and again [ms]. */
const TOLD_FOR_MS = 1000;

export interface PagesParts {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
  readonly lessons: Lessons;
  readonly exhibit: ExhibitDesk;
  readonly onFault: (error: unknown) => void;
}

/** How many messages a page was told, and bytes of pictures. */
export interface Heard {
  messages: number;
  pictureBytes: number;
}

export class Page {
  readonly heard: Heard = { messages: 0, pictureBytes: 0 };
  /** When it was refused something last [ms], and in which words. */
  refusedMs = Number.NEGATIVE_INFINITY;
  refusal = '';
  isClosed = false;
  readonly client: Client;
  readonly #clock: Clock;

  constructor(clock: Clock, number: number) {
    this.#clock = clock;
    const socket = {
      OPEN: 1,
      readyState: 1,
      bufferedAmount: 0,
      send: (data: string | Uint8Array, ...more: readonly unknown[]) => {
        this.#hear(data);
        for (const done of more) if (typeof done === 'function') done();
      },
      close: () => {
        this.isClosed = true;
        socket.readyState = 3;
      },
      terminate: () => {},
    };
    this.client = createClient(
      {
        kind: 'page',
        socket: socket as ClientSocket,
        address: '127.0.0.1',
        own: true,
        page: number,
        voter: { voice: undefined, from: undefined },
        seated: true,
      },
      clock.nowMs(),
    );
  }

  /** Whether it has been told in the last second why something was refused. */
  get knowsWhy(): boolean {
    return this.#clock.nowMs() - this.refusedMs <= TOLD_FOR_MS;
  }

  #hear(data: string | Uint8Array): void {
    if (typeof data !== 'string') {
      this.heard.pictureBytes += data.length;
      return;
    }
    this.heard.messages++;
    if (!data.startsWith('{"type":"refusal"')) return;
    this.refusedMs = this.#clock.nowMs();
    this.refusal = (JSON.parse(data) as { readonly words: string }).words;
  }
}

export class Pages {
  readonly #parts: PagesParts;
  readonly #clients = new Set<Client>();
  readonly #asks: Asks;
  readonly #roles: Roles;
  readonly #desk: VoteDesk;
  readonly #news: News;
  readonly #stops: readonly (() => void)[];
  reloads = 0;

  constructor(parts: PagesParts) {
    this.#parts = parts;
    const { controller, clock, rig, lessons, exhibit, onFault } = parts;
    const clients = this.#clients;
    const caught = (_client: Client, error: unknown): void => onFault(error);
    this.#news = createNews({
      controller,
      clock,
      rig,
      lessons,
      exhibit,
      clients,
      caught,
      roles: () => this.#roles,
      desk: () => this.#desk,
    });
    this.#roles = createRoles({
      clock,
      code: CODE,
      forVisitors: true,
      makePass: () => 'pass',
      changed: () => this.#news.roles(),
    });
    this.#desk = createVoteDesk({
      clock,
      wayIn: () => ({ alone: true, urls: [] }),
      wordsOf: () => undefined,
      changed: () => this.#news.votes(),
    });
    this.#asks = createAsks({
      controller,
      clock,
      lessons,
      code: CODE,
      roles: this.#roles,
      desk: this.#desk,
      exhibit,
    });
    const pictures = createPictures(clock, rig, controller.snapshot().ledCount, caught);
    const controls = ({ page }: Client): boolean => this.#roles.mayControl(page);
    this.#stops = [
      controller.observe({
        picture: (picture) => pictures.send(picture, clients, controls),
        change: () => this.#news.state(),
      }),
      lessons.observe(() => this.#news.lesson()),
      exhibit.observeTold(() => this.#news.exhibit()),
    ];
  }

  get count(): number {
    return this.#clients.size;
  }

  enter(): Page {
    const page = new Page(this.#parts.clock, this.#roles.enter(true, '127.0.0.1'));
    this.#clients.add(page.client);
    this.#news.greet(page.client);
    return page;
  }

  leave(page: Page): void {
    if (!this.#clients.delete(page.client)) return;
    this.#news.forget(page.client);
    this.#roles.leave(page.client.page);
    this.#desk.leave(page.client.voter);
    this.#asks.letGo(page.client);
  }

  /** A page sends this. */
  receive({ client }: Page, text: string): void {
    if (mayBeHeard(client, this.#parts.clock.nowMs())) this.#asks.receive(client, text);
  }

  crowd(): { own: number; others: number; phones: number } {
    return { own: this.#clients.size, others: 0, phones: 0 };
  }

  reload(): void {
    this.reloads++;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#roles.close();
    this.#desk.close();
    this.#news.finish();
  }
}
