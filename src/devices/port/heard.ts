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
  /** How often each version of Firmata's protocol was reported. */
  readonly #versions = new Map<string, number>();
  #sketch: Sketch | undefined;

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

  /**
   * Version of Firmata, like "2.5", if its banner came. In much rubbish there is sooner or later everything: after the
   * first bytes it takes the name of a sketch, or the same version twice, as a board that has been asked gives it.
   */
  get firmata(): string | undefined {
    const [version, times] = [...this.#versions].toSorted(([, a], [, b]) => b - a)[0] ?? [undefined, 0];
    if (this.#sketch !== undefined) return version ?? this.#sketch.version;
    return times > 1 || this.#bytes <= KEPT_BYTES ? version : undefined;
  }

  /** Name of the sketch that speaks Firmata, like "StandardFirmata.ino", if it has said it to its end. */
  get sketch(): string | undefined {
    return this.#sketch?.name;
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
    for (const byte of chunk) {
      this.#kept.push(byte);
      const version = versionAtEnd(this.#kept);
      if (version !== undefined) this.#versions.set(version, (this.#versions.get(version) ?? 0) + 1);
    }
    this.#sketch = findSketch(this.#kept);
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

/** What Firmata says of itself in its report of the firmware. */
interface Sketch {
  readonly version: string;
  readonly name: string;
}

/** Shorter names than this are rubbish. */
const LEAST_NAME_CHARS = 3;
/** Firmata's protocol is at 2; there have been 1 and betas of 3. */
const MOST_MAJOR = 3;

/**
 * The version of its protocol that Firmata reports when it starts and when it is asked: F9 major minor. Source:
 * Firmata protocol 2.x, "Message types".
 */
function versionAtEnd(bytes: readonly number[]): string | undefined {
  const [start, major, minor] = bytes.slice(-3);
  if (start !== 0xf9 || !major || minor === undefined) return undefined;
  return major <= MOST_MAJOR && minor < 16 ? `${major}.${minor}` : undefined;
}

/** A whole report of the firmware: F0 79 major minor, each character in two bytes of seven bits, F7. Source: as above. */
function findSketch(bytes: readonly number[]): Sketch | undefined {
  const start = bytes.findIndex((byte, at) => byte === 0xf0 && bytes[at + 1] === 0x79);
  const end = bytes.indexOf(0xf7, start);
  if (start < 0 || end < 0) return undefined;
  const [major, minor, ...coded] = bytes.slice(start + 2, end);
  const codes = coded.flatMap((low, at) => (at % 2 === 0 ? [low | ((coded[at + 1] ?? 0) << 7)] : []));
  // It is shown on terminals, and a line may have changed any of it.
  const isName = codes.length >= LEAST_NAME_CHARS && codes.every((code) => code >= 0x20 && code < 0x7f);
  return isName ? { version: `${major}.${minor}`, name: String.fromCharCode(...codes) } : undefined;
}
