/**
 * The web sockets: each page gets every picture it can take, the rig's state on every change, and may give
 * commands. Nothing that a page sends or fails to read harms the rig or another page.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock, Controller, View } from '../controller/index.js';
import { type LineMark, lineMark, lineReport } from './line-report.js';
import { encodePageFrame, MAX_COMMAND_BYTES, parsePageCommand } from './messages.js';
import { type Bucket, createBucket } from './rate.js';
import { pageState, type RigFacts, reverseLeds } from './state.js';

export const MAX_CLIENTS = 32;
/** What a page reads that comes when all places are taken: the reason of its close, 123 bytes at most. */
export const TOO_MANY_PAGES = `${MAX_CLIENTS} pages are open already, and no more can be served: close one of them.`;
/** So many may be on their way out at once; whoever comes beyond that is not even answered in words. */
const MOST_LEAVING = 32;
/** A page that has this much waiting gets no pictures until it has read on [bytes]; about 50 pictures. */
export const MOST_BUFFERED_BYTES = 64 * 1024;
/** Commands of one page: enough for a slider that is dragged. */
export const COMMANDS_PER_SECOND = 100;
/** So many commands beyond that are refused; then the page is taken for broken and disconnected. */
export const MOST_SURPLUS = 500;
/** So many of them are forgiven again per second. */
const FORGIVEN_PER_SECOND = 10;
/** A page that answers no ping between two of them is gone [ms]. */
export const PING_EVERY_MS = 15_000;
/** How often pages are told of the line to the board [ms]. */
export const LINE_EVERY_MS = 1000;
/** How long a page has to say goodbye [ms]. */
const CLOSE_GRACE_MS = 300;

const POLICY_VIOLATION = 1008;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

interface Client {
  readonly socket: WebSocket;
  readonly commands: Bucket;
  readonly surplus: Bucket;
  /** How often it may be told that it sends too much. */
  readonly warnings: Bucket;
  /** The state it knows is out of date, and could not be sent yet. */
  stale: boolean;
  answering: boolean;
}

export interface SocketsOptions {
  readonly controller: Controller;
  readonly clock: Clock;
  readonly rig: RigFacts;
}

export interface Sockets {
  readonly clientCount: number;
  /** True while so many are being turned away that the next one cannot be. */
  readonly crowded: boolean;
  /** Takes a connection whose origin has been checked; if all places are taken, to say so and close it. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

export function createSockets({ controller, clock, rig }: SocketsOptions): Sockets {
  const clients = new Set<Client>();
  const leaving = new Set<WebSocket>();
  const turned = new Uint8Array(3 * controller.snapshot().ledCount);
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_COMMAND_BYTES,
  });

  function stateMessage(): string {
    return JSON.stringify(pageState(rig, controller.snapshot()));
  }

  function sendState(client: Client, message: string): void {
    client.stale = client.socket.bufferedAmount > MOST_BUFFERED_BYTES;
    if (!client.stale) client.socket.send(message);
  }

  function sendView(view: View): void {
    if (clients.size === 0) return;
    const bytes = encodePageFrame({
      modelMs: view.modelMs,
      blueMv: view.blueMv,
      yellowMv: view.yellowMv,
      currentMa: view.picture.currentMa,
      currentLimitActing: view.picture.currentLimitActing,
      flashLimitActing: view.picture.flashLimitActing,
      rgb: rig.reversed ? reverseLeds(view.picture.rgb, turned) : view.picture.rgb,
      samples: view.samples(),
    });
    for (const client of clients) {
      if (client.socket.bufferedAmount > MOST_BUFFERED_BYTES) continue;
      if (client.stale) sendState(client, stateMessage());
      client.socket.send(bytes);
    }
  }

  function sendChange(): void {
    if (clients.size === 0) return;
    const message = stateMessage();
    for (const client of clients) sendState(client, message);
  }

  function refuse(client: Client, words: string): void {
    client.socket.send(JSON.stringify({ type: 'refusal', words }));
  }

  function receive(client: Client, data: string | undefined): void {
    const nowMs = clock.nowMs();
    if (!client.commands.take(nowMs)) {
      if (!client.surplus.take(nowMs)) client.socket.close(POLICY_VIOLATION, 'too many commands');
      else if (client.warnings.take(nowMs))
        refuse(client, `too many commands: at most ${COMMANDS_PER_SECOND} a second`);
      return;
    }
    const command = data === undefined ? 'a command must be text, not bytes' : parsePageCommand(data);
    const refusal = typeof command === 'string' ? command : controller.command(command);
    if (refusal !== undefined) refuse(client, refusal);
  }

  function welcome(socket: WebSocket): void {
    const nowMs = clock.nowMs();
    const client: Client = {
      socket,
      commands: createBucket(COMMANDS_PER_SECOND, COMMANDS_PER_SECOND, nowMs),
      surplus: createBucket(FORGIVEN_PER_SECOND, MOST_SURPLUS, nowMs),
      warnings: createBucket(1, 1, nowMs),
      stale: false,
      answering: true,
    };
    clients.add(client);
    socket.on('message', (data, isBinary) => receive(client, isBinary ? undefined : data.toString()));
    socket.on('pong', () => {
      client.answering = true;
    });
    // A breach of the protocol, such as a message beyond the limit: ws has closed the socket with its code.
    socket.on('error', () => {});
    socket.on('close', () => clients.delete(client));
    sendState(client, stateMessage());
  }

  /** A refused upgrade would reach the page as a lost connection: a close after it brings words along. */
  function sayFull(socket: WebSocket): void {
    leaving.add(socket);
    const cancel = clock.after(CLOSE_GRACE_MS, () => socket.terminate());
    socket.on('error', () => {});
    socket.on('close', () => {
      cancel();
      leaving.delete(socket);
    });
    socket.close(TRY_AGAIN_LATER, TOO_MANY_PAGES);
  }

  let lineBefore: LineMark | undefined;

  function sendLine(): void {
    const { deviceStats } = controller.snapshot();
    const nowMs = clock.nowMs();
    const report = clients.size > 0 && lineReport(deviceStats, lineBefore, nowMs);
    lineBefore = lineMark(deviceStats, nowMs);
    if (!report) return;
    const message = JSON.stringify(report);
    for (const { socket } of clients) if (socket.bufferedAmount <= MOST_BUFFERED_BYTES) socket.send(message);
  }

  function ping(): void {
    for (const client of clients) {
      if (!client.answering) client.socket.terminate();
      client.answering = false;
      client.socket.ping();
    }
  }

  const stopPings = clock.every(PING_EVERY_MS, ping);
  const stopLine = clock.every(LINE_EVERY_MS, sendLine);
  const stopObserving = controller.observe({ view: sendView, change: sendChange });

  return {
    get clientCount() {
      return clients.size;
    },
    get crowded() {
      return leaving.size >= MOST_LEAVING;
    },
    accept(request, socket, head) {
      webSockets.handleUpgrade(request, socket, head, clients.size < MAX_CLIENTS ? welcome : sayFull);
    },
    async close() {
      stopPings();
      stopLine();
      stopObserving();
      for (const socket of leaving) socket.terminate();
      const gone = [...clients].map(
        ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const { socket } of clients) socket.close(GOING_AWAY, 'the rig is switched off');
      const cancel = clock.after(CLOSE_GRACE_MS, () => {
        for (const { socket } of clients) socket.terminate();
      });
      await Promise.all(gone);
      cancel();
    },
  };
}
