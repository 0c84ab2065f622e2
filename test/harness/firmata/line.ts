import type { ResetKind, WireBoard } from '../wire-board.js';

const START_SYSEX = 0xf0;
const END_SYSEX = 0xf7;
const REPORT_VERSION = 0xf9;

/**
 * A line to a board on which every Firmata message of the board is seen, and may be replaced, before the host gets it;
 * what the host says is passed on and may be looked at.
 */
export class FirmataLine implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  /** What the host gets instead of a message of the board; the same message, more, or nothing. */
  toHost: (message: readonly number[]) => readonly number[] = (message) => message;
  onHost: ((bytes: Uint8Array, timeUs: number) => void) | null = null;
  readonly #board: WireBoard;
  #message: number[] = [];

  constructor(board: WireBoard) {
    this.#board = board;
    board.onSerial = (byte) => this.#take(byte);
  }

  /** Says something to the host at once, in the board's name. */
  say(bytes: readonly number[]): void {
    for (const byte of bytes) this.onSerial?.(byte, this.timeUs);
  }

  get timeUs(): number {
    return this.#board.timeUs;
  }

  run(us: number): void {
    this.#board.run(us);
  }

  write(bytes: Uint8Array): void {
    this.onHost?.(bytes, this.timeUs);
    this.#board.write(bytes);
  }

  get pendingBytes(): number {
    return this.#board.pendingBytes;
  }

  discardPending(): void {
    this.#board.discardPending();
  }

  get hostBaud(): number {
    return this.#board.hostBaud;
  }

  set hostBaud(baud: number) {
    this.#board.hostBaud = baud;
  }

  reset(kind: ResetKind): void {
    this.#message = [];
    this.#board.reset(kind);
  }

  #take(byte: number): void {
    // A command byte in the midst of a message: the board was cut off, the rest of it never comes.
    if (byte >= 0x80 && byte !== END_SYSEX && this.#message.length > 0) this.#pass();
    this.#message.push(byte);
    const [first] = this.#message;
    const over =
      first === START_SYSEX ? byte === END_SYSEX : first! < 0x80 || this.#message.length === lengthOf(first!);
    if (over) this.#pass();
  }

  #pass(): void {
    const message = this.#message;
    this.#message = [];
    this.say(this.toHost(message));
  }
}

function lengthOf(command: number): number {
  if (command === REPORT_VERSION) return 3;
  return command >= 0xf0 || (command & 0xf0) === 0xc0 ? 2 : 3;
}
