import type { CPU } from 'avr8js';
import { CLOCK_HZ } from './registers.js';

/** The receiving end of the line: the board's USART. */
export interface LineReceiver {
  /** The middle of a start bit. */
  startBit(): void;
  /** A whole character; `senderBitCycles` is the length of one of its bits. */
  character(byte: number, senderBitCycles: number): void;
}

/** Fraction of a character's ten bits after which a receiver has it: the middle of the stop bit and a little. */
const CHARACTER_BITS = 9.6;

/**
 * The wire from the host to the board: bytes queue up and travel back to back at the host's baud. Their
 * boundaries fall between cycles: they are kept as fractions and do not drift.
 */
export class HostLine {
  #ring = new Uint8Array(1024);
  #head = 0;
  #count = 0;
  #bitCycles: number;
  /** When the head byte's start bit begins, or when the line became free [cycles, fractional]. */
  #startCycle = 0;
  #travelling = false;
  #cpu: CPU | null = null;
  #receiver: LineReceiver | null = null;

  constructor(baud: number) {
    this.#bitCycles = CLOCK_HZ / baud;
  }

  get pending(): number {
    return this.#count;
  }

  set baud(baud: number) {
    if (!(baud > 0)) throw new RangeError(`the host's baud: expected a number above 0, got ${baud}`);
    this.#bitCycles = CLOCK_HZ / baud;
  }

  get baud(): number {
    return CLOCK_HZ / this.#bitCycles;
  }

  /** Connects the line to a chip that has just started. A character on its way is lost, those behind it are not. */
  attach(cpu: CPU, receiver: LineReceiver): void {
    if (this.#travelling) this.#finish();
    this.#cpu = cpu;
    this.#receiver = receiver;
    if (this.#count > 0) this.#begin();
  }

  /** Lets bytes arrive where nobody listens, up to `cycle`. Returns the bytes that did. */
  detachUntil(cycle: number): number {
    this.#cpu = null;
    this.#receiver = null;
    let lost = 0;
    while (this.#count > 0 && this.#startCycle + CHARACTER_BITS * this.#bitCycles <= cycle) {
      this.#finish();
      lost++;
    }
    return lost;
  }

  /** Queues bytes; the first leaves as soon as the line is free. */
  write(bytes: Uint8Array, nowCycle: number): void {
    if (bytes.length === 0) return;
    const wasIdle = this.#count === 0;
    this.#reserve(this.#count + bytes.length);
    const mask = this.#ring.length - 1;
    for (let i = 0; i < bytes.length; i++) {
      this.#ring[(this.#head + this.#count) & mask] = bytes[i]!;
      this.#count++;
    }
    if (wasIdle) {
      if (this.#startCycle < nowCycle) this.#startCycle = nowCycle;
      this.#begin();
    }
  }

  /** Forgets what has not begun to travel. */
  discard(): void {
    this.#count = this.#travelling ? 1 : 0;
  }

  #begin(): void {
    if (this.#cpu === null) return;
    this.#travelling = true;
    this.#at(this.#startCycle + 0.5 * this.#bitCycles, this.#onStartBit);
  }

  // The line may have been handed to a new chip since the event was set: then `#cpu` differs and it never fires,
  // because a chip that was reset is not run any more.
  readonly #onStartBit = (): void => {
    this.#receiver?.startBit();
    this.#at(this.#startCycle + CHARACTER_BITS * this.#bitCycles, this.#onCharacter);
  };

  readonly #onCharacter = (): void => {
    const byte = this.#ring[this.#head]!;
    this.#receiver?.character(byte, this.#bitCycles);
    this.#finish();
    if (this.#count > 0) this.#begin();
  };

  #finish(): void {
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#count--;
    this.#travelling = false;
    this.#startCycle += 10 * this.#bitCycles;
  }

  #at(cycle: number, callback: () => void): void {
    const cpu = this.#cpu!;
    cpu.addClockEvent(callback, Math.ceil(cycle) - cpu.cycles);
  }

  #reserve(count: number): void {
    if (count <= this.#ring.length) return;
    let size = this.#ring.length;
    while (size < count) size *= 2;
    const larger = new Uint8Array(size);
    for (let i = 0; i < this.#count; i++) {
      larger[i] = this.#ring[(this.#head + i) & (this.#ring.length - 1)]!;
    }
    this.#ring = larger;
    this.#head = 0;
  }
}
