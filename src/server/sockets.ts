/**
 * The web sockets: each page gets every picture it can take, the rig's state on every change, and may give
 * commands. Nothing that a page sends or fails to read harms the rig or another page.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, type Controller, type LivePicture, PICTURE_MS } from '../controller/contract.js';
import {
  encodePagePicture,
  MAX_COMMAND_BYTES,
  type PageCommand,
  type PageLine,
  parsePageCommand,
} from './messages.js';
import { type Bucket, createBucket } from './rate.js';
import { createSeats } from './seats.js';
import { contained, shield } from './shield.js';
import { pageState, type RigFacts, reverseLeds } from './state.js';
import { allWork, mayWork, pageWork } from './work.js';

export const MAX_CLIENTS = 32;
/** Pages of one computer in the network; this computer's own may take every seat. */
export const MAX_CLIENTS_PER_ADDRESS = 8;
/** Seats that pages of other computers do not get. */
export const KEPT_FOR_THIS_COMPUTER = 2;
/** What a page reads that finds no seat: the reason of its close, 123 bytes at most. */
export const TOO_MANY_PAGES = `The rig serves ${MAX_CLIENTS} pages, and there is no place for one more: close one of them.`;
export const TOO_MANY_FROM_THERE = `The rig serves ${MAX_CLIENTS_PER_ADDRESS} pages to one computer, and yours has them open: close one of them.`;
/** A page that has this much waiting gets nothing more until it has read on [bytes]; about 50 pictures. */
const MOST_BUFFERED_BYTES = 64 * 1024;
/** Commands of one page: enough for a slider that is dragged. Its pings count, too. */
export const COMMANDS_PER_SECOND = 100;
/** So many commands beyond that are refused; then the page is taken for broken and disconnected. */
export const MOST_SURPLUS = 500;
/** So many of them are forgiven again per second. */
const FORGIVEN_PER_SECOND = 10;
/** Pieces that one command may come in; no browser cuts one up. */
const MOST_FRAGMENTS = 16;
/** A page that answers no ping between two of them is gone [ms]. */
export const PING_EVERY_MS = 15_000;
/** How often pages are told of the line to the board [ms]. */
export const LINE_EVERY_MS = 1000;
/** How long a page has to say goodbye, of whatever kind; then its socket is destroyed [ms]. */
export const GOODBYE_WITHIN_MS = 300;

/** What a page reads whose command comes among too many that take time. */
const TOO_MUCH_WORK = 'the rig has been asked for too much at once; ask again in a moment';

const POLICY_VIOLATION = 1008;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** ws knows this option; its type declaration does not. */
const GOODBYE = { closeTimeout: GOODBYE_WITHIN_MS };

type CommandNamed<Name extends PageCommand['do']> = Extract<PageCommand, { readonly do: Name }>;

interface Client {
  readonly socket: WebSocket;
  readonly commands: Bucket;
  readonly surplus: Bucket;
  /** Computing that it may ask for. */
  readonly work: Bucket;
  /** How often it may be told that it sends too much. */
  readonly warnings: Bucket;
  /** The state it knows is out of date. */
  stale: boolean;
  /** It has begun a stimulus that lasts until it lets go. */
  holds: boolean;
  /** What its pong must bring back; undefined if it owes none. */
  pingSent: Buffer | undefined;
}

export interface SocketsOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
  /** Gets what is thrown while a page is served. */
  report(error: unknown): void;
}

export interface Sockets {
  /**
   * Takes a connection whose origin has been checked; if there is no seat, to say so and close it.
   * @returns true if it is a page from now on, with pings that find its end.
   */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

export function createSockets({ controller, clock, rig, report }: SocketsOptions): Sockets {
  const clients = new Set<Client>();
  const seats = createSeats({
    most: MAX_CLIENTS,
    mostPerAddress: MAX_CLIENTS_PER_ADDRESS,
    keptForThisComputer: KEPT_FOR_THIS_COMPUTER,
  });
  const turned = new Uint8Array(3 * controller.snapshot().ledCount);
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

  /** Whether more may be written to it: never beyond what it reads. */
  function hasRoom({ socket }: Client): boolean {
    return socket.bufferedAmount <= MOST_BUFFERED_BYTES;
  }

  /** A fault with one page ends that page alone. */
  function forEachClient(work: (client: Client) => void): void {
    for (const client of clients) {
      try {
        work(client);
      } catch (error) {
        client.socket.terminate();
        report(error);
      }
    }
  }

  const all = allWork(clock.nowMs());
  let cancelTelling: (() => void) | undefined;
  let toldMs = Number.NEGATIVE_INFINITY;
  let stopLines = (): void => {};

  function tellNow(): void {
    cancelTelling = undefined;
    toldMs = clock.nowMs();
    let message: string | undefined;
    forEachClient((client) => {
      if (!client.stale || !hasRoom(client)) return;
      message ??= JSON.stringify(pageState(rig, controller.snapshot()));
      client.socket.send(message);
      client.stale = false;
    });
  }

  /** However often something changes, pages are told of it no more often than they get pictures. */
  function tellStates(): void {
    if (cancelTelling) return;
    const waitMs = toldMs + PICTURE_MS - clock.nowMs();
    if (waitMs > 0) cancelTelling = clock.after(waitMs, contained(tellNow, report));
    else tellNow();
  }

  function sendChange(): void {
    for (const client of clients) client.stale = true;
    if (clients.size > 0) tellStates();
  }

  function sendPicture(picture: LivePicture): void {
    if (clients.size === 0) return;
    // Somebody may have had no room for the state when it changed.
    if ([...clients].some(({ stale }) => stale)) tellStates();
    const bytes = encodePagePicture({
      picture: picture.picture,
      lookingBack: picture.lookingBack,
      channelsOn: picture.channelsOn,
      modelMs: picture.modelMs,
      blueMv: picture.blueMv,
      yellowMv: picture.yellowMv,
      blueHighestMv: picture.blueHighestMv,
      yellowHighestMv: picture.yellowHighestMv,
      currentMa: picture.light.currentMa,
      currentLimitActing: picture.light.currentLimitActing,
      flashLimitActing: picture.light.flashLimitActing,
      rgb: rig.reversed ? reverseLeds(picture.light.rgb, turned) : picture.light.rgb,
      potentialMv: picture.potentialMv,
      highestMv: picture.highestMv,
      gates: picture.gates,
      inside: picture.inside,
      samples: picture.samples(),
    });
    forEachClient((client) => {
      if (hasRoom(client)) client.socket.send(bytes);
    });
  }

  function refuse(client: Client, words: string): void {
    if (hasRoom(client)) client.socket.send(JSON.stringify({ type: 'refusal', words }));
  }

  /** Whether the page may be listened to now; one that sends too much hears of it, and is closed in the end. */
  function mayBeHeard(client: Client): boolean {
    if (client.socket.readyState !== client.socket.OPEN) return false;
    const nowMs = clock.nowMs();
    if (client.commands.take(nowMs)) return true;
    if (!client.surplus.take(nowMs)) client.socket.close(POLICY_VIOLATION, 'too many commands');
    else if (client.warnings.take(nowMs))
      refuse(client, `too many commands: at most ${COMMANDS_PER_SECOND} a second`);
    return false;
  }

  function receive(client: Client, data: string | undefined): void {
    const nowMs = clock.nowMs();
    const command = data === undefined ? 'a command must be text, not bytes' : parsePageCommand(data);
    if (typeof command === 'string') refuse(client, command);
    else if (mayWork(command, client.work, all, nowMs)) obey(client, command);
    else if (client.warnings.take(nowMs)) refuse(client, `${command.do}: ${TOO_MUCH_WORK}`);
  }

  function obey(client: Client, command: PageCommand): void {
    const refusal = controller.command(command);
    if (refusal !== undefined) refuse(client, refusal);
    else if (command.do === 'stimulate') client.holds ||= holds(command);
    else if (command.do === 'release') client.holds = false;
  }

  /** Whether what a press begins lasts until somebody lets go. */
  function holds({ held, durationMs }: CommandNamed<'stimulate'>): boolean {
    return held === true || (durationMs === undefined && controller.snapshot().axon.press.holds);
  }

  function welcome(socket: WebSocket, address: string): void {
    const nowMs = clock.nowMs();
    const client: Client = {
      socket,
      commands: createBucket(COMMANDS_PER_SECOND, COMMANDS_PER_SECOND, nowMs),
      surplus: createBucket(FORGIVEN_PER_SECOND, MOST_SURPLUS, nowMs),
      warnings: createBucket(1, 1, nowMs),
      work: pageWork(nowMs),
      stale: false,
      holds: false,
      pingSent: undefined,
    };
    clients.add(client);
    seats.take(address);
    if (clients.size === 1) beginLines();
    socket.on('close', () => {
      clients.delete(client);
      seats.giveBack(address);
      // Nobody is there any more who could let go.
      if (client.holds) controller.command({ do: 'release' });
      if (clients.size === 0) stopLines();
    });
    socket.on('message', (data, isBinary) => {
      if (mayBeHeard(client)) receive(client, isBinary ? undefined : data.toString());
    });
    socket.on('ping', (data) => {
      if (mayBeHeard(client) && hasRoom(client)) socket.pong(data);
    });
    socket.on('pong', (data) => {
      if (client.pingSent?.equals(data)) client.pingSent = undefined;
      else mayBeHeard(client);
    });
    socket.send(JSON.stringify(pageState(rig, controller.snapshot())));
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
      if (hasRoom(client)) client.socket.send(message);
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
  const stopObserving = controller.observe({
    picture: contained(sendPicture, report),
    change: contained(sendChange, report),
  });

  return {
    accept(request, socket, head) {
      const address = request.socket.remoteAddress ?? '';
      const seat = seats.ask(address);
      let isPage = false;
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        shield(webSocket, (error) => {
          webSocket.terminate();
          report(error);
        });
        // A breach of the protocol, such as a message beyond the limit: ws says goodbye with its code.
        webSocket.on('error', () => {});
        isPage = seat === 'free';
        if (isPage) welcome(webSocket, address);
        // A refused upgrade would reach the page as a lost connection: a close after it carries the reason in words.
        else webSocket.close(TRY_AGAIN_LATER, seat === 'all-taken' ? TOO_MANY_PAGES : TOO_MANY_FROM_THERE);
      });
      return isPage;
    },
    async close() {
      stopPings();
      stopLines();
      stopObserving();
      if (cancelTelling) {
        cancelTelling();
        tellNow();
      }
      const gone = [...clients].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      forEachClient(({ socket }) => socket.close(GOING_AWAY, 'the rig is switched off'));
      await Promise.all(gone);
    },
  };
}
