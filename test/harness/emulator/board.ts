import { EEPROMMemoryBackend } from 'avr8js';
import type { ResetKind, WireBoard } from '../wire-board.js';
import { baudsAgree, misread } from './baud.js';
import { Contacts } from './contacts.js';
import { flashImage, readHex } from './hex-file.js';
import { HostLine } from './host-line.js';
import { Machine, SRAM_PAINT, type Surroundings } from './machine.js';
import { CLOCK_HZ, CYCLES_PER_US, EEPROM_BYTES, MCUSR, SRAM_START } from './registers.js';
import { ServoMeter } from './servo-meter.js';
import type { EmulatedBoardOptions, ServoStats, ShownFrame } from './types.js';
import { LATCH_CYCLES, Ws2812Decoder } from './ws2812.js';

export type { ResetKind } from '../wire-board.js';
export type { EmulatedBoardOptions, ServoStats, ShownFrame, Waveform } from './types.js';

export const DEFAULT_HEX_PATH = 'firmware/build/axon-rig-uno.hex';
const DEFAULT_BAUD = 500_000;
const DEFAULT_LED_PIN = 6;
const SERVO_PINS = [9, 10] as const;
/** Optiboot, with a host that talks: it leaves this long after the reset, having eaten what came [µs]. */
const TALKED_TO_BOOT_US = 440_000;

const RESET_FLAGS: Record<ResetKind, number> = { power: 1, external: 2, brownout: 4, watchdog: 8 };

/** Hex of a chip without a program. */
const BLANK = ':00000001FF';
/** Debian's build of Optiboot is 20 bytes too long for its section; a chip with so much more runs it as it is meant. */
const SPARE_BYTES = 256;

/** The flash with both; the bootloader begins at its first word. */
function withBootloader(
  program: string,
  bootloader: string | undefined,
): Pick<Surroundings, 'flash' | 'bootWord'> {
  if (bootloader === undefined) return { flash: flashImage(program), bootWord: null };
  const flash = flashImage(program, SPARE_BYTES);
  const boot = flashImage(bootloader, SPARE_BYTES);
  const bootWord = boot.findIndex((word) => word !== 0xffff);
  flash.set(boot.subarray(bootWord), bootWord);
  return { flash, bootWord };
}

/**
 * An Arduino Uno with strip, servos, buttons and dials, running a real program in the simulator. Deterministic:
 * time passes only inside `run`, counted in cycles of 16 MHz.
 *
 * Throws when the hex file is missing or damaged.
 */
export class EmulatedBoard implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  onShow: ((frame: ShownFrame) => void) | null = null;
  /** After every reset, with its kind. */
  onReset: ((kind: ResetKind, timeUs: number) => void) | null = null;

  readonly #eeprom: EEPROMMemoryBackend;
  readonly #around: Surroundings;
  readonly #line: HostLine;
  readonly #strip: Ws2812Decoder;
  readonly #servos = [new ServoMeter(), new ServoMeter()] as const;
  readonly #ledPin: number;
  readonly #bootloaderMs: number;
  readonly #contacts: Contacts;
  readonly #onStart: ((machine: Machine) => void) | undefined;
  #machine: Machine;
  /** Where `run` is to end; fractions of a cycle are kept. */
  #goalCycle = 0;
  /** Not null while the bootloader listens: when the program starts. */
  #bootEndCycle: number | null = null;
  #pendingReset: ResetKind | null = null;
  #latchWatched = false;
  #hostDeafUntil = 0;
  #shown: Uint8Array = new Uint8Array(0);
  #overrunsBefore = 0;
  #framingErrorsBefore = 0;

  constructor(options: EmulatedBoardOptions = {}) {
    this.#eeprom = new EEPROMMemoryBackend(EEPROM_BYTES);
    if (options.eeprom !== undefined) this.#eeprom.memory.set(options.eeprom.subarray(0, EEPROM_BYTES));
    this.#contacts = new Contacts((port) => this.#machine.pins.refresh(port), options.pads);
    const program = options.hex ?? readHex(options.hexPath ?? DEFAULT_HEX_PATH);
    this.#around = {
      ...withBootloader(program === '' ? BLANK : program, options.bootloader),
      eeprom: this.#eeprom,
      adcReadings: new Uint16Array(8),
      grounded: this.#contacts.grounded,
      high: this.#contacts.high,
      onBite: () => this.reset('watchdog'),
    };
    this.#line = new HostLine(options.baud ?? DEFAULT_BAUD);
    this.#strip = new Ws2812Decoder(options.strip);
    this.#ledPin = options.ledPin ?? DEFAULT_LED_PIN;
    this.#bootloaderMs = options.bootloaderMs ?? 0;
    this.#onStart = options.onStart;
    this.#machine = this.#start(0, RESET_FLAGS.power);
  }

  get timeUs(): number {
    return this.#machine.cpu.cycles / CYCLES_PER_US;
  }

  /** Cycles of 16 MHz since the board was made. */
  get cycles(): number {
    return this.#machine.cpu.cycles;
  }

  run(us: number): void {
    if (!(us >= 0)) throw new RangeError(`run(): expected microseconds from 0 on, got ${us}`);
    // The last instruction runs over the goal by a cycle or two; that does not add up.
    this.#goalCycle += us * CYCLES_PER_US;
    while (this.cycles < this.#goalCycle) {
      if (this.#pendingReset !== null) this.#restart(this.#pendingReset);
      const stop = Math.min(this.#goalCycle, this.#contacts.nextCycle);
      if (this.#bootEndCycle !== null) this.#idleUntil(stop);
      else if (this.cycles < stop) this.#machine.runUntil(stop);
      this.#contacts.catchUp(this.cycles);
    }
    this.#showIfLatched();
  }

  write(bytes: Uint8Array): void {
    this.#line.write(bytes, this.cycles);
  }

  get pendingBytes(): number {
    return this.#line.pending;
  }

  discardPending(): void {
    this.#line.discard();
  }

  get hostBaud(): number {
    return this.#line.baud;
  }

  set hostBaud(baud: number) {
    this.#line.baud = baud;
  }

  /** What the program in the chip has set its own side to. */
  get chipBaud(): number {
    return CLOCK_HZ / this.#machine.usart.bitCycles;
  }

  /**
   * Closes the contact of button 1 to 4. `bounceUs`: lengths of open, closed, open, … that the contact goes
   * through before it stays closed; [300, 200] opens at once for 300 µs, closes for 200 µs, and so on.
   */
  press(button: number, bounceUs: readonly number[] = []): void {
    this.#contacts.set(button, true, this.cycles, bounceUs);
  }

  /** Opens the contact; `bounceUs` as for `press`, beginning with closed. */
  release(button: number, bounceUs: readonly number[] = []): void {
    this.#contacts.set(button, false, this.cycles, bounceUs);
  }

  /** Closes (true) or opens a contact between ground and any pin, by its Arduino number; `bounceUs` as for `press`. */
  ground(pin: number, closed: boolean, bounceUs: readonly number[] = []): void {
    this.#contacts.setPin(pin, closed, this.cycles, bounceUs);
  }

  /** What the converter reads on A0 to A7, from 0 to 1023. */
  analogue(channel: number, reading: number): void {
    if (!(channel in this.#around.adcReadings)) {
      throw new RangeError(`analogue channel: expected 0 to 7, got ${channel}`);
    }
    if (!(reading >= 0 && reading <= 1023)) {
      throw new RangeError(`analogue reading: expected 0 to 1023, got ${reading}`);
    }
    this.#around.adcReadings[channel] = reading;
  }

  /** Turns dial 0 (A0) or 1 (A1) to a reading from 0 to 1023. */
  dial(dial: number, value: number): void {
    if (dial !== 0 && dial !== 1) throw new RangeError(`dial: expected 0 or 1, got ${dial}`);
    this.analogue(dial, value);
  }

  reset(kind: ResetKind): void {
    if (kind === 'power') this.#line.discard();
    this.#pendingReset = kind;
    this.#machine.stop();
  }

  /** Width of the last whole pulse on pins 9 and 10 [µs]; null before the first since reset. */
  get servoUs(): [number | null, number | null] {
    return [this.#servos[0].lastUs, this.#servos[1].lastUs];
  }

  servoStats(servo: 0 | 1): ServoStats {
    return this.#servos[servo].stats();
  }

  clearServoStats(): void {
    for (const servo of this.#servos) servo.clearStats();
  }

  /** R, G, B of what the strip holds, and W of one with white: LEDs that the last frame did not reach keep what they had. */
  get leds(): Uint8Array {
    return this.#shown;
  }

  /** The program memory itself, in words. */
  get flash(): Uint16Array {
    return this.#around.flash;
  }

  /** The EEPROM itself, 1024 bytes. */
  get eeprom(): Uint8Array {
    return this.#eeprom.memory;
  }

  /** The chip's data space: registers, then SRAM from 0x100. For looking, not for writing. */
  get data(): Uint8Array {
    return this.#machine.cpu.data;
  }

  /** Characters that the board's USART lost to overrun since the board was made. */
  get overruns(): number {
    return this.#overrunsBefore + this.#machine.usart.overruns;
  }

  get framingErrors(): number {
    return this.#framingErrorsBefore + this.#machine.usart.framingErrors;
  }

  /**
   * Longest time that a character stood in the USART before the program took it, since the last reset or
   * `clearLongestUnread` [µs]. Three fit, the third only until the next one begins.
   */
  get longestUnreadUs(): number {
    return this.#machine.usart.longestUnread / CYCLES_PER_US;
  }

  clearLongestUnread(): void {
    this.#machine.usart.longestUnread = 0;
  }

  /** Bytes of SRAM between variables and stack that were never written since the last reset. */
  get untouchedSram(): number {
    let longest = 0;
    let length = 0;
    for (let address = SRAM_START; address < this.data.length; address++) {
      length = this.data[address] === SRAM_PAINT ? length + 1 : 0;
      if (length > longest) longest = length;
    }
    return longest;
  }

  #restart(kind: ResetKind): void {
    this.#pendingReset = null;
    const { cpu, usart } = this.#machine;
    this.#overrunsBefore += usart.overruns;
    this.#framingErrorsBefore += usart.framingErrors;
    this.#showIfLatched();
    // Every pin becomes an input: the strip's data line and the servo lines fall.
    this.#strip.edge(false, cpu.cycles);
    for (const servo of this.#servos) servo.clear();
    if (kind === 'power') this.#shown = new Uint8Array(0);
    const flags = kind === 'power' ? RESET_FLAGS.power : (cpu.data[MCUSR]! & 0x0f) | RESET_FLAGS[kind];
    const boots = kind === 'external' && this.#bootloaderMs > 0;
    this.#bootEndCycle = boots ? cpu.cycles + this.#bootloaderMs * 1000 * CYCLES_PER_US : null;
    // A bootloader reads the reset flags and clears them before it starts the program.
    this.#machine = this.#start(cpu.cycles, this.#bootloaderMs > 0 ? 0 : flags);
    if (boots) this.#line.detachUntil(cpu.cycles);
    this.onReset?.(kind, this.timeUs);
  }

  #start(cycle: number, resetFlags: number): Machine {
    const machine = new Machine(this.#around, cycle, resetFlags);
    machine.usart.onTransmit = (byte, endCycle, bitCycles) => this.#transmit(byte, endCycle, bitCycles);
    this.#latchWatched = false;
    machine.pins.watch(this.#ledPin, (high, at) => {
      if (high && !this.#latchWatched) this.#watchLatch();
      this.#strip.edge(high, at);
    });
    SERVO_PINS.forEach((pin, servo) => {
      machine.pins.watch(pin, (high, at) => this.#servos[servo]!.edge(high, at));
    });
    this.#onStart?.(machine);
    this.#line.attach(machine.cpu, machine.usart);
    return machine;
  }

  /** Time in the bootloader: no program runs and what arrives is eaten. */
  #idleUntil(cycle: number): void {
    const { cpu } = this.#machine;
    const end = this.#bootEndCycle!;
    const start = end - this.#bootloaderMs * 1000 * CYCLES_PER_US;
    const reached = Math.min(cycle, end);
    if (this.#line.detachUntil(reached) > 0) {
      this.#bootEndCycle = Math.max(reached, Math.min(end, start + TALKED_TO_BOOT_US * CYCLES_PER_US));
    }
    cpu.cycles = reached;
    if (reached < this.#bootEndCycle!) return;
    this.#bootEndCycle = null;
    this.#machine = this.#start(reached, 0);
  }

  #transmit(byte: number, endCycle: number, bitCycles: number): void {
    const hostBitCycles = CLOCK_HZ / this.#line.baud;
    let value = byte;
    if (!baudsAgree(hostBitCycles, bitCycles)) {
      if (endCycle < this.#hostDeafUntil) return;
      this.#hostDeafUntil = endCycle + 10 * (hostBitCycles - bitCycles);
      value = misread(byte, hostBitCycles, bitCycles);
    }
    this.onSerial?.(value, endCycle / CYCLES_PER_US);
  }

  /** One event per latch time looks whether the line has come to rest, instead of one per edge. */
  #watchLatch(): void {
    this.#latchWatched = true;
    const { cpu } = this.#machine;
    const look = () => {
      this.#showIfLatched();
      this.#latchWatched = this.#strip.busy;
      if (!this.#latchWatched) return;
      const due = this.#strip.latchCycle;
      cpu.addClockEvent(look, due === Infinity ? LATCH_CYCLES : due - cpu.cycles);
    };
    cpu.addClockEvent(look, LATCH_CYCLES);
  }

  #showIfLatched(): void {
    const frame = this.#strip.take(this.cycles);
    if (frame === null) return;
    if (frame.rgb.length >= this.#shown.length) this.#shown = frame.rgb;
    else {
      this.#shown = this.#shown.slice();
      this.#shown.set(frame.rgb);
    }
    this.onShow?.(frame);
  }
}
