import {
  type BoardLine,
  decodeHostMessage,
  type HostMessage,
  parseBoardLine,
} from '../../../src/protocol/index.js';
import { FaultyLine } from './faulty-line.js';

const NEWLINE = 10;
/** More than any line has. */
const KEPT_CHARS = 200;

/** What the host has sent: a message, or an empty frame. */
export type Sent = HostMessage | 'zero';

/** A faulty line with a tap at either end: what each side said, before anything happened to it. */
export class TappedLine extends FaultyLine {
  /** Called with every line that the board sends. */
  onLine: ((line: BoardLine) => void) | null = null;
  /** Called with everything that the host sends, and how many bytes it has on the wire. */
  onSent: ((sent: Sent, wireBytes: number) => void) | null = null;
  /** All that the host has sent; a test that watches a long run empties it. */
  readonly sent: Sent[] = [];
  #text = '';
  readonly #frame: number[] = [];

  protected override hearBoard(byte: number): void {
    if (byte !== NEWLINE) {
      this.#text = this.#text.slice(-KEPT_CHARS) + String.fromCharCode(byte);
      return;
    }
    const line = parseBoardLine(this.#text);
    this.#text = '';
    if ('verb' in line) this.onLine?.(line);
  }

  protected override hearHost(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte !== 0) this.#frame.push(byte);
      else this.#note(Uint8Array.from(this.#frame.splice(0)));
    }
  }

  #note(stuffed: Uint8Array): void {
    const message = stuffed.length === 0 ? 'zero' : decodeHostMessage(stuffed);
    if (message !== 'zero' && !('type' in message)) {
      throw new Error(`the host sent what is no message: ${message.problem}`);
    }
    this.sent.push(message);
    this.onSent?.(message, stuffed.length + 1);
  }
}
