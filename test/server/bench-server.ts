/** A server on a rig in virtual time, with a page in a folder of its own, and peers of every kind. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClientOptions, WebSocket } from 'ws';
import { PICTURE_MS } from '../../src/controller/index.js';
import type { PageRole, PageState, PageVotes } from '../../src/server/messages.js';
import { type RigServer, type ServerOptions, startServer } from '../../src/server/server.js';
import { createBenchRig } from '../controller/bench-rig.js';
import type { VirtualTimers } from '../harness/virtual-timers.js';

export const FACTS = {
  name: 'Test rig',
  invite: null,
  currentLimitMa: 200,
  brightness: 0.38,
  reversed: false,
};

/** How often a peer that waits lets a picture's time pass [ms of real time]. */
const PUMP_MS = 2;

/** A page as the server sees one; messages are kept until somebody waits for them. */
export class Page {
  readonly socket: WebSocket;
  readonly pictures: Uint8Array[] = [];
  readonly texts: { type: string; words?: string }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #timers: VirtualTimers;
  #wake = (): void => {};

  constructor(timers: VirtualTimers, port: number, options: ClientOptions = {}, path = '/ws') {
    this.#timers = timers;
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      origin: `http://127.0.0.1:${port}`,
      ...options,
    });
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.pictures.push(new Uint8Array(data));
      else this.texts.push(JSON.parse(data.toString()));
      this.#wake();
    });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** Waits until a message makes `found` give something; time stands still meanwhile. */
  async until<T>(found: () => T | undefined): Promise<T> {
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  states(): PageState[] {
    return this.texts.filter((text) => text.type === 'state') as unknown as PageState[];
  }

  /** The newest state that matches, now or later. */
  state(matches: (state: PageState) => boolean = () => true): Promise<PageState> {
    return this.#newest(() => this.states().findLast(matches));
  }

  /** The newest of its kind, if it matches, now or later: what came before is out of date. */
  role(matches: (role: PageRole) => boolean = () => true): Promise<PageRole> {
    return this.#newest(() => this.#last('role', matches));
  }

  votes(matches: (votes: PageVotes) => boolean = () => true): Promise<PageVotes> {
    return this.#newest(() => this.#last('votes', matches));
  }

  #last<T extends { type: string }>(type: T['type'], matches: (message: T) => boolean): T | undefined {
    const message = this.texts.findLast((text) => text.type === type) as T | undefined;
    return message && matches(message) ? message : undefined;
  }

  /** Time passes meanwhile: news come in the rhythm of pictures, and some less often. */
  async #newest<T>(found: () => T | undefined): Promise<T> {
    const pump = setInterval(() => this.#timers.advance(PICTURE_MS), PUMP_MS);
    try {
      return await this.until(found);
    } finally {
      clearInterval(pump);
    }
  }

  refusal(): Promise<string> {
    return this.until(() => this.texts.findLast((text) => text.type === 'refusal')?.words);
  }

  send(command: unknown): void {
    this.socket.send(JSON.stringify(command));
  }

  /** Resolves once the server has read everything that was sent before. */
  heard(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once('pong', () => resolve());
      this.socket.ping();
    });
  }
}

export class BenchServer {
  readonly rig: ReturnType<typeof createBenchRig>;
  readonly pageFolder = mkdtempSync(join(tmpdir(), 'axon-rig-page-'));
  readonly faults: unknown[] = [];
  readonly #servers: RigServer[] = [];
  readonly #opened: Page[] = [];
  readonly #raw: Socket[] = [];

  constructor(rig = createBenchRig()) {
    this.rig = rig;
    writeFileSync(join(this.pageFolder, 'index.html'), '<!doctype html><title>the page</title>');
    writeFileSync(join(this.pageFolder, '.secret'), 'hidden');
  }

  async start(changes: Partial<ServerOptions> = {}): Promise<RigServer> {
    const server = await startServer({
      controller: this.rig.controller,
      rig: FACTS,
      program: '0.1.0',
      clock: this.rig.timers,
      pageFolder: this.pageFolder,
      host: '127.0.0.1',
      port: 0,
      onFault: (error) => this.faults.push(error),
      ...changes,
    });
    this.#servers.push(server);
    return server;
  }

  /** A page that may not have been let in yet. */
  knock(server: RigServer, options: ClientOptions = {}): Page {
    const page = new Page(this.rig.timers, server.port, options);
    this.#opened.push(page);
    return page;
  }

  async page(server: RigServer, options: ClientOptions = {}): Promise<Page> {
    const page = this.knock(server, options);
    await page.state();
    return page;
  }

  /** A phone that votes, from an address of its own; it is known again by its voice. */
  async phone(server: RigServer, localAddress: string, voice = voiceOf(localAddress)): Promise<Page> {
    const phone = this.knockAsPhone(server, localAddress);
    await phone.until(() => phone.texts.find(({ type }) => type === 'votes'));
    phone.send({ do: 'join', voice });
    return phone;
  }

  /** A phone that may not have been let in yet. */
  knockAsPhone(server: RigServer, localAddress: string): Page {
    const phone = new Page(this.rig.timers, server.port, { localAddress }, '/v/ws');
    this.#opened.push(phone);
    return phone;
  }

  /** A bare connection; it keeps its own half open when the server ends. */
  socket(server: RigServer, localAddress = '127.0.0.1'): Promise<Socket> {
    return new Promise((resolve) => {
      const socket = connect({ port: server.port, host: '127.0.0.1', localAddress, allowHalfOpen: true });
      socket.on('error', () => {});
      socket.on('connect', () => resolve(socket));
      this.#raw.push(socket);
    });
  }

  async close(): Promise<void> {
    for (const page of this.#opened) page.socket.terminate();
    for (const socket of this.#raw) socket.destroy();
    await this.rig.controller.close();
    for (const server of this.#servers) await server.close();
    rmSync(this.pageFolder, { recursive: true });
  }
}

/** What a phone calls itself. */
export const voiceOf = (name: string) => name.replaceAll('.', '-').padEnd(22, '_');

/** Sends bytes as they are and gives back everything that comes until the server hangs up. */
export function rawRequest(server: RigServer, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** Resolves once the server has destroyed the connection: what is written into it then comes back as an error. */
export function gone(socket: Socket): Promise<void> {
  socket.resume();
  const prod = setInterval(() => socket.write('x'), 5);
  return new Promise((resolve) =>
    socket.once('close', () => {
      clearInterval(prod);
      resolve();
    }),
  );
}

export function answered(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once('data', (data) => resolve(data.toString())));
}

/** Time for what is under way between two ends of one process. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

/** A GET with the server's own Host; `lines` are further header lines. */
export function get(server: RigServer, path: string, lines: readonly string[] = []): string {
  return ['GET', path, 'HTTP/1.1'].join(' ').concat(`\r\n${hostLines(server, lines)}`);
}

export function hostLines(server: RigServer, lines: readonly string[] = []): string {
  return `${[`Host: 127.0.0.1:${server.port}`, ...lines].join('\r\n')}\r\n\r\n`;
}
