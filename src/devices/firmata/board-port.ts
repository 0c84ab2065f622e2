import type { BytePort, OpenPort } from '../port/byte-port.js';
import { OPEN_MS } from '../port/listen.js';
import { hangingFault } from '../port/open-fault.js';
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
  readonly #listener: BoardPortListener;
  readonly #port: BytePort;
  readonly #cancelOpening: () => void;
  #end: FromBoard | undefined;
  #over = false;

  constructor(
    { path, baud }: { readonly path: string; readonly baud: number },
    { openPort, timers }: { readonly openPort: OpenPort; readonly timers: Timers },
    listener: BoardPortListener,
  ) {
    this.#listener = listener;
    this.#cancelOpening = timers.after(OPEN_MS, () => {
      if (this.#port.isOpen || this.#end) return;
      // It will not close either: it ends with this process.
      this.#end = { type: 'failed', ...hangingFault(path, OPEN_MS / 1000), restarted: false };
      this.#ended();
    });
    this.#port = openPort(path, baud, {
      opened: () => listener.opened(),
      bytes: (bytes) => this.#end || listener.data(bytes),
      ended: (end) => {
        this.#end ??=
          end.kind === 'not-opened'
            ? { type: 'not-opened', error: end.error.message }
            : { type: 'failed', ...unpluggedFault(path), restarted: false };
        this.#ended();
      },
    });
  }

  /** Whether the end is settled. */
  get isEnding(): boolean {
    return this.#end !== undefined;
  }

  /** Whether the driver passes bytes on at once; null: not known. */
  get lowLatency(): boolean | null {
    return this.#port.lowLatency;
  }

  write(bytes: Uint8Array): void {
    this.#port.write(bytes);
  }

  /** Closes the port; `end` is told when that is done. */
  finish(end: FromBoard): void {
    if (this.#end) return;
    this.#end = end;
    this.#release();
    this.#port.close();
  }

  #release(): void {
    this.#cancelOpening();
    this.#listener.release();
  }

  #ended(): void {
    if (this.#over) return;
    this.#over = true;
    this.#release();
    this.#listener.ended(this.#end!);
  }
}
