import type { BoardLine, LineProblem } from '../../protocol/index.js';
import { PROTOCOL_MAJOR } from '../../protocol/index.js';

/** Most bytes that are kept to look for Firmata, or for words, in. */
const KEPT_BYTES = 128;
/** Fewer bytes than this are no words. */
const LEAST_TEXT_BYTES = 4;
/** Share of printable bytes from which on they are: of random ones it is three eighths. */
const TEXT_SHARE = 0.9;
/** So much of what another program says is told. */
const QUOTED_CHARS = 32;

/**
 * What came in through a port since it was opened, as far as a diagnosis needs it: is it our board, another
 * major, Firmata, rubbish, or nothing at all?
 */
export class Heard {
  #bytes = 0;
  #goodLines = 0;
  #badLines = 0;
  #damagedLines = 0;
  #otherMajor: number | undefined;
  #kept: number[] = [];
  #firmata: string | undefined;
  #sketch: string | undefined;

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

  /** Name of the sketch that speaks Firmata, like "StandardFirmata.ino", if it has said it to its end. */
  get sketch(): string | undefined {
    return this.#sketch;
  }

  /** Whether a bootloader answered a "get synchronization": Resp_STK_INSYNC, Resp_STK_OK. */
  get bootloader(): boolean {
    return this.#kept.some((byte, at) => byte === 0x14 && this.#kept[at + 1] === 0x10);
  }

  get badLines(): number {
    return this.#badLines;
  }

  /** Whether lines came that end in a check as ours do, but in a wrong one. */
  get damaged(): boolean {
    return this.#damagedLines > 0;
  }

  /** A line of what came, if it can be read: another program speaks, and at this baud. */
  get words(): string | undefined {
    return legibleLine(this.#kept);
  }

  bytes(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#goodLines > 0 || this.#sketch !== undefined) return;
    for (const byte of chunk) this.#kept.push(byte);
    this.#firmata ??= findFirmata(this.#kept);
    if (this.#firmata) this.#sketch = findSketch(this.#kept);
    if (this.#kept.length > KEPT_BYTES) this.#kept = this.#kept.slice(-KEPT_BYTES);
  }

  line(line: BoardLine | LineProblem): void {
    if ('problem' in line && line.problem !== 'verb' && line.problem !== 'form') {
      this.#badLines++;
      if (line.problem === 'check') this.#damagedLines++;
      return;
    }
    this.#goodLines++;
    if ('verb' in line && line.verb === 'H') {
      this.#otherMajor = line.major === PROTOCOL_MAJOR ? undefined : line.major;
    }
  }
}

function legibleLine(bytes: readonly number[]): string | undefined {
  const printable = bytes.filter((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13));
  if (printable.length < Math.max(LEAST_TEXT_BYTES, TEXT_SHARE * bytes.length)) return undefined;
  // The first and the last line may be cut; where there is one between them, that is whole.
  const lines = String.fromCharCode(...printable)
    .split(/[\r\n]+/)
    .map((line) => line.trim());
  const whole = lines.slice(1, -1).filter((line) => line !== '');
  const line = whole[0] ?? lines.find((some) => some !== '');
  return line && line.length > QUOTED_CHARS ? `${line.slice(0, QUOTED_CHARS)}…` : line;
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

/** The name in a whole report of the firmware: each character in two bytes of seven bits. Source: as above. */
function findSketch(bytes: readonly number[]): string | undefined {
  const start = bytes.findIndex((byte, at) => byte === 0xf0 && bytes[at + 1] === 0x79);
  const end = bytes.indexOf(0xf7, start);
  if (start < 0 || end < 0) return undefined;
  const name = bytes.slice(start + 4, end);
  const codes = name.flatMap((low, at) => (at % 2 === 0 ? [low | ((name[at + 1] ?? 0) << 7)] : []));
  // It is shown on terminals, and a line may have changed any of it.
  return codes.every((code) => code >= 0x20 && code < 0x7f) ? String.fromCharCode(...codes) : '';
}
