import { EmulatedBoard } from '../emulator/board.js';
import { Pca9685 } from '../emulator/pca9685.js';
import { PinMeters, type PulseStats } from '../emulator/pin-meters.js';
import { Twi } from '../emulator/twi.js';
import type { ShownFrame } from '../emulator/types.js';
import type { ResetKind, WireBoard } from '../wire-board.js';
import { type FirmataHex, hexPathOf } from './hexes.js';

export const FIRMATA_BAUD = 57_600;
/** What the converter's reference is, unless a program says otherwise [V]. */
const REFERENCE_V = 5;
const FIRST_ANALOGUE_PIN = 14;

export interface FirmataBoardOptions {
  readonly hex: FirmataHex;
  /** Arduino number of the pin that a strip hangs on; default 6. */
  readonly stripPin?: number;
  /** How long the bootloader listens after an external reset [ms]; default 0: none. An Uno's Optiboot: 1400. */
  readonly bootloaderMs?: number;
  /** Address of the PCA9685 on the bus; null for a bus without one. Default 0x40. */
  readonly pca9685?: number | null;
  /** Touch pads: 1 on pin 2, 2 on pin 3, and so on. */
  readonly pads?: readonly number[];
}

/**
 * An Uno with a Firmata program in the emulator, and whatever may be wired to it: it can be plugged into a `Bench` like
 * every board. Pins by their Arduino numbers, A0 to A5 are 14 to 19. Time passes only inside `run`.
 */
export class FirmataBoard implements WireBoard {
  /** The Uno itself: overruns, memory, cycles. */
  readonly uno: EmulatedBoard;
  readonly meters = new PinMeters();
  readonly pca9685: Pca9685;
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  onShow: ((frame: ShownFrame) => void) | null = null;
  onReset: ((kind: ResetKind, timeUs: number) => void) | null = null;
  /** Bytes of the host that were handed to the line. */
  bytesHeard = 0;

  constructor({ hex, stripPin = 6, bootloaderMs = 0, pca9685 = 0x40, pads = [] }: FirmataBoardOptions) {
    this.pca9685 = new Pca9685(pca9685 ?? undefined);
    const slaves = pca9685 === null ? [] : [this.pca9685];
    this.uno = new EmulatedBoard({
      hexPath: hexPathOf(hex),
      baud: FIRMATA_BAUD,
      ledPin: stripPin,
      bootloaderMs,
      pads,
      onStart: ({ cpu, pins }) => {
        this.meters.attach(pins, cpu);
        new Twi(cpu, slaves);
      },
    });
    this.uno.onSerial = (byte, timeUs) => this.onSerial?.(byte, timeUs);
    this.uno.onShow = (frame) => this.onShow?.(frame);
    this.uno.onReset = (kind, timeUs) => {
      // The PCA9685 knows nothing of the chip's reset line; it forgets with the power only.
      if (kind === 'power') this.pca9685.powerOn();
      this.onReset?.(kind, timeUs);
    };
  }

  get timeUs(): number {
    return this.uno.timeUs;
  }

  run(us: number): void {
    this.uno.run(us);
  }

  write(bytes: Uint8Array): void {
    this.bytesHeard += bytes.length;
    this.uno.write(bytes);
  }

  get pendingBytes(): number {
    return this.uno.pendingBytes;
  }

  discardPending(): void {
    this.uno.discardPending();
  }

  get hostBaud(): number {
    return this.uno.hostBaud;
  }

  set hostBaud(baud: number) {
    this.uno.hostBaud = baud;
  }

  reset(kind: ResetKind): void {
    this.uno.reset(kind);
  }

  /**
   * Connects a pin to ground, as a button with the chip's pull-up does. `bounceUs`: lengths of open, closed, open, …
   * before the contact stays closed. Without a pull-up the pin reads low all the time.
   */
  press(pin: number, bounceUs: readonly number[] = []): void {
    this.uno.ground(pin, true, bounceUs);
  }

  release(pin: number, bounceUs: readonly number[] = []): void {
    this.uno.ground(pin, false, bounceUs);
  }

  /** Puts `volts` on an analogue pin (14 to 19 for A0 to A5). */
  dial(pin: number, volts: number): void {
    const reading = Math.min(1023, Math.max(0, Math.floor((volts / REFERENCE_V) * 1024)));
    this.uno.analogue(pin - FIRST_ANALOGUE_PIN, reading);
  }

  /** The part of the time that a pin is high, 0 to 1; of its last whole period, or its level where it rests. */
  pwmDuty(pin: number): number {
    return this.meters.duty(pin);
  }

  /** Width of the last whole pulse on any pin [µs]; null before the first. */
  servoPulseUs(pin: number): number | null {
    return this.meters.pulseUs(pin);
  }

  pulseStats(pin: number): PulseStats {
    return this.meters.pulseStats(pin);
  }

  /** R, G, B per LED of the strip as it shines. */
  pixels(): Uint8Array {
    return this.uno.leds;
  }
}

export function createFirmataBoard(options: FirmataBoardOptions): FirmataBoard {
  return new FirmataBoard(options);
}
