/** A page at the other end of a rig that is hosted: it keeps what it is told, and acknowledges each message. */

import { fileURLToPath } from 'node:url';
import { shippedOf } from '../../../scripts/shipped-texts.mjs';
import type { FromWorker, RigAnswer, RigRequest } from '../../../src/browser/messages.js';
import { type HostParts, type RigHost, startHost } from '../../../src/browser/rig/host.js';
import type { LinePort } from '../../../src/browser/rig/page-line.js';
import type { Reader } from '../../../src/browser/rig/read-thread.js';
import { type ReadOf, type ReadWork, readWork } from '../../../src/browser/rig/reading.js';
import { libraryPartsOf } from '../../../src/browser/rig/shelves.js';
import { decodePagePicture, type PagePicture, type PageState } from '../../../src/server/messages.js';

export const shipped = shippedOf(fileURLToPath(new URL('../../..', import.meta.url)));

/** Reads in this thread: what comes of a file has been cloned, as between threads. */
export const readerHere: Reader = {
  async read<W extends ReadWork>(work: W) {
    return structuredClone(
      readWork(
        work,
        shipped,
        libraryPartsOf(shipped, async () => {}),
      ),
    ) as ReadOf<W>;
  },
  end() {},
};

/** The page's line, as far as the rig sees it. */
class Line implements LinePort {
  onmessage: LinePort['onmessage'] = null;
  readonly #hear: (data: unknown) => void;
  #had = 0;
  isClosed = false;

  constructor(hear: (data: unknown) => void) {
    this.#hear = hear;
  }

  postMessage(message: unknown): void {
    if (this.isClosed) return;
    this.#hear(message);
    if (message !== null) queueMicrotask(() => this.say(++this.#had));
  }

  close(): void {
    this.isClosed = true;
  }

  say(data: unknown): void {
    this.onmessage?.call(this as unknown as MessagePort, { data } as MessageEvent);
  }
}

export class FakePage {
  readonly host: RigHost;
  readonly told: FromWorker[] = [];
  readonly messages: { readonly type: string }[] = [];
  readonly pictures: PagePicture[] = [];
  #line: Line | undefined;
  #asked = 0;
  readonly #waiting = new Map<number, (answer: RigAnswer) => void>();
  redialled = 0;

  constructor(
    parts: Omit<HostParts, 'tell' | 'shipped' | 'nextTurn' | 'wallMs' | 'makeSheets' | 'reader'> &
      Partial<Pick<HostParts, 'makeSheets' | 'reader'>>,
  ) {
    this.host = startHost({
      shipped,
      wallMs: () => 0,
      nextTurn: async () => {},
      makeSheets: async () => {
        throw new Error('nobody makes sheets here');
      },
      reader: readerHere,
      ...parts,
      tell: (message) => {
        this.told.push(message);
        if (message.type === 'answer') this.#waiting.get(message.id)?.(message.answer);
      },
    });
    this.dial();
  }

  /** A new line; as the page does when one has been closed. */
  dial(): void {
    const line: Line = new Line((data) => {
      if (data === null && this.#line === line) {
        this.redialled++;
        queueMicrotask(() => this.dial());
      } else if (typeof data === 'string') this.messages.push(JSON.parse(data) as { type: string });
      else if (data instanceof ArrayBuffer) this.pictures.push(decodePagePicture(new Uint8Array(data))!);
    });
    this.#line = line;
    this.host.take({ type: 'line', line: line as unknown as MessagePort });
  }

  send(command: object): void {
    this.#line?.say(JSON.stringify(command));
  }

  ask(request: RigRequest): Promise<RigAnswer> {
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.host.take({ type: 'request', id, request });
    });
  }

  async text(path: string): Promise<string> {
    const answer = await this.ask({ do: 'get', path });
    if (!answer.ok || !answer.body) throw new Error(answer.lines.join('\n'));
    return `${answer.body.status} ${new TextDecoder().decode(answer.body.bytes)}`;
  }

  /** The latest of a kind. */
  last<T extends FromWorker['type']>(type: T): Extract<FromWorker, { type: T }> | undefined {
    return this.told.findLast((one): one is Extract<FromWorker, { type: T }> => one.type === type);
  }

  get state(): PageState {
    return this.messages.findLast(({ type }) => type === 'state') as PageState;
  }
}
