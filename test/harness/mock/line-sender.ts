import { type BoardLine, formatBoardLine } from '../../../src/protocol/index.js';

const QUEUE_BYTES = 256;

/** The transmitter of a board: lines wait in a small buffer; one that does not fit is lost, nobody waits. */
export class LineSender {
  readonly #queue: number[] = [];
  #dueUs = Infinity;
  readonly #byteUs: number;

  constructor(baud: number) {
    this.#byteUs = 1e7 / baud;
  }

  /** When the next byte has left [µs]. */
  get dueUs(): number {
    return this.#dueUs;
  }

  send(line: BoardLine, nowUs: number): void {
    this.#queueUp(`${formatBoardLine(line)}\n`, nowUs);
  }

  /** Empty lines. */
  fill(bytes: number, nowUs: number): void {
    this.#queueUp('\n'.repeat(bytes), nowUs);
  }

  #queueUp(text: string, nowUs: number): void {
    if (this.#queue.length + text.length > QUEUE_BYTES) return;
    if (this.#queue.length === 0) this.#dueUs = nowUs + this.#byteUs;
    for (const char of text) this.#queue.push(char.charCodeAt(0));
  }

  take(): number {
    const byte = this.#queue.shift()!;
    this.#dueUs = this.#queue.length > 0 ? this.#dueUs + this.#byteUs : Infinity;
    return byte;
  }
}
