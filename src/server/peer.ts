/**
 * A connection as HTTP and ws get it: what comes in is handed on in small pieces, one of each connection in a turn.
 * A browser notices nothing. A socket itself hands on 64 KiB at a time, and whatever reads it goes through all of
 * that in one go: 2400 requests of 27 bytes, half a second without a picture.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Turns } from './turns.js';

/** Most bytes in a turn: more than a request of a browser, some hundred of the shortest messages. */
const PIECE_BYTES = 1024;

export class Peer extends Duplex {
  /** Named as a socket names it, so that a request has it too. */
  readonly remoteAddress: string;
  readonly #socket: Socket;
  readonly #turns: Turns;
  /** Somebody has room for more. */
  #wanted = false;
  /** A turn has been asked for. */
  #queued = false;

  constructor(socket: Socket, address: string, turns: Turns) {
    super({ allowHalfOpen: true });
    this.remoteAddress = address;
    this.#socket = socket;
    this.#turns = turns;
    socket.on('readable', () => this.#ask());
    socket.on('end', () => this.push(null));
    socket.on('error', () => this.destroy());
    socket.on('close', () => this.destroy());
  }

  /** What HTTP calls after the last answer of a connection. */
  destroySoon(): void {
    this.end(() => this.destroy());
  }

  override _read(): void {
    this.#wanted = true;
    this.#ask();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _writev(
    chunks: readonly { chunk: Buffer; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.cork();
    for (const [n, { chunk, encoding }] of chunks.entries())
      this.#socket.write(chunk, encoding, n === chunks.length - 1 ? done : undefined);
    this.#socket.uncork();
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #ask(): void {
    // A socket that has come to its end says so only to somebody who reads on.
    if (this.#socket.readableLength === 0) this.#socket.read();
    if (!this.#wanted || this.#queued || this.#socket.readableLength === 0) return;
    this.#queued = true;
    this.#turns(() => this.#take());
  }

  #take(): void {
    this.#queued = false;
    if (this.destroyed) return;
    const piece = this.#socket.read(Math.min(PIECE_BYTES, this.#socket.readableLength));
    if (piece === null) return;
    this.#wanted = false;
    this.push(piece);
    this.#ask();
  }
}
