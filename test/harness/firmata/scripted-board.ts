import type { ResetKind, WireBoard } from '../wire-board.js';

const START_SYSEX = 0xf0;
const END_SYSEX = 0xf7;
/** Pins of an Uno: 2 to 13, and A0 to A5 as 14 to 19. */
const PINS = 20;
const PWM_PINS = [3, 5, 6, 9, 10, 11];
const BOOT_MS = 400;

export type Answer = 'version' | 'firmware' | 'capabilities' | 'analog-mapping';

export interface ScriptedOptions {
  readonly version?: readonly [number, number];
  /** Node-pixel's: every pin feeds pixels. */
  readonly pixels?: boolean;
  /** Answers that never come. */
  readonly without?: readonly Answer[];
  /** Registers of a PCA9685 that is there. */
  readonly expander?: boolean;
  /** False: it says nothing when it starts, only when it is asked. */
  readonly greets?: boolean;
}

/** The words of a Firmata sketch without the chip around it: every byte is understood at once. Pins as on an Uno. */
export class ScriptedFirmata implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  hostBaud = 57_600;
  readonly pendingBytes = 0;
  readonly modes = new Map<number, number>();
  /** PWM duty, pulse width or level that each pin was told last. */
  readonly values = new Map<number, number>();
  readonly pixels = new Map<number, number>();
  shows = 0;
  /** What the host said, message by message, since the last reset. */
  heard: number[][] = [];
  /** True: it hears and says nothing any more. */
  hung = false;
  readonly #options: Required<ScriptedOptions>;
  readonly #held = new Set<number>();
  #message: number[] = [];
  #nowUs = 0;
  #greetUs = Number.POSITIVE_INFINITY;

  constructor(options: ScriptedOptions = {}) {
    this.#options = {
      version: [2, 5],
      pixels: false,
      without: [],
      expander: false,
      greets: true,
      ...options,
    };
    this.reset('power');
  }

  get timeUs(): number {
    return this.#nowUs;
  }

  run(us: number): void {
    this.#nowUs += us;
    if (this.#nowUs < this.#greetUs) return;
    this.#greetUs = Number.POSITIVE_INFINITY;
    this.#sayVersion();
    this.#sayFirmware();
  }

  discardPending(): void {}

  reset(_kind: ResetKind): void {
    this.modes.clear();
    this.values.clear();
    this.pixels.clear();
    this.heard = [];
    this.#message = [];
    this.hung = false;
    if (this.#options.greets) this.#greetUs = this.#nowUs + 1000 * BOOT_MS;
  }

  write(bytes: Uint8Array): void {
    if (this.hung || this.#greetUs !== Number.POSITIVE_INFINITY) return;
    for (const byte of bytes) this.#take(byte);
  }

  say(...bytes: number[]): void {
    for (const byte of bytes) this.onSerial?.(byte, this.#nowUs);
  }

  /** A pin with a pull-up reads low while it is pressed; all others of its port read high. */
  contact(pin: number, closed: boolean): void {
    this.hold(pin, closed);
    this.#sayPort(pin >> 3);
  }

  /** The same before anybody listens: the board tells nothing of it until it is asked to report. */
  hold(pin: number, closed = true): void {
    if (closed) this.#held.add(pin);
    else this.#held.delete(pin);
  }

  analog(channel: number, reading: number): void {
    this.say(0xe0 | channel, reading & 0x7f, reading >> 7);
  }

  #take(byte: number): void {
    this.#message.push(byte);
    const [first] = this.#message as [number];
    if (first === START_SYSEX ? byte !== END_SYSEX : this.#message.length < lengthOf(first)) return;
    const message = this.#message;
    this.#message = [];
    this.heard.push(message);
    this.#act(message);
  }

  #act(message: readonly number[]): void {
    const [first, pin = 0, value = 0] = message as [number, number?, number?];
    if (first === START_SYSEX) this.#sysex(message.slice(1, -1));
    else if (first === 0xf9) this.#sayVersion();
    else if (first === 0xf4) this.modes.set(pin, value);
    else if ((first & 0xf0) === 0xd0) {
      // As StandardFirmata 2.5 does: how the port stands is told at once.
      if (pin === 1) this.#sayPort(first & 0x0f);
    } else if ((first & 0xf0) === 0xe0) this.values.set(first & 0x0f, pin | (value << 7));
    else if ((first & 0xf0) === 0x90) {
      const bits = pin | (value << 7);
      for (let bit = 0; bit < 8; bit++) {
        const number = 8 * (first & 0x0f) + bit;
        if (this.modes.get(number) === 1) this.values.set(number, (bits >> bit) & 1);
      }
    }
  }

  #sysex([command, ...body]: readonly number[]): void {
    const { without, expander } = this.#options;
    switch (command) {
      case 0x79:
        this.#sayFirmware();
        break;
      case 0x6b:
        if (!without.includes('capabilities')) this.#sayCapabilities();
        break;
      case 0x69:
        if (!without.includes('analog-mapping')) {
          const channels = Array.from({ length: PINS }, (_, pin) => (pin < 14 ? 127 : pin - 14));
          this.say(START_SYSEX, 0x6a, ...channels, END_SYSEX);
        }
        break;
      case 0x70:
        this.modes.set(body[0]!, 4);
        break;
      case 0x76:
        // A read of one byte: of MODE1, which is awake with its registers counting up.
        if ((body[1]! & 0x18) === 0x08)
          this.say(START_SYSEX, 0x77, body[0]!, 0, body[2]!, 0, expander ? 0x20 : 0, 0, END_SYSEX);
        break;
      case 0x51:
        this.#pixel(body);
        break;
    }
  }

  #pixel([what, ...rest]: readonly number[]): void {
    const colour = (at: number) =>
      rest[at]! | (rest[at + 1]! << 7) | (rest[at + 2]! << 14) | (rest[at + 3]! << 21);
    if (what === 1) for (let led = 0; led < rest[1]!; led++) this.pixels.set(led, 0);
    else if (what === 2) this.shows++;
    else if (what === 3) this.pixels.set(rest[0]! | (rest[1]! << 7), colour(2));
    else if (what === 4) for (const led of this.pixels.keys()) this.pixels.set(led, colour(0));
  }

  #sayPort(port: number): void {
    let value = 0xff;
    for (const pin of this.#held) if (pin >> 3 === port) value &= ~(1 << (pin & 7));
    this.say(0x90 | port, value & 0x7f, value >> 7);
  }

  #sayVersion(): void {
    if (!this.#options.without.includes('version')) this.say(0xf9, ...this.#options.version);
  }

  #sayFirmware(): void {
    if (this.#options.without.includes('firmware')) return;
    const name = [...'Scripted.ino'].flatMap((letter) => [letter.charCodeAt(0), 0]);
    this.say(START_SYSEX, 0x79, ...this.#options.version, ...name, END_SYSEX);
  }

  #sayCapabilities(): void {
    const modes = Array.from({ length: PINS }, (_, pin) => [
      ...(pin < 2 ? [] : [0, 1, 1, 1, 4, 14]),
      ...(pin >= 2 && this.#options.pixels ? [0x51, 1] : []),
      ...(pin >= 14 ? [2, 10] : []),
      ...(PWM_PINS.includes(pin) ? [3, 8] : []),
      ...(pin >= 18 ? [6, 1] : []),
      127,
    ]);
    this.say(START_SYSEX, 0x6c, ...modes.flat(), END_SYSEX);
  }
}

function lengthOf(command: number): number {
  if (command === 0xf9 || command === 0xff) return 1;
  return command === 0xf4 || command === 0xf5 || command < 0xc0 || command >= 0xe0 ? 3 : 2;
}
