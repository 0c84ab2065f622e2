/** The web sockets: who may come over them, how many, and how it is found out that one is gone. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Audience, type AudienceOptions, createAudience } from './audience.js';
import { type Client, type ClientKind, hasRoom, mayBeHeard } from './client.js';
import { contained } from './contained.js';
import { isOwnRequest } from './guard.js';
import { MAX_COMMAND_BYTES } from './messages.js';
import { createSeats, type Seat } from './seats.js';
import { shield } from './shield.js';

export { type Crowd, LINE_EVERY_MS } from './audience.js';
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
/** How long a page has to say goodbye, of whatever kind; then its socket is destroyed [ms]. */
export const GOODBYE_WITHIN_MS = 300;

const PASS_BYTES = 16;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;
/** ws knows this option; its type declaration does not. */
const GOODBYE = { closeTimeout: GOODBYE_WITHIN_MS };

export type SocketsOptions = Omit<AudienceOptions, 'makePass'>;

export interface Sockets
  extends Pick<Audience, 'follow' | 'cards' | 'isPass' | 'votesCsv' | 'crowd' | 'reload'> {
  /**
   * Takes a connection whose origin has been checked; if there is no seat, to say so and close it.
   * @returns true if it is a page from now on, with pings that find its end.
   */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, kind: ClientKind): boolean;
  close(): Promise<void>;
}

export function createSockets(options: SocketsOptions): Sockets {
  const { clock, report } = options;
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
  const audience = createAudience({
    ...options,
    makePass: () => randomBytes(PASS_BYTES).toString('base64url'),
  });
  /** What the pong of each must bring back; one that owes none is not in it. */
  const pings = new Map<Client, Buffer>();
  const webSocketOf = new Map<Client, WebSocket>();

  function leave(client: Client): void {
    pings.delete(client);
    webSocketOf.delete(client);
    if (client.seated) seats.giveBack(client.address);
    if (client.kind === 'phone') places.giveBack(client.address);
    audience.leave(client);
  }

  function welcome(socket: WebSocket, from: { address: string; own: boolean }, kind: ClientKind): void {
    const { address } = from;
    const seated = kind === 'page' || seats.ask(address, KEPT_FOR_PAGES) === 'free';
    const client = audience.enter({ kind, socket, ...from, seated });
    webSocketOf.set(client, socket);
    if (seated) seats.take(address);
    if (kind === 'phone') places.take(address);
    socket.on('close', () => leave(client));
    socket.on('message', (data, isBinary) =>
      audience.receive(client, isBinary ? undefined : data.toString()),
    );
    socket.on('ping', (data) => {
      if (mayBeHeard(client, clock.nowMs()) && hasRoom(client)) socket.pong(data);
    });
    socket.on('pong', (data) => {
      if (pings.get(client)?.equals(data)) pings.delete(client);
      else mayBeHeard(client, clock.nowMs());
    });
    audience.greet(client);
  }

  /** One ping at a time is under way to a page: it needs no room. */
  function ping(): void {
    audience.forEach((client) => {
      if (pings.has(client)) client.socket.terminate();
      else {
        const sent = randomBytes(8);
        pings.set(client, sent);
        webSocketOf.get(client)?.ping(sent);
      }
    });
  }

  const stopPings = clock.every(PING_EVERY_MS, contained(ping, report));

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
    follow: audience.follow,
    cards: audience.cards,
    isPass: audience.isPass,
    votesCsv: audience.votesCsv,
    reload: audience.reload,
    crowd: audience.crowd,
    async close() {
      stopPings();
      audience.finish();
      const gone = [...webSocketOf.values()].map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      audience.forEach(({ socket }) => {
        socket.close(GOING_AWAY, 'the rig is switched off');
      });
      await Promise.all(gone);
    },
  };
}
