/** One server for the page and its web socket. */
import { createServer, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { Duplex } from 'node:stream';
import type { Clock, Controller } from '../controller/index.js';
import { type Doors, originAllowed, urlOf } from './guard.js';
import { createPageHandler } from './http.js';
import { createSockets, TOO_MANY_PAGES } from './sockets.js';
import type { RigFacts } from './state.js';

/** Where the page's web socket is. */
const SOCKET_PATH = '/ws';

export interface ServerOptions {
  readonly controller: Controller;
  readonly rig: RigFacts;
  readonly clock: Clock;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Address to bind to; 127.0.0.1 is this computer alone. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

export interface RigServer {
  /** The address to open in a browser on this computer. */
  readonly url: string;
  readonly port: number;
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

function turnAway(socket: Duplex, status: number, words: string): void {
  const body = `axon-rig: ${words}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Starts to listen. Rejects with an Error whose message is for the person who started the rig. */
export async function startServer(options: ServerOptions): Promise<RigServer> {
  const { controller, clock, host } = options;
  const doors = (): Doors => ({ host, port: listening.port, computerName: hostname() });
  const server = createServer(createPageHandler(options.pageFolder, doors));

  await new Promise<void>((resolve, reject) => {
    server.on('error', (error) => reject(new Error(listenProblem(error, host, options.port))));
    server.listen(options.port, host, resolve);
  });
  const listening = server.address() as AddressInfo;
  const sockets = createSockets({ controller, clock, rig: options.rig });

  server.on('upgrade', (request, socket, head) => {
    // A peer that goes away while it is being answered is no fault of ours.
    socket.on('error', () => {});
    if (!originAllowed(request.headers.origin, request.headers.host, doors()))
      turnAway(socket, 403, 'only the rig’s own page may connect');
    else if (request.url !== SOCKET_PATH) turnAway(socket, 404, `the web socket is at ${SOCKET_PATH}`);
    else if (sockets.crowded) turnAway(socket, 503, TOO_MANY_PAGES);
    else sockets.accept(request, socket, head);
  });

  let closing: Promise<void> | undefined;
  return {
    url: urlOf({ host, port: listening.port }),
    port: listening.port,
    close() {
      closing ??= (async () => {
        const released = new Promise<void>((resolve) => server.close(() => resolve()));
        await sockets.close();
        server.closeAllConnections();
        await released;
      })();
      return closing;
    },
  };
}
