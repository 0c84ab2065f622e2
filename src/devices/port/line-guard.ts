import { Transform, type TransformCallback } from 'node:stream';

const NEWLINE = 10;

/**
 * Lets through only lines that end within `longest` bytes. A longer one is dropped up to its newline: the line
 * parser behind it has no limit of its own and would collect rubbish without end.
 */
export class LineGuard extends Transform {
  readonly #longest: number;
  #length = 0;
  #dropping = false;
  /** Lines that were dropped. */
  dropped = 0;

  constructor(longest = 256) {
    super();
    this.#longest = longest;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === NEWLINE) {
        if (this.#dropping) from = at + 1;
        this.#dropping = false;
        this.#length = 0;
      } else if (!this.#dropping && ++this.#length > this.#longest) {
        // What went through of it already is closed by a newline, so that it does not join the next line.
        this.push(Buffer.concat([chunk.subarray(from, at), Buffer.of(NEWLINE)]));
        this.#dropping = true;
        this.dropped++;
      }
    }
    if (!this.#dropping) this.push(chunk.subarray(from));
    done();
  }
}
