import { EventEmitter } from 'node:events';
import { BITS_PER_BYTE } from '../../units.js';
import type { FirmataTransport } from './johnny-five.js';

/**
 * firmata-io's way to the port: it never opens one. What is written while a batch is put together goes out as one
 * piece, so that the bytes of a picture follow each other without a gap; anything else goes at once.
 */
export class Transport extends EventEmitter implements FirmataTransport {
  bytesSent = 0;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #baud: number;
  #batch: Uint8Array[] | undefined;
  #batchBytes = 0;

  constructor(baud: number, send: (bytes: Uint8Array) => void) {
    super();
    this.#baud = baud;
    this.#send = send;
  }

  /** How long the line takes for so many bytes [ms]. */
  lineMs(bytes: number): number {
    return (bytes * BITS_PER_BYTE * 1000) / this.#baud;
  }

  write(bytes: Uint8Array, done?: () => void): void {
    if (this.#batch) {
      this.#batch.push(bytes);
      this.#batchBytes += bytes.length;
    } else this.#pass(bytes);
    done?.();
  }

  /** Bytes of the batch so far. */
  get batchBytes(): number {
    return this.#batchBytes;
  }

  /** Puts together what `fill` writes; returns how many bytes that were. */
  batch(fill: () => void): number {
    this.#batch = [];
    this.#batchBytes = 0;
    try {
      fill();
    } finally {
      const pieces = this.#batch;
      this.#batch = undefined;
      if (pieces.length > 0) this.#pass(Buffer.concat(pieces));
    }
    return this.#batchBytes;
  }

  #pass(bytes: Uint8Array): void {
    this.bytesSent += bytes.length;
    this.#send(bytes);
  }
}
