import { OPEN_MS } from '../port/listen.js';
import { hangingFault } from '../port/open-fault.js';
import type { OpenPort, Port } from '../port/port.js';
import { unpluggedFault } from '../port/words.js';
import type { Timers } from '../timers.js';
import type { FromBoard } from './messages.js';

export interface BoardPortListener {
  opened(): void;
  /** Not called any more once the end is settled. */
  data(chunk: Uint8Array): void;
  /** The end is settled: nothing is to be done any more. May be called twice. */
  release(): void;
  /** The last of all: the port is closed, or was never open. */
  ended(end: FromBoard): void;
}

/** The port of one connection, from its opening to its end, of which the first reason is the one that is told. */
export class BoardPort {
  readonly #path: string;
  readonly #listener: BoardPortListener;
  readonly #port: Port | undefined;
  readonly #cancelOpening: () => void;
  #wasOpen = false;
  #end: FromBoard | undefined;
  #over = false;

  constructor(
    { path, baud }: { readonly path: string; readonly baud: number },
    { openPort, timers }: { readonly openPort: OpenPort; readonly timers: Timers },
    listener: BoardPortListener,
  ) {
    this.#path = path;
    this.#listener = listener;
    this.#cancelOpening = timers.after(OPEN_MS, () => {
      if (this.#wasOpen || this.#end) return;
      // It will not close either: it ends with this process.
      this.#end = { type: 'failed', ...hangingFault(path, OPEN_MS / 1000), restarted: false };
      this.#ended(undefined);
    });
    let port: Port;
    try {
      port = openPort(path, baud);
    } catch (error) {
      queueMicrotask(() => this.#ended(error as Error));
      return;
    }
    this.#port = port;
    port.on('open', () => {
      this.#wasOpen = true;
      if (this.#end) this.#close();
      else listener.opened();
    });
    port.on('data', (chunk: Buffer) => this.#end || listener.data(chunk));
    // Stays for good: a write that was under way when the cable was pulled fails later than anything else.
    port.on('error', (error: Error) => this.#ended(error));
    port.on('close', (error: Error | null) => this.#ended(error ?? undefined));
  }

  /** Whether the end is settled. */
  get isEnding(): boolean {
    return this.#end !== undefined;
  }

  /** Whether the driver passes bytes on at once; null: not known. */
  get lowLatency(): boolean | null {
    return this.#port?.lowLatency ?? null;
  }

  write(bytes: Uint8Array): void {
    if (this.#port?.isOpen) this.#port.write(bytes);
  }

  /** Closes the port; `end` is told when that is done. */
  finish(end: FromBoard): void {
    if (this.#end) return;
    this.#end = end;
    this.#release();
    if (this.#port?.isOpen) this.#close();
    else if (!this.#port?.opening) queueMicrotask(() => this.#ended(undefined));
  }

  #close(): void {
    this.#port!.close(() => this.#ended(undefined));
  }

  #release(): void {
    this.#cancelOpening();
    this.#listener.release();
  }

  #ended(error: Error | undefined): void {
    if (this.#over) return;
    this.#over = true;
    if (!this.#wasOpen && error) this.#end ??= { type: 'not-opened', error: error.message };
    this.#end ??= { type: 'failed', ...unpluggedFault(this.#path), restarted: false };
    this.#release();
    // A port that failed but still counts as open would keep its lock.
    if (this.#port?.isOpen) this.#port.close(() => {});
    this.#listener.ended(this.#end);
  }
}
