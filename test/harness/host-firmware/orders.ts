/** What firmware/host/main.cpp is told, and what it answers: the two tables at its top. */

const SEND = 1;
const PASS = 2;
const PINS = 3;
const DIAL = 4;
const MARK = 5;
const STATE = 6;
const PASS_SLOWLY = 7;
const PINS_LATER = 8;

/** Most bytes of one order. */
const MOST = 0xffff;

/** Orders in a row, to be carried out in one batch. */
export class Orders {
  #bytes = Buffer.alloc(1 << 16);
  #end = 0;

  /** The host sends; the bytes travel one after the other. */
  send(bytes: Uint8Array): this {
    for (let from = 0; from < bytes.length; from += MOST) {
      const part = bytes.subarray(from, from + MOST);
      const at = this.#room(3 + part.length);
      this.#bytes[at] = SEND;
      this.#bytes.writeUInt16LE(part.length, at + 1);
      this.#bytes.set(part, at + 3);
    }
    return this;
  }

  pass(us: number): this {
    return this.#pass(PASS, us);
  }

  /** Time passes while the main loop goes round a hundred times a second only: hours are over in a second. */
  passSlowly(us: number): this {
    return this.#pass(PASS_SLOWLY, us);
  }

  /** Levels of port D's pins, a bit each. */
  pins(levels: number): this {
    const at = this.#room(2);
    this.#bytes[at] = PINS;
    this.#bytes[at + 1] = levels;
    return this;
  }

  /** The same, so many cycles of 16 MHz after the last change that is to come, or after now. */
  pinsLater(cycles: number, levels: number): this {
    const at = this.#room(6);
    this.#bytes[at] = PINS_LATER;
    this.#bytes.writeUInt32LE(Math.round(cycles), at + 1);
    this.#bytes[at + 5] = levels;
    return this;
  }

  dial(dial: number, value: number): this {
    const at = this.#room(4);
    this.#bytes[at] = DIAL;
    this.#bytes[at + 1] = dial;
    this.#bytes.writeUInt16LE(value, at + 2);
    return this;
  }

  mark(): this {
    this.#bytes[this.#room(1)] = MARK;
    return this;
  }

  tellState(): this {
    this.#bytes[this.#room(1)] = STATE;
    return this;
  }

  get empty(): boolean {
    return this.#end === 0;
  }

  /** All so far; the next order begins again. Good until then. */
  take(): Uint8Array {
    const all = this.#bytes.subarray(0, this.#end);
    this.#end = 0;
    return all;
  }

  #pass(order: number, us: number): this {
    const at = this.#room(5);
    this.#bytes[at] = order;
    this.#bytes.writeUInt32LE(Math.round(us), at + 1);
    return this;
  }

  #room(bytes: number): number {
    const at = this.#end;
    this.#end += bytes;
    if (this.#end > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], 2 * this.#end);
    }
    return at;
  }
}

/** That of a long CONFIG. */
const SETUP_BYTES = 24;

/** What the board goes by, beyond what it shows. */
export interface BoardState {
  /** As the messages CONFIG, a long one, and PALETTE bring them. */
  readonly setup: Uint8Array;
  readonly palette: Uint8Array;
  readonly markLeds: Uint8Array;
  readonly markRgb: Uint8Array;
  /** Pulses of the needles A and B [µs]; 0 where there is none. */
  readonly pulsesUs: readonly [number, number];
  readonly framesOk: number;
  readonly framesBad: number;
  readonly overruns: number;
  readonly overflows: number;
  /** What it keeps without power: layout, set-up and check; all 255 where it keeps nothing. */
  readonly kept: Uint8Array;
}

function stateOf(bytes: Buffer): BoardState {
  const own = Buffer.from(bytes);
  const rest = own.subarray(SETUP_BYTES);
  return {
    setup: own.subarray(0, SETUP_BYTES),
    palette: rest.subarray(0, 99),
    markLeds: rest.subarray(99, 101),
    markRgb: rest.subarray(101, 107),
    pulsesUs: [rest.readUInt16LE(107) / 2, rest.readUInt16LE(109) / 2],
    framesOk: rest.readUInt32LE(111),
    framesBad: rest.readUInt32LE(115),
    overruns: rest.readUInt16LE(119),
    overflows: rest.readUInt16LE(121),
    kept: rest.subarray(125, 125 + 1 + SETUP_BYTES + 4),
  };
}

/** Who hears what has happened, in its order. Bytes are good until the call returns. */
export interface Audience {
  serial(bytes: Buffer): void;
  /** The bytes that the strip took. */
  show(raw: Buffer): void;
  mark?(): void;
  state?(state: BoardState): void;
}

export function tell(answer: Buffer, audience: Audience): void {
  for (let at = 0; at < answer.length; ) {
    const kind = answer[at]!;
    if (kind === 3) {
      audience.mark?.();
      at++;
      continue;
    }
    const end = at + 3 + answer.readUInt16LE(at + 1);
    const bytes = answer.subarray(at + 3, end);
    if (kind === 1) audience.serial(bytes);
    else if (kind === 2) audience.show(bytes);
    else if (kind === 4) audience.state?.(stateOf(bytes));
    else throw new Error(`the board's program tells of ${kind}, which is nothing`);
    at = end;
  }
}
