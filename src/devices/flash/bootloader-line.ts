/** One port, opened once, with a bootloader at its other end: questions go out, whole answers come back. */
import type { PortEnd } from '../port/byte-port.js';
import { Link } from '../port/link.js';
import { OPEN_MS } from '../port/listen.js';
import type { LinkPorts } from '../port/ports.js';
import type { Timers } from '../timers.js';
import { onAbort, pause } from '../waiting.js';
import { afterSync, answerBytes, bodyOf, GET_SYNC, type Question } from './stk500.js';

/**
 * A bootloader blinks before it listens: Optiboot for 0.38 s, and then for a second it listens. Its receiver holds three
 * characters meanwhile, so of two questions it would keep one and a half, and answer no more: it is asked late and
 * seldom.
 */
const FIRST_SYNC_MS = 500;
const SYNC_EVERY_MS = 350;
const SYNC_WITHIN_MS = 2000;
/** Answers to questions that were asked before the first one came are waited for, and dropped. */
const QUIET_MS = 60;
/** The longest answer is a page at 57600 baud, 23 ms; an adapter may hold it for 16 ms, a busy computer for longer. */
const ANSWER_MS = 1000;
/** More than any answer; what a strange board says meanwhile is not kept. */
const KEPT_BYTES = 1024;

export type Opened =
  | { readonly kind: 'open' }
  | { readonly kind: 'hanging' }
  | Extract<PortEnd, { readonly kind: 'not-opened' }>;

export class BootloaderLine {
  readonly #link: Link;
  readonly #timers: Timers;
  #bytes = new Uint8Array(0);
  #opened = false;
  #end: PortEnd | undefined;
  #wake = () => {};

  /** Begins to open the port, which resets most boards. */
  constructor(ports: LinkPorts, path: string, baud: number, timers: Timers) {
    this.#timers = timers;
    this.#link = new Link(ports, path, baud);
    this.#link.attach({
      opened: () => {
        this.#opened = true;
        this.#wake();
      },
      heard: (bytes) => {
        this.#bytes = latest(this.#bytes, bytes);
        this.#wake();
      },
      line() {},
      ended: (end) => {
        this.#end = end;
        this.#wake();
      },
    });
  }

  /** Why nothing can be asked any more; undefined as long as it can. */
  get ended(): PortEnd | undefined {
    return this.#end;
  }

  async opened(signal: AbortSignal): Promise<Opened> {
    const done = await this.#until(() => this.#opened, OPEN_MS, signal);
    if (done) return { kind: 'open' };
    if (this.#end?.kind === 'not-opened') return this.#end;
    return { kind: 'hanging' };
  }

  /** Asks again and again until a bootloader answers. @returns whether one did, with the line quiet after it. */
  async sync(signal: AbortSignal): Promise<boolean> {
    const ask = () => {
      this.#link.write(GET_SYNC.bytes);
      stopAsking = this.#timers.after(SYNC_EVERY_MS, ask);
    };
    let stopAsking = this.#timers.after(FIRST_SYNC_MS, ask);
    const answered = await this.#until(() => afterSync(this.#bytes) > 0, SYNC_WITHIN_MS, signal).finally(() =>
      stopAsking(),
    );
    if (!answered) return false;
    await pause(QUIET_MS, this.#timers, signal);
    this.#bytes = new Uint8Array(0);
    return true;
  }

  /** The body of the answer; null if there is none in time, or another. */
  async ask(question: Question, signal: AbortSignal): Promise<Uint8Array | null> {
    this.#bytes = new Uint8Array(0);
    this.#link.write(question.bytes);
    const length = answerBytes(question);
    if (!(await this.#until(() => this.#bytes.length >= length, ANSWER_MS, signal))) return null;
    return bodyOf(this.#bytes.subarray(0, length));
  }

  /** Closes the port, and resolves when that is done. */
  close(): Promise<void> {
    return this.#link.end();
  }

  /** Whether `done` came true in time, and before the port was gone. */
  #until(done: () => boolean, ms: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const finish = (how: () => void): void => {
        cancel();
        forget();
        this.#wake = () => {};
        how();
      };
      const cancel = this.#timers.after(ms, () => finish(() => resolve(false)));
      const forget = onAbort(signal, () => queueMicrotask(() => finish(() => reject(signal.reason))));
      this.#wake = () => {
        if (done()) finish(() => resolve(true));
        else if (this.#end !== undefined) finish(() => resolve(false));
      };
      this.#wake();
    });
  }
}

/** The last of these bytes, as many as are kept. */
function latest(before: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(before.length + bytes.length);
  all.set(before);
  all.set(bytes, before.length);
  return all.subarray(-KEPT_BYTES);
}
