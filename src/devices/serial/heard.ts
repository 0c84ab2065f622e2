import type { BoardLine, LineProblem } from '../../protocol/index.js';
import { PROTOCOL_MAJOR } from '../../protocol/index.js';

/** Most bytes that are kept to look for Firmata in. */
const KEPT_BYTES = 64;

/**
 * What came in through a port since it was opened, as far as a diagnosis needs it: is it our board, another
 * major, Firmata, rubbish, or nothing at all?
 */
export class Heard {
  #bytes = 0;
  #goodLines = 0;
  #badLines = 0;
  #otherMajor: number | undefined;
  #kept: number[] = [];
  #firmata: string | undefined;

  get anything(): boolean {
    return this.#bytes > 0;
  }

  /** Whether a board of ours speaks: a line with a right check, of our major. */
  get board(): boolean {
    return this.#goodLines > 0 && this.#otherMajor === undefined;
  }

  get otherMajor(): number | undefined {
    return this.#otherMajor;
  }

  /** Version of Firmata, like "2.5", if its banner came. */
  get firmata(): string | undefined {
    return this.#firmata;
  }

  get badLines(): number {
    return this.#badLines;
  }

  bytes(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#goodLines > 0 || this.#firmata) return;
    for (const byte of chunk) this.#kept.push(byte);
    this.#firmata = findFirmata(this.#kept);
    if (this.#kept.length > KEPT_BYTES) this.#kept = this.#kept.slice(-KEPT_BYTES);
  }

  line(line: BoardLine | LineProblem): void {
    if ('problem' in line && line.problem !== 'verb' && line.problem !== 'form') {
      this.#badLines++;
      return;
    }
    this.#goodLines++;
    if ('verb' in line && line.verb === 'H') {
      this.#otherMajor = line.major === PROTOCOL_MAJOR ? undefined : line.major;
    }
  }
}

/**
 * Firmata reports its protocol (F9 major minor) and its firmware (F0 79 major minor … F7) when it starts and when
 * it is asked; both carry numbers below 16. Source: Firmata protocol 2.x, "Message types".
 */
function findFirmata(bytes: readonly number[]): string | undefined {
  for (let at = 0; at < bytes.length - 2; at++) {
    const from =
      bytes[at] === 0xf9 ? at + 1 : bytes[at] === 0xf0 && bytes[at + 1] === 0x79 ? at + 2 : undefined;
    const [major, minor] = from === undefined ? [] : [bytes[from], bytes[from + 1]];
    if (major === undefined || minor === undefined) continue;
    if (major >= 1 && major < 16 && minor < 16) return `${major}.${minor}`;
  }
  return undefined;
}
