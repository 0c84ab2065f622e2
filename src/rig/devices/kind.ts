/**
 * All that a rig file and its checks must know of a kind of device. To add one, write a file with such a value and a line
 * in all.ts: the checks ask the traits of the device at hand, and never what kind it is.
 */
import type { z } from 'zod';
import type { Problem, Wrong } from '../../files/index.js';
import type { Fitted } from '../fitted.js';

/** Sections of a rig file that not every device has something for. */
export type FittedSection = Fitted['light']['kind'] | 'piezo' | 'lamp pin';

/** What a device can do, and what it has against a rig. */
export interface DeviceTraits {
  /** Whether strip, lamps and servos may draw from the USB port of a board, which gives no more than 500 mA. */
  readonly isOnUsb: boolean;
  /** Whether the axon glows on a strip if the file says nothing; if not, it must say. */
  readonly hasUsualStrip: boolean;
  /** Why it has nothing for a section, or `undefined` if it has. Absent: it takes all. */
  refuses?(section: FittedSection): Wrong | undefined;
  /** Why a strip is no longer than `leds`, and what to do. */
  whyNotLonger(leds: number): string;
  /** Pins that cannot do what they are wired for. */
  pinProblems(fitted: Fitted): Problem[];
  /** The shortest pulse that it gives to a servo [µs], and why. Absent: any that a file may have. */
  readonly shortestPulse?: { readonly us: number; readonly why: string };
  /** What else it has against what is fitted. */
  ownProblems?(fitted: Fitted): Problem[];
}

export interface DeviceKind<Schema extends z.ZodType = z.ZodType> {
  /** Its section of a rig file: `kind`, and its options. */
  readonly schema: Schema;
  /** LEDs of the longest strip that it drives. Absent: as long as the longest of the other kinds. */
  readonly mostLeds?: number;
  /** The traits of a device of this kind, which may depend on its options. */
  traits(device: z.output<Schema>): DeviceTraits;
}

/** The value itself: this only finds out what its schema makes of a section. */
export function deviceKind<Schema extends z.ZodType>(kind: DeviceKind<Schema>): DeviceKind<Schema> {
  return kind;
}
