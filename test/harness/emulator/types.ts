import type { StripOrder } from '../../../src/units.js';
import type { Machine } from './machine.js';

/** Range of one quantity over a frame, smallest and largest; [0, 0] if it never occurred. */
export type Range = readonly [min: number, max: number];

/** The WS2812 signal as the pin drove it [ns]. */
export interface Waveform {
  /** Length of the high part of 0 bits. */
  readonly t0hNs: Range;
  /** Length of the high part of 1 bits. */
  readonly t1hNs: Range;
  /** Length of the low between two bits of the same frame; its largest is the longest gap. */
  readonly lowNs: Range;
}

/** One picture as the strip's data pin carried it. */
export interface ShownFrame {
  /** Rising edge of the first bit, board time [µs]. */
  readonly startUs: number;
  /** Falling edge of the last bit, board time [µs]. The frame is reported once the line has stayed low long enough to latch. */
  readonly endUs: number;
  /** R, G, B per LED, and W of a strip with white, taken in the order that the strip wants. */
  readonly rgb: Uint8Array;
  /** The bytes in the order of the wire, incomplete last LED included. */
  readonly raw: Uint8Array;
  /** Bits on the wire; a multiple of 24, or of 32 with white, unless the frame was cut off. */
  readonly bits: number;
  readonly waveform: Waveform;
  /** Longest low between two bits [ns]: strips begin to latch at gaps of 5 to 9 µs. */
  readonly longestGapNs: number;
}

/** Pulses on a servo pin since the last reset or `clearServoStats`. */
export interface ServoStats {
  readonly pulses: number;
  readonly minUs: number;
  readonly maxUs: number;
  /** Shortest and longest distance between rising edges. */
  readonly minPeriodUs: number;
  readonly maxPeriodUs: number;
}

export interface EmulatedBoardOptions {
  /** Intel HEX file; default firmware/build/axon-rig-uno.hex. */
  hexPath?: string;
  /** Intel HEX text instead of a file. */
  hex?: string;
  /** The host's bits per second; default 500000. */
  baud?: number;
  /** Buttons that are touch pads: they bring their pin to ground while nobody touches them, and to 5 V then. */
  pads?: readonly number[];
  /** What the strip wants; default grb. */
  strip?: StripOrder;
  /** Arduino number of the strip's data pin, 2 to 13; default 6. */
  ledPin?: number;
  /**
   * How long the bootloader listens after an external reset before the program starts [ms]; default 0: none.
   * Bytes of the host are eaten meanwhile, and a host that talks makes it leave early.
   */
  bootloaderMs?: number;
  /** Intel HEX text of a real bootloader, which starts the board and writes its flash; `hex: ''` leaves the rest blank. */
  bootloader?: string;
  /** Content of the EEPROM, up to 1024 bytes; erased (0xFF) beyond. Not changed by resets. */
  eeprom?: Uint8Array;
  /** Called with every life of the chip before its first instruction, to wire more to its pins. */
  onStart?(machine: Machine): void;
}
