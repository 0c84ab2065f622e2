/**
 * Messages of a Firmata board, cut from its bytes: only what is whole and of a known form goes on to `firmata-io`,
 * which believes everything it hears and keeps an endless sysex for ever. Source: Firmata protocol 2.x.
 */

const START_SYSEX = 0xf0;
const END_SYSEX = 0xf7;
const REPORT_VERSION = 0xf9;
const ANALOG = 0xe0;
const DIGITAL = 0x90;

const REPORT_FIRMWARE = 0x79;
const CAPABILITY_RESPONSE = 0x6c;
const ANALOG_MAPPING_RESPONSE = 0x6a;
const I2C_REPLY = 0x77;
const STRING = 0x71;

/** A Mega's capabilities come to about 900 bytes; nothing else is as long. */
const LONGEST = 2048;

export type BoardReport =
  | { readonly kind: 'version'; readonly major: number; readonly minor: number }
  | { readonly kind: 'firmware'; readonly name: string; readonly major: number; readonly minor: number }
  | { readonly kind: 'capabilities'; readonly pins: readonly ReadonlyMap<number, number>[] }
  /** Analog channel of each pin; 127: none. */
  | { readonly kind: 'analog-mapping'; readonly channels: readonly number[] }
  | {
      readonly kind: 'i2c';
      readonly address: number;
      readonly register: number;
      readonly data: readonly number[];
    }
  | { readonly kind: 'string'; readonly words: string }
  | { readonly kind: 'analog' }
  | { readonly kind: 'digital' };

export class ReportReader {
  #bytes: number[] = [];
  #garbage = 0;
  readonly #take: (report: BoardReport, bytes: readonly number[]) => void;

  /** `take` gets each whole message, read and as it came. */
  constructor(take: (report: BoardReport, bytes: readonly number[]) => void) {
    this.#take = take;
  }

  /** Pieces that were no message. */
  get garbage(): number {
    return this.#garbage;
  }

  read(chunk: Uint8Array): void {
    for (const byte of chunk) this.#byte(byte);
  }

  #byte(byte: number): void {
    const bytes = this.#bytes;
    const endsSysex = byte === END_SYSEX && bytes[0] === START_SYSEX;
    // A command begins here, whatever was cut off by it.
    if (byte >= 0x80 && !endsSysex) {
      if (bytes.length > 0) this.#garbage++;
      bytes.length = 0;
      if (byte === START_SYSEX || isShort(byte)) bytes.push(byte);
      else this.#garbage++;
      return;
    }
    if (bytes.length === 0) return;
    bytes.push(byte);
    if (endsSysex) this.#finish(readSysex(bytes));
    else if (bytes[0] !== START_SYSEX && bytes.length === 3) this.#finish(readShort(bytes));
    else if (bytes.length > LONGEST) this.#finish(undefined);
  }

  #finish(report: BoardReport | undefined): void {
    const bytes = this.#bytes;
    this.#bytes = [];
    if (report) this.#take(report, bytes);
    else this.#garbage++;
  }
}

function isShort(byte: number): boolean {
  return byte === REPORT_VERSION || (byte & 0xf0) === ANALOG || (byte & 0xf0) === DIGITAL;
}

function readShort(bytes: readonly number[]): BoardReport | undefined {
  const [first, major, minor] = bytes as [number, number, number];
  if (first !== REPORT_VERSION) return { kind: (first & 0xf0) === ANALOG ? 'analog' : 'digital' };
  return major >= 1 && major < 16 ? { kind: 'version', major, minor } : undefined;
}

function readSysex(bytes: readonly number[]): BoardReport | undefined {
  const body = bytes.slice(2, -1);
  switch (bytes[1]) {
    case REPORT_FIRMWARE: {
      const [major, minor, ...name] = body;
      if (major === undefined || minor === undefined || name.length % 2 !== 0) return undefined;
      return { kind: 'firmware', name: textOf(name), major, minor };
    }
    case CAPABILITY_RESPONSE:
      return readCapabilities(body);
    case ANALOG_MAPPING_RESPONSE:
      return body.length > 0 ? { kind: 'analog-mapping', channels: body } : undefined;
    case I2C_REPLY: {
      const [address, register, ...data] = paired(body);
      if (address === undefined || register === undefined || body.length % 2 !== 0) return undefined;
      return { kind: 'i2c', address, register, data };
    }
    case STRING:
      return body.length % 2 === 0 ? { kind: 'string', words: textOf(body) } : undefined;
    default:
      return undefined;
  }
}

/** For each pin pairs of a mode and its resolution in bits, ended by 127. */
function readCapabilities(body: readonly number[]): BoardReport | undefined {
  const pins: Map<number, number>[] = [];
  let modes = new Map<number, number>();
  for (let at = 0; at < body.length; ) {
    if (body[at] === 0x7f) {
      pins.push(modes);
      modes = new Map();
      at++;
      continue;
    }
    const resolution = body[at + 1];
    if (resolution === undefined || resolution > 32) return undefined;
    modes.set(body[at]!, resolution);
    at += 2;
  }
  return pins.length > 0 && modes.size === 0 ? { kind: 'capabilities', pins } : undefined;
}

function paired(body: readonly number[]): number[] {
  return Array.from({ length: body.length >> 1 }, (_, at) => body[2 * at]! | (body[2 * at + 1]! << 7));
}

function textOf(body: readonly number[]): string {
  return String.fromCharCode(...paired(body).map((code) => code & 0xff))
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 60);
}
