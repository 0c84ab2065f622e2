const NEWLINE = 10;

/**
 * Lets through only lines that end within `longest` bytes. A longer one is dropped up to its newline: what splits the
 * lines has no limit of its own and would collect rubbish without end.
 */
export class LineGuard {
  readonly #longest: number;
  #length = 0;
  #dropping = false;
  /** Lines that were dropped. */
  dropped = 0;

  constructor(longest = 256) {
    this.#longest = longest;
  }

  /** What of these bytes may go on. */
  pass(chunk: Uint8Array): Uint8Array {
    const passed: Uint8Array[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (chunk[at] === NEWLINE) {
        if (this.#dropping) from = at + 1;
        this.#dropping = false;
        this.#length = 0;
      } else if (!this.#dropping && ++this.#length > this.#longest) {
        // What went through of it already is closed by a newline, so that it does not join the next line.
        passed.push(chunk.subarray(from, at), Uint8Array.of(NEWLINE));
        this.#dropping = true;
        this.dropped++;
      }
    }
    if (!this.#dropping) passed.push(chunk.subarray(from));
    return passed.length === 1 ? passed[0]! : joined(passed);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
