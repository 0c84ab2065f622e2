import type { TwiSlave } from './twi.js';

/** Registers (PCA9685 datasheet, rev. 4, table 4). */
const MODE1 = 0x00;
const MODE2 = 0x01;
const SUBADR1 = 0x02;
const ALLCALLADR = 0x05;
const LED0 = 0x06;
const LAST_LED = 0x45;
const ALL_LED = 0xfa;
const PRE_SCALE = 0xfe;

const RESTART = 0x80;
const AUTO_INCREMENT = 0x20;
const SLEEP = 0x10;
const SUB1 = 0x08;
const ALLCALL = 0x01;
const INVERT = 0x10;
const OUTPUT_ON_ACK = 0x08;
/** Bit 4 of a high register: the channel is fully on, or fully off. */
const FULL = 0x10;

const STEPS = 4096;
const OSCILLATOR_HZ = 25_000_000;
const GENERAL_CALL = 0;
const SOFTWARE_RESET = 0x06;
const CHANNELS = 16;

/**
 * A PCA9685 on the bus: sixteen channels of 12-bit PWM, decoded from its registers as the master writes them. Knows
 * auto-increment, sleep, the all-channels registers, all-call and sub-addresses, and the software reset. New values
 * show at the stop, or at each acknowledge where OCH says so. Its power is the board's: `powerOn` after a power-on.
 */
export class Pca9685 implements TwiSlave {
  readonly #own: number;
  readonly #registers = new Uint8Array(256);
  /** The four registers of every channel as they act on the outputs. */
  readonly #acting = new Uint8Array(4 * CHANNELS);
  #pointer = 0;
  #fresh = true;
  #calledByAll = false;
  /** What the master wrote, oldest first: [register, value]. Grows; `forget` clears it. */
  readonly written: [register: number, value: number][] = [];
  /** How many times the outputs of any channel changed. */
  changes = 0;

  /** `address`: 7 bits, 0x40 with no jumper closed. */
  constructor(address = 0x40) {
    this.#own = address;
    this.powerOn();
  }

  /** Registers as after power-on: asleep, every channel off, 200 Hz. */
  powerOn(): void {
    const registers = this.#registers;
    registers.fill(0);
    registers[MODE1] = SLEEP | ALLCALL;
    registers[MODE2] = 0x04;
    registers.set([0xe2, 0xe4, 0xe8, 0xe0], SUBADR1);
    for (let channel = 0; channel < CHANNELS; channel++) registers[LED0 + 4 * channel + 3] = FULL;
    registers[ALL_LED + 3] = FULL;
    registers[PRE_SCALE] = 0x1e;
    this.#acting.set(registers.subarray(LED0, LAST_LED + 1));
  }

  forget(): void {
    this.written.length = 0;
    this.changes = 0;
  }

  /** Whether the oscillator stands: no channel is driven by PWM then. */
  get asleep(): boolean {
    return (this.#registers[MODE1]! & SLEEP) !== 0;
  }

  /** Frequency of the PWM [Hz]. */
  get frequencyHz(): number {
    return OSCILLATOR_HZ / (STEPS * (this.#registers[PRE_SCALE]! + 1));
  }

  register(address: number): number {
    return this.#registers[address & 0xff]!;
  }

  /** The part of the time that channel 0 to 15 is high, 0 to 1. */
  duty(channel: number): number {
    if (!(channel >= 0 && channel < CHANNELS)) {
      throw new RangeError(`channel of a PCA9685: expected 0 to 15, got ${channel}`);
    }
    const duty = this.#asked(channel);
    return this.#registers[MODE2]! & INVERT ? 1 - duty : duty;
  }

  /** High part of every period of a channel [µs], for a servo on it. */
  pulseUs(channel: number): number {
    return (this.duty(channel) * 1e6) / this.frequencyHz;
  }

  #asked(channel: number): number {
    const at = 4 * channel;
    const onHigh = this.#acting[at + 1]!;
    const offHigh = this.#acting[at + 3]!;
    if (offHigh & FULL) return 0;
    if (onHigh & FULL) return 1;
    if (this.asleep) return 0;
    const on = this.#acting[at]! | ((onHigh & 0x0f) << 8);
    const off = this.#acting[at + 2]! | ((offHigh & 0x0f) << 8);
    return ((off - on + STEPS) % STEPS) / STEPS;
  }

  address(address: number, read: boolean): boolean {
    this.#calledByAll = address === GENERAL_CALL && !read;
    if (this.#calledByAll) return true;
    if (!this.#answersTo(address)) return false;
    this.#fresh = !read;
    return true;
  }

  #answersTo(address: number): boolean {
    if (address === this.#own) return true;
    const registers = this.#registers;
    const mode = registers[MODE1]!;
    if (mode & ALLCALL && address === registers[ALLCALLADR]! >> 1) return true;
    for (let sub = 0; sub < 3; sub++) {
      if (mode & (SUB1 >> sub) && address === registers[SUBADR1 + sub]! >> 1) return true;
    }
    return false;
  }

  write(byte: number): boolean {
    if (this.#calledByAll) {
      if (byte !== SOFTWARE_RESET) return false;
      this.powerOn();
      return true;
    }
    if (this.#fresh) {
      this.#pointer = byte;
      this.#fresh = false;
      return true;
    }
    this.written.push([this.#pointer, byte]);
    this.#put(this.#pointer, byte);
    this.#advance();
    if (this.#registers[MODE2]! & OUTPUT_ON_ACK) this.#act();
    return true;
  }

  read(): number {
    const value = this.#registers[this.#pointer]!;
    this.#advance();
    return value;
  }

  stop(): void {
    this.#calledByAll = false;
    this.#act();
  }

  #put(register: number, value: number): void {
    const registers = this.#registers;
    if (register === MODE1) {
      // RESTART reads as one after a sleep in the midst of PWM, and is cleared by writing a one.
      const restart = value & RESTART ? 0 : registers[MODE1]! & RESTART;
      const fallsAsleep = value & SLEEP && !this.asleep ? RESTART : 0;
      registers[MODE1] = (value & ~RESTART) | restart | fallsAsleep;
    } else if (register === PRE_SCALE) {
      // Writable only while the oscillator stands; 3 is the smallest (section 7.3.5).
      if (this.asleep) registers[PRE_SCALE] = Math.max(3, value);
    } else if (register >= ALL_LED && register < PRE_SCALE) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        registers[LED0 + 4 * channel + register - ALL_LED] = value & (register & 1 ? 0x1f : 0xff);
      }
    } else if (register >= LED0 && register <= LAST_LED) {
      registers[register] = value & ((register - LED0) & 1 ? 0x1f : 0xff);
    } else {
      registers[register] = value;
    }
  }

  #advance(): void {
    if (!(this.#registers[MODE1]! & AUTO_INCREMENT)) return;
    this.#pointer = this.#pointer === LAST_LED ? MODE1 : (this.#pointer + 1) & 0xff;
  }

  #act(): void {
    for (let at = 0; at < this.#acting.length; at++) {
      const value = this.#registers[LED0 + at]!;
      if (value === this.#acting[at]) continue;
      this.#acting[at] = value;
      this.changes++;
    }
  }
}
