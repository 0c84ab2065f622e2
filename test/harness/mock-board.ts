import {
  type BoardLine,
  type BootCause,
  type HostMessage,
  PROTOCOL_MAJOR,
} from '../../src/protocol/index.js';
import { DEFAULT_BAUD, PALETTE_STOPS, type StripOrder } from '../../src/units.js';
import { baudsAgree, misread } from './emulator/baud.js';
import { Buttons } from './mock/buttons.js';
import { Dials } from './mock/dials.js';
import { HostBytes } from './mock/host-bytes.js';
import { LineSender } from './mock/line-sender.js';
import { MockProgram, type Surroundings } from './mock/program.js';
import { Strip } from './mock/strip.js';
import type { ResetKind, WireBoard } from './wire-board.js';

const BOOT_CAUSE: Record<ResetKind, BootCause> = {
  power: 'power',
  external: 'reset',
  watchdog: 'watchdog',
  brownout: 'brownout',
};

export interface MockBoardOptions {
  readonly baud?: number;
  /** How long a bootloader eats bytes after an external reset [ms]; default 0. */
  readonly bootloaderMs?: number;
  readonly maxLeds?: number;
  readonly windowBytes?: number;
  readonly caps?: string;
  /** A board of another major greets with its number and understands no frame of ours. */
  readonly major?: number;
  /** Buttons that are touch pads: low while nobody touches them, high then. */
  readonly pads?: readonly number[];
  /** What the strip wants; default grb. */
  readonly strip?: StripOrder;
  /** Palette at boot, 99 bytes; default dark. */
  readonly stops?: Uint8Array;
}

/** What goes wrong on the way or in the board; a test sets what it needs. */
export interface MockFaults {
  /** Lines that never leave the board. */
  dropLine: ((line: BoardLine) => boolean) | null;
  /** What becomes of a byte from the host: the same, another, or none. */
  fromHost: ((byte: number) => number | undefined) | null;
  /** What becomes of a byte to the host. */
  toHost: ((byte: number) => number | undefined) | null;
  /** Messages that are understood but refused. */
  refused: ((message: HostMessage) => boolean) | null;
  /** The program hangs: nothing is read, answered or shown. */
  frozen: boolean;
}

/**
 * A board in TypeScript that does what firmware-protocol.md says, with the delays of a real one: bytes take their
 * time, the receive buffer is finite, a show() stops the processor. Time passes only in `run`.
 */
export class MockBoard implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  /** After every show(): R, G, B of the LEDs that it reached, as they shine now. */
  onShow: ((shown: { readonly rgb: Uint8Array }) => void) | null = null;
  readonly faults: MockFaults = {
    dropLine: null,
    fromHost: null,
    toHost: null,
    refused: null,
    frozen: false,
  };
  readonly #baud: number;
  readonly #bootloaderMs: number;
  readonly #hostBytes: HostBytes;
  readonly #strip: Strip;
  readonly #around: Surroundings;
  #nowUs = 0;
  #startUs = 0;
  #sender: LineSender;
  #program: MockProgram;

  constructor(options: MockBoardOptions = {}) {
    this.#baud = options.baud ?? DEFAULT_BAUD;
    this.#bootloaderMs = options.bootloaderMs ?? 0;
    this.#hostBytes = new HostBytes(this.#baud);
    this.#sender = new LineSender(this.#baud);
    const maxLeds = options.maxLeds ?? 150;
    const strip = new Strip(maxLeds, options.strip);
    this.#strip = strip;
    this.#around = {
      kept: null,
      maxLeds,
      windowBytes: options.windowBytes ?? 224,
      caps: options.caps ?? 'LPRMFSXA',
      major: options.major ?? PROTOCOL_MAJOR,
      stops: options.stops ?? new Uint8Array(3 * PALETTE_STOPS),
      buttons: new Buttons(options.pads),
      dials: new Dials(),
      show: (rgb, order) => {
        const reached = strip.show(rgb, order);
        this.onShow?.({ rgb: strip.rgb.slice(0, reached) });
      },
      send: (line) => {
        if (!this.faults.dropLine?.(line)) this.#sender.send(line, this.#nowUs);
      },
      fill: (bytes) => this.#sender.fill(bytes, this.#nowUs),
      refuses: (message) => this.faults.refused?.(message) ?? false,
    };
    this.#program = new MockProgram(this.#around, 'power', 0);
  }

  get timeUs(): number {
    return this.#nowUs;
  }

  get pendingBytes(): number {
    return this.#hostBytes.pending;
  }

  get hostBaud(): number {
    return this.#hostBytes.baud;
  }

  set hostBaud(baud: number) {
    this.#hostBytes.baud = baud;
  }

  /** R, G, B of every LED as it shines now, and W of a strip with white, up to the board's largest strip. A live view. */
  get leds(): Uint8Array {
    return this.#strip.rgb;
  }

  /** Width of the last pulse of the needles A and B [µs]; null before the first since reset. */
  get servoUs(): [number | null, number | null] {
    return this.#program.needles.lastUs;
  }

  /** Pulses of the needles A and B since the last reset. */
  get pulses(): readonly [number, number] {
    return this.#program.needles.pulses;
  }

  /** Pictures that went out to the strip, since the board was made. */
  get shows(): number {
    return this.#strip.shows;
  }

  /** Frames that were dropped and bytes that found the receive buffer full, since the last reset. */
  get losses(): { readonly framesBad: number; readonly overflows: number } {
    return { framesBad: this.#program.framesBad, overflows: this.#program.receiver.overflows };
  }

  press(button: number): void {
    this.#around.buttons.set(button, true, this.#nowUs);
  }

  release(button: number): void {
    this.#around.buttons.set(button, false, this.#nowUs);
  }

  /** Turns the program's clock to so many microseconds since its reset. */
  setDeviceUs(deviceUs: number): void {
    this.#program.setDeviceUs(deviceUs);
  }

  /** Turns dial 0 or 1 to a reading from 0 to 1023. */
  dial(dial: number, value: number): void {
    this.#around.dials.turn(dial, value);
  }

  write(bytes: Uint8Array): void {
    this.#hostBytes.write(bytes, this.#nowUs);
  }

  discardPending(): void {
    this.#hostBytes.discard();
  }

  /** Restarts the program. Without power the strip is dark; else it keeps its picture until the program runs. */
  reset(kind: ResetKind): void {
    if (kind === 'power') this.#strip.rgb.fill(0);
    this.#startUs = this.#nowUs + (kind === 'external' ? 1000 * this.#bootloaderMs : 0);
    this.#sender = new LineSender(this.#baud);
    this.#program = new MockProgram(this.#around, BOOT_CAUSE[kind], this.#startUs);
  }

  run(us: number): void {
    const endUs = this.#nowUs + us;
    for (;;) {
      const nextUs = Math.min(this.#hostBytes.dueUs, this.#sender.dueUs, this.#wakeUs);
      if (nextUs > endUs) break;
      this.#nowUs = Math.max(this.#nowUs, nextUs);
      while (this.#hostBytes.dueUs <= this.#nowUs) this.#arrive(this.#hostBytes.take());
      while (this.#sender.dueUs <= this.#nowUs) this.#leave(this.#sender.take());
      if (!this.faults.frozen && this.#nowUs >= this.#startUs) this.#program.work(this.#nowUs);
    }
    this.#nowUs = endUs;
  }

  get #wakeUs(): number {
    return this.faults.frozen ? Infinity : this.#program.wakeUs;
  }

  #arrive(sent: number): void {
    const heard = baudsAgree(this.hostBaud, this.#baud)
      ? sent
      : misread(sent, 1 / this.#baud, 1 / this.hostBaud);
    const byte = this.faults.fromHost ? this.faults.fromHost(heard) : heard;
    // The bootloader eats what comes too early.
    if (byte !== undefined && this.#nowUs >= this.#startUs) this.#program.receiver.push(byte, this.#nowUs);
  }

  #leave(sent: number): void {
    const heard = baudsAgree(this.hostBaud, this.#baud)
      ? sent
      : misread(sent, 1 / this.hostBaud, 1 / this.#baud);
    const byte = this.faults.toHost ? this.faults.toHost(heard) : heard;
    if (byte !== undefined) this.onSerial?.(byte, this.#nowUs);
  }
}
