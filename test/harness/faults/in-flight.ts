import type { BoardLine } from '../../../src/protocol/index.js';
import type { Sent } from './tapped-line.js';

/** Counts the bytes between the host's hand and the board's program, from both ends of the line: what could overflow. */
export class InFlight {
  /** The most there ever were. */
  most = 0;
  #sent: { readonly seq: number | undefined; readonly bytes: number }[] = [];
  #bytes = 0;

  send(sent: Sent, bytes: number): void {
    this.#sent.push({ seq: sent === 'zero' ? undefined : sent.seq, bytes });
    this.#bytes += bytes;
    this.most = Math.max(this.most, this.#bytes);
  }

  /** A line as it leaves the board: `K` says what has left its buffer, and a board that restarts has nothing in it. */
  hear(line: BoardLine): void {
    if (line.verb === 'H') this.#takeOff(this.#sent.length);
    if (line.verb === 'K') this.#takeOff(this.#sent.findIndex(({ seq }) => seq === line.seq) + 1);
  }

  #takeOff(count: number): void {
    for (const { bytes } of this.#sent.splice(0, count)) this.#bytes -= bytes;
  }
}
