/** One opening of a port of Web Serial as a `BytePort`. */

import type { PortFault } from '../../devices/fault.js';
import {
  type BytePort,
  type BytePortListener,
  MOST_WAITING_BYTES,
  type PortEnd,
} from '../../devices/port/byte-port.js';
import type { Timers } from '../../devices/timers.js';
import { atMost } from '../../devices/waiting.js';
import type { WebReader, WebSerialPort, WebWriter } from './web-serial.js';
import { goneFault, openFaultOf } from './words.js';

/** Bytes that the browser keeps on the way in and on the way out; its own 255 are less than a picture. */
const BUFFER_BYTES = 4096;
/** DTR is down for so long: the board's capacitor is empty then, and its rising resets it. */
const RESET_MS = 50;
/** A system has noticed by then that a cable was pulled. */
const NOTICE_MS = 100;
/** A port that does not come back from closing is told to be over after this; who opens it next waits for it. */
const CLOSE_MS = 1000;
/** Errors of the line (a break, a byte without its end, a buffer that ran over) without a byte between them. */
const MOST_LINE_ERRORS = 1000;

/** A port that the page was granted, from one opening to the next. */
export interface WebPlace {
  readonly path: string;
  readonly port: WebSerialPort;
  /** Whether the browser still has it for this page. */
  isThere(): Promise<boolean>;
  /** Resolves when who had it before has let go of it. */
  free: Promise<void>;
}

export function openWebPort(
  place: WebPlace,
  baud: number,
  timers: Timers,
  listener: BytePortListener,
): BytePort {
  return new WebPort(place, baud, timers, listener);
}

class WebPort implements BytePort {
  readonly lowLatency = null;
  readonly #place: WebPlace;
  readonly #timers: Timers;
  readonly #listener: BytePortListener;
  /** Settles what becomes of the port; the first word counts. */
  #finish: (end: PortEnd) => void = () => {};
  readonly #over: Promise<PortEnd>;
  readonly #opening: Promise<void>;
  #state: 'opening' | 'open' | 'over' = 'opening';
  #reader: WebReader | undefined;
  #writer: WebWriter | undefined;
  #waitingBytes = 0;
  /** Whether it is ours: one that does not open may be open for somebody else. */
  #isHeld = false;

  constructor(place: WebPlace, baud: number, timers: Timers, listener: BytePortListener) {
    this.#place = place;
    this.#timers = timers;
    this.#listener = listener;
    this.#over = new Promise((resolve) => {
      this.#finish = (end) => {
        if (this.#isOver) return;
        this.#state = 'over';
        const released = this.#opening.then(() => this.#release());
        place.free = Promise.all([place.free, released]).then(() => {});
        resolve(end);
      };
    });
    this.#opening = place.free.then(() => this.#open(baud));
    void this.#live();
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  write(bytes: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#waitingBytes + bytes.length > MOST_WAITING_BYTES) {
      this.#lose(new Error(`the port takes no bytes: ${this.#waitingBytes} wait`));
      return;
    }
    this.#waitingBytes += bytes.length;
    this.#writer!.write(bytes).then(
      () => {
        this.#waitingBytes -= bytes.length;
      },
      (error: Error) => this.#lose(error),
    );
  }

  close(): void {
    this.#finish({ kind: 'closed' });
  }

  async #live(): Promise<void> {
    const { port } = this.#place;
    const onDisconnect = () => this.#lose(new Error('the device is gone'));
    port.addEventListener('disconnect', onDisconnect);
    await Promise.race([this.#opening, this.#over]);
    if (this.#state === 'opening') {
      this.#state = 'open';
      this.#listener.opened();
    }
    const end = await this.#over;
    port.removeEventListener('disconnect', onDisconnect);
    await atMost(CLOSE_MS, this.#place.free, this.#timers);
    this.#listener.ended(end);
  }

  /** Opens it and resets the board; resolves in any case. */
  async #open(baudRate: number): Promise<void> {
    const { port } = this.#place;
    if (this.#state === 'over') return;
    try {
      await port.open({ baudRate, bufferSize: BUFFER_BYTES });
    } catch (error) {
      const fault = await this.#whyNot(error as Error);
      this.#finish({ kind: 'not-opened', error: error as Error, fault });
      return;
    }
    this.#isHeld = true;
    if (this.#isOver) return;
    const { writable } = port;
    if (writable === null) {
      this.#lose(new Error('the device is gone'));
      return;
    }
    this.#writer = writable.getWriter();
    // What the board says before it is reset is read, too: nobody is told.
    void this.#read();
    await this.#reset();
  }

  /** A browser says the same of a port that another program has and of one that is being unplugged. */
  async #whyNot(error: Error): Promise<PortFault> {
    await this.#wait(NOTICE_MS);
    const { path } = this.#place;
    return (await this.#place.isThere()) ? openFaultOf(path, error) : goneFault(path);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#timers.after(ms, resolve);
    });
  }

  /** As every upload begins. Not every bridge has these lines: without them nothing is reset, and nothing is wrong. */
  async #reset(): Promise<void> {
    const { port } = this.#place;
    try {
      await port.setSignals({ dataTerminalReady: false, requestToSend: false });
      await this.#wait(RESET_MS);
      if (!this.#isOver) await port.setSignals({ dataTerminalReady: true, requestToSend: true });
    } catch {
      // As above; and if it is gone, the reader says so.
    }
  }

  async #read(): Promise<void> {
    const { port } = this.#place;
    let last = new Error('the browser has ended the port');
    for (let errors = 0; errors < MOST_LINE_ERRORS && port.readable !== null && !this.#isOver; errors++) {
      const reader = port.readable.getReader();
      this.#reader = reader;
      for (;;) {
        const piece = await reader.read().catch((error: Error) => {
          last = error;
          return null;
        });
        if (piece === null || piece.done) break;
        errors = 0;
        if (this.isOpen && piece.value !== undefined) this.#listener.bytes(piece.value);
      }
      this.#reader = undefined;
      reader.releaseLock();
    }
    this.#lose(last);
  }

  /** Asked where the compiler thinks that it knows: it may have changed meanwhile. */
  get #isOver(): boolean {
    return this.#state === 'over';
  }

  #lose(error: Error): void {
    this.#finish({ kind: 'unplugged', error });
  }

  /** Lets go of the port, whatever state it is in. */
  async #release(): Promise<void> {
    if (!this.#isHeld) return;
    const nothing = () => {};
    // What has not been sent is dropped: a board that takes nothing must not hold up the end.
    const writer = this.#writer;
    await writer?.abort().catch(nothing);
    writer?.releaseLock();
    await this.#reader?.cancel().catch(nothing);
    await Promise.resolve();
    this.#reader?.releaseLock();
    await this.#place.port.close().catch(nothing);
  }
}
