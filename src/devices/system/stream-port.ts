/** A stream of Node with a serial port's manners as a `BytePort`: that of serialport, or that of a board on a bench. */
import type { Duplex } from 'node:stream';
import { type BytePort, type BytePortListener, MOST_WAITING_BYTES, type PortEnd } from '../port/byte-port.js';

/** What is needed of such a stream; `SerialPort` is one. It opens by itself and says `open` or `error`. */
export interface PortStream extends Duplex {
  readonly isOpen: boolean;
  readonly opening: boolean;
  /** Whether the system hands bytes on at once; absent where it does not say. */
  lowLatency?: boolean;
  close(done?: (error: Error | null) => void): void;
}

/** @param open makes a new stream, which begins to open. */
export function streamPort(open: () => PortStream, listener: BytePortListener): BytePort {
  return new StreamPort(open, listener);
}

class StreamPort implements BytePort {
  readonly #listener: BytePortListener;
  readonly #stream: PortStream | undefined;
  #wasOpen = false;
  #closing = false;
  #ended = false;

  constructor(open: () => PortStream, listener: BytePortListener) {
    this.#listener = listener;
    try {
      this.#stream = open();
    } catch (error) {
      // Wrong options throw at once; the listener hears of it as of any other failure, but not from inside here.
      queueMicrotask(() => this.#finish({ kind: 'not-opened', error: error as Error }));
      return;
    }
    const stream = this.#stream;
    this.#wasOpen = stream.isOpen;
    stream.on('open', () => {
      this.#wasOpen = true;
      if (this.#closing) this.#closeStream();
      else listener.opened();
    });
    stream.on('data', (chunk: Buffer) => {
      if (!this.#closing) listener.bytes(chunk);
    });
    // Stays for good: a write that was under way when the cable was pulled fails later than anything else.
    stream.on('error', (error: Error) => this.#fail(error));
    stream.on('close', (error: Error | null) => {
      const pulled = error ?? new Error('the port was closed by the system');
      this.#finish({ kind: 'unplugged', error: pulled });
    });
  }

  get isOpen(): boolean {
    return !this.#ended && !this.#closing && (this.#stream?.isOpen ?? false);
  }

  get lowLatency(): boolean | null {
    return this.#stream?.lowLatency ?? null;
  }

  write(bytes: Uint8Array): void {
    // On a port that is not open serialport would keep them for another day.
    if (!this.isOpen) return;
    const stream = this.#stream!;
    if (stream.writableLength + bytes.length > MOST_WAITING_BYTES)
      this.#fail(new Error(`the port takes no bytes: ${stream.writableLength} wait`));
    else stream.write(bytes);
  }

  close(): void {
    if (this.#closing || this.#ended) return;
    this.#closing = true;
    if (this.#stream?.isOpen) this.#closeStream();
    else if (!this.#stream?.opening) queueMicrotask(() => this.#finish({ kind: 'closed' }));
  }

  #closeStream(): void {
    this.#stream!.close(() => this.#finish({ kind: 'closed' }));
  }

  #fail(error: Error): void {
    this.#finish({ kind: this.#wasOpen ? 'unplugged' : 'not-opened', error });
  }

  #finish(end: PortEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    const stream = this.#stream;
    stream?.removeAllListeners('data');
    // A port that failed but still counts as open would keep its lock.
    if (stream?.isOpen) stream.close(() => {});
    this.#listener.ended(this.#closing ? { kind: 'closed' } : end);
  }
}
