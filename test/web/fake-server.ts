/**
 * A server of pictures without a rig, for tests of the page alone: it speaks messages.ts, shows a travelling wave
 * that looks like the lesson's, obeys commands and keeps what it was asked for. Its numbers are no model.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { createHighest } from '../../src/controller/highest.js';
import { applyCurrentLimit, stripCurrentMa } from '../../src/display/light.js';
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops } from '../../src/display/palette.js';
import { setStrictHeaders } from '../../src/server/headers.js';
import type {
  CardsText,
  LessonState,
  PageCommand,
  PagePicture,
  PageState,
  ServerMessage,
} from '../../src/server/messages.js';
import { encodePagePicture, parsePageCommand } from '../../src/server/messages.js';
import { levelOfMv } from '../../src/units.js';
import { STATE } from './page-state.js';

const SITES = STATE.axon.siteCount;
const VELOCITY_SITES_PER_MS = 5.19;
/** Shape of a spike: ms after its foot, mV. */
const SPIKE: readonly (readonly [number, number])[] = [
  [0, -70],
  [0.25, -66],
  [0.5, -55],
  [0.58, 0],
  [0.8, 40],
  [1.0, 18],
  [1.4, -18],
  [1.9, -62],
  [2.15, -80],
  [3, -76.5],
  [6, -71.5],
  [12, -70],
];
/** Sodium and potassium, as a picture has them (`PagePicture.gates`). */
const PAIRS = {
  shut: [0, 0],
  sodiumOpen: [0b01_111111, 0],
  potassiumOpen: [0b10_000000, 0b01_111111],
  locked: [0b10_000000, 0],
} as const;
const COLOURS = levelColours(paletteStops(DEFAULT_BRIGHTNESS));
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** A page of the same origin with nothing in it. */
export const EMPTY_PATH = '/empty';

function along(points: readonly (readonly number[])[], at: number, column: number): number {
  const first = points[0]!;
  if (at <= first[0]!) return first[column]!;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (at <= to[0]!) {
      const part = (at - from[0]!) / (to[0]! - from[0]!);
      return from[column]! + (to[column]! - from[column]!) * part;
    }
  }
  return points[points.length - 1]![column]!;
}

export class FakeServer {
  readonly commands: PageCommand[] = [];
  readonly clients = new Set<WebSocket>();
  readonly #pageFolder: string;
  #http = createServer();
  #sockets: WebSocketServer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;
  #modelMs = 0;
  #pictures = 0;
  #sampledMs = 0;
  #pressedAtMs: number[] = [];
  readonly #highest = createHighest();
  /** Of each LED since the last press. */
  #highestMv = new Float32Array(0);
  /** Shown instead of the wave, if set: PWM counts; bytes of gates; values at the electrodes. */
  fixedRgb: Uint8Array | undefined;
  fixedGates: Uint8Array | undefined;
  fixedInside: Float32Array | undefined;
  fixedHighestMv: Float32Array | undefined;
  /** The picture of the past that is shown instead of the present, if set. */
  fixedLook: (Pick<PagePicture, 'picture' | 'modelMs'> & { readonly channelsOn?: boolean }) | undefined;
  /** The words of cards, for the language that was asked for; undefined: this rig has none. */
  cards: ((language: string) => CardsText) | undefined;
  lesson: LessonState = { type: 'lesson', plan: null, card: null };
  /** What else a page is told when it comes. */
  #greetings: readonly ServerMessage[] = [];
  /** What the tape answers of traces. */
  traces: unknown = null;
  state: PageState = {
    ...STATE,
    device: { kind: 'ready', words: 'Virtual strip, no hardware' },
    electrodes: { blue: 15, yellow: 45 },
  };

  constructor(pageFolder: string) {
    this.#pageFolder = pageFolder;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`;
  }

  /** @param port 0 picks one; a given one serves for a restart at the same place */
  async start(port = 0, framesPerSecond = 20): Promise<void> {
    this.#http = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
      const path = normalize(pathname);
      if (path === '/cards.json' && this.cards) {
        const texts = this.cards(searchParams.get('lang') ?? '');
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(texts));
        return;
      }
      if (path === '/traces.json') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.traces));
        return;
      }
      if (path === EMPTY_PATH) {
        // With the same policy as the page: a browser leaves one with another in another process.
        setStrictHeaders(response, request.headers.host);
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
        return;
      }
      const isPage = path === '/' || path === '/technician';
      const file = join(this.#pageFolder, isPage ? 'index.html' : path);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.setHeader('content-type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream');
      // What the real server sends, so that a breach shows as a console error.
      setStrictHeaders(response, request.headers.host);
      // Of a page that is loaded again only what differs is read again: half of the work.
      if (path.startsWith('/assets/')) response.setHeader('cache-control', 'max-age=31536000, immutable');
      createReadStream(file).pipe(response);
    });
    this.#sockets = new WebSocketServer({ server: this.#http, path: '/ws' });
    this.#sockets.on('connection', (client) => this.#welcome(client));
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve));
    this.#lastMs = performance.now();
    if (framesPerSecond > 0) this.#timer = setInterval(() => this.#tick(), 1000 / framesPerSecond);
  }

  /** Ends as a crash would: every socket is cut. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const client of this.clients) client.terminate();
    this.clients.clear();
    this.#sockets?.close();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  /** Its axon stands still although it runs: a computer may be as slow as it likes. */
  isStill = false;
  /** Says nothing more, as a program that was stopped, until `silent` is false again. */
  silent = false;

  change(part: Partial<PageState>): void {
    for (const name of ['blue', 'yellow'] as const)
      if (part.electrodes && part.electrodes[name] !== this.state.electrodes[name])
        this.#highest.begin(name, this.#modelMs);
    this.state = { ...this.state, ...part };
    this.#broadcast(JSON.stringify(this.state));
  }

  /** The lesson is another from now on. */
  teach(lesson: LessonState): void {
    this.lesson = lesson;
    this.#broadcast(JSON.stringify(lesson));
  }

  /** Tells this to all pages, and to each that comes from now on. */
  greet(...messages: readonly ServerMessage[]): void {
    this.#greetings = messages;
    for (const message of messages) this.#broadcast(JSON.stringify(message));
  }

  sendRaw(message: string | Uint8Array): void {
    this.#broadcast(message);
  }

  /** Advances the axon and shows it. */
  advance(byMs: number): void {
    this.#modelMs += byMs;
    this.#broadcast(encodePagePicture(this.picture()));
  }

  press(): void {
    this.#pressedAtMs.push(this.#modelMs);
    this.#beginHighest();
  }

  #beginHighest(): void {
    for (const name of ['blue', 'yellow'] as const) this.#highest.begin(name, this.#modelMs);
    this.#highestMv = new Float32Array(0);
  }

  picture(): PagePicture {
    const rgb = this.fixedRgb ?? this.#wave();
    const { fixedLook } = this;
    const scale = this.fixedRgb ? 256 : applyCurrentLimit(rgb, this.state.currentLimitMa);
    const samples: number[] = [];
    while (this.#sampledMs + 0.025 <= this.#modelMs && samples.length < 3 * 256) {
      this.#sampledMs += 0.025;
      samples.push(
        this.#sampledMs,
        this.#reading('blue', this.#sampledMs),
        this.#reading('yellow', this.#sampledMs),
      );
    }
    this.#highest.look(Float64Array.from(samples), this.state.electrodes);
    const potentialMv = Float32Array.from({ length: rgb.length / 3 }, (_, led) =>
      this.#potentialMv(led, this.#modelMs),
    );
    if (this.#highestMv.length !== potentialMv.length) this.#highestMv = potentialMv.slice();
    this.#highestMv = this.#highestMv.map((mv, led) => Math.max(mv, potentialMv[led]!));
    return {
      picture: fixedLook?.picture ?? ++this.#pictures,
      lookingBack: fixedLook !== undefined,
      channelsOn: fixedLook?.channelsOn ?? this.state.channelsOn,
      blueHighestMv: this.#highest.mv.blue,
      yellowHighestMv: this.#highest.mv.yellow,
      modelMs: fixedLook?.modelMs ?? this.#modelMs,
      blueMv: this.#reading('blue', this.#modelMs),
      yellowMv: this.#reading('yellow', this.#modelMs),
      currentMa: stripCurrentMa(rgb),
      currentLimitActing: scale < 256,
      flashLimitActing: false,
      rgb,
      potentialMv,
      highestMv: this.fixedHighestMv ?? this.#highestMv,
      gates: this.fixedGates ?? this.#gates(),
      inside: this.fixedInside ?? this.#inside(),
      samples: Float64Array.from(samples),
    };
  }

  /** One pair for each place that the state tells of: open on the way up and down, locked behind. */
  #gates(): Uint8Array {
    const { places } = this.state.axon.gates;
    return Uint8Array.from({ length: 2 * places.length }, (_, k) => {
      const [sodium, potassium] = this.#pairAt(places[k >> 1]!);
      return k % 2 === 0 ? sodium : potassium;
    });
  }

  #pairAt(place: number): readonly [number, number] {
    if (!this.state.channelsOn) return PAIRS.shut;
    const sinceMs = Math.min(
      ...this.#pressedAtMs
        .map((pressedMs) => this.#modelMs - pressedMs - place / VELOCITY_SITES_PER_MS)
        .filter((ms) => ms > 0),
    );
    if (sinceMs < 0.5 || sinceMs > 5) return PAIRS.shut;
    if (sinceMs < 0.8) return PAIRS.sodiumOpen;
    return sinceMs < 2.15 ? PAIRS.potassiumOpen : PAIRS.locked;
  }

  /** At each electrode a number for each gate and ion of the state: 0.5 for gates, currents that cancel. */
  #inside(): Float32Array {
    const { names, ions } = this.state.axon.gates;
    const each = [...names.map(() => 0.5), ...ions.map((_, k) => (k === 0 ? 1 - ions.length : 1))];
    return Float32Array.from(
      (['blue', 'yellow'] as const).flatMap((name) =>
        this.state.electrodes[name] === 'bath' ? each.map(() => Number.NaN) : each,
      ),
    );
  }

  #wave(): Uint8Array {
    const rgb = new Uint8Array(3 * SITES);
    for (let site = 0; site < SITES; site++) {
      const from = 3 * levelOfMv(this.#potentialMv(site, this.#modelMs));
      rgb.set(COLOURS.subarray(from, from + 3), 3 * site);
    }
    return rgb;
  }

  #tick(): void {
    const nowMs = performance.now();
    const roomMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.advance(this.state.running && !this.isStill ? roomMs / this.state.lens : 0);
  }

  #reading(name: 'blue' | 'yellow', atMs: number): number {
    const place = this.state.electrodes[name];
    return place === 'bath' ? 0 : this.#potentialMv(place, atMs);
  }

  #potentialMv(site: number, atMs: number): number {
    let potentialMv = -70;
    for (const pressedMs of this.#pressedAtMs) {
      const sinceMs = atMs - pressedMs;
      if (sinceMs <= 0) continue;
      if (this.state.channelsOn) potentialMv += along(SPIKE, sinceMs - site / VELOCITY_SITES_PER_MS, 1) + 70;
      else {
        // Impulse response of an endless passive cable, λ 3.54 sites, τ 10 ms.
        const distance = site / 3.54;
        potentialMv +=
          32 *
          Math.sqrt(1 / (sinceMs + 0.6)) *
          Math.exp((-2.5 * distance * distance) / (sinceMs + 0.6) - sinceMs / 10);
      }
    }
    return potentialMv;
  }

  #broadcast(message: string | Uint8Array): void {
    if (this.silent) return;
    for (const client of this.clients) client.send(message);
  }

  #welcome(client: WebSocket): void {
    if (this.silent) return;
    this.clients.add(client);
    client.on('close', () => this.clients.delete(client));
    client.on('message', (data) => this.#obey(client, String(data)));
    client.send(JSON.stringify(this.state));
    client.send(JSON.stringify(this.lesson));
    for (const message of this.#greetings) client.send(JSON.stringify(message));
    client.send(encodePagePicture(this.picture()));
  }

  #obey(client: WebSocket, text: string): void {
    const command = parsePageCommand(text);
    if (typeof command === 'string') {
      client.send(JSON.stringify({ type: 'refusal', words: command }));
      return;
    }
    this.commands.push(command);
    switch (command.do) {
      case 'stimulate':
        this.press();
        this.change({ latencyMs: 6.4, stimulusWaits: !this.state.running });
        return;
      case 'channels':
        this.#pressedAtMs = [];
        this.#beginHighest();
        this.change({ channelsOn: command.on });
        return;
      case 'lens':
        this.change({ lens: command.roomMsPerAxonMs });
        return;
      case 'run':
        this.change({ running: command.running, stimulusWaits: false });
        return;
      case 'step':
        this.advance(0.025);
        this.change({ stimulusWaits: false });
        return;
      case 'reset':
        this.#modelMs = 0;
        this.#sampledMs = 0;
        this.#pressedAtMs = [];
        this.#beginHighest();
        this.advance(0);
        this.change({ resets: this.state.resets + 1 });
        return;
      case 'electrode':
        this.change({ electrodes: { ...this.state.electrodes, [command.name]: command.at } });
        return;
    }
  }
}
