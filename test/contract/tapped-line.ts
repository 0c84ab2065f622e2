import {
  type BoardLine,
  decodeHostMessage,
  type HostMessage,
  parseBoardLine,
} from '../../src/protocol/index.js';
import type { ResetKind, WireBoard } from '../harness/wire-board.js';

/** A board with a tap on its line to the host: it hears every line before noise of a chosen strength gets to it. */
export class TappedLine implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  /** Called with every line that the board sends. */
  onLine: ((line: BoardLine) => void) | null = null;
  /** What the host has sent: messages, and `zero` for an empty frame. */
  readonly sent: (HostMessage | 'zero')[] = [];
  /** Share of bytes that get one wrong bit, 0 to 1; which ones is the same in every run. */
  damaged = 0;
  readonly #board: WireBoard;
  #text = '';
  readonly #frame: number[] = [];
  #random = 1;

  constructor(board: WireBoard) {
    this.#board = board;
    board.onSerial = (byte, timeUs) => {
      this.#listen(byte);
      this.onSerial?.(this.#next() < this.damaged ? byte ^ (1 << (8 * this.#next())) : byte, timeUs);
    };
  }

  get timeUs(): number {
    return this.#board.timeUs;
  }

  get pendingBytes(): number {
    return this.#board.pendingBytes;
  }

  get hostBaud(): number {
    return this.#board.hostBaud;
  }

  set hostBaud(baud: number) {
    this.#board.hostBaud = baud;
  }

  run(us: number): void {
    this.#board.run(us);
  }

  write(bytes: Uint8Array): void {
    for (const byte of bytes) this.#watch(byte);
    this.#board.write(bytes);
  }

  discardPending(): void {
    this.#board.discardPending();
  }

  reset(kind: ResetKind): void {
    this.#board.reset(kind);
  }

  #watch(byte: number): void {
    if (byte !== 0) {
      this.#frame.push(byte);
      return;
    }
    const stuffed = Uint8Array.from(this.#frame.splice(0));
    const message = decodeHostMessage(stuffed);
    if (stuffed.length === 0) this.sent.push('zero');
    else if ('type' in message) this.sent.push(message);
    else throw new Error(`the host sent what is no message: ${message.problem}`);
  }

  #listen(byte: number): void {
    if (byte !== 10) {
      this.#text = this.#text.slice(-200) + String.fromCharCode(byte);
      return;
    }
    const line = parseBoardLine(this.#text);
    this.#text = '';
    if ('verb' in line) this.onLine?.(line);
  }

  /** From 0 to 1; the linear congruence of Numerical Recipes. */
  #next(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return this.#random / 2 ** 32;
  }
}
