/**
 * Hands on a board: what calibrating a rig and proving it need of any board. LEDs are lit one by one, a needle goes to a
 * pulse, and inputs are heard; no axon runs meanwhile. Types only: who opens a board brings them (src/cli).
 */
import type { Rig } from '../rig/index.js';
import type { MeterName } from '../units.js';

/** Who answers. */
export interface HandsBoard {
  readonly path: string;
  readonly baud: number;
  /** Its kind as it says itself, such as `uno`, and the version of its firmware. */
  readonly kind: string;
  readonly firmware: string;
  /** Most LEDs that it can light. */
  readonly mostLeds: number;
  /** Whether it can keep a set-up while it has no power (`Hands.keep`). */
  readonly keeps: boolean;
}

/** What is heard of a board. Times are its own [µs, 32 bits, they wrap]. */
export type HandsEvent =
  | { readonly kind: 'button'; readonly button: number; readonly pressed: boolean; readonly deviceUs: number }
  /** Where a dial stands, 0 to 1. */
  | { readonly kind: 'dial'; readonly dial: number; readonly position: number; readonly deviceUs: number }
  /** It has restarted by itself, and shows the same again. */
  | { readonly kind: 'restarted'; readonly words: string }
  /** It is gone: nothing follows. */
  | { readonly kind: 'lost'; readonly fault: string; readonly words: string };

export type HandsListener = (event: HandsEvent) => void;

/** Whether a board keeps a set-up from now on. */
export type Kept = { readonly kind: 'kept' } | { readonly kind: 'not-kept'; readonly words: string };

export interface Hands {
  readonly board: HandsBoard;
  /**
   * Lights LEDs from number `first` on, all others dark, within the current limit of the rig. LEDs are counted along the
   * wire: 0 is the one next to the board, whatever `reversed` and `skip` say. What would be a fourth flash within a second
   * waits, and of several that wait the last is lit.
   * @param rgb R, G, B per LED as PWM counts; the caller keeps the array. At most 63 LEDs, or any number in at most 31
   * colours and dark. RangeError otherwise, and for LEDs that the board does not have.
   */
  light(rgb: Uint8Array, first?: number): void;
  /**
   * Has a needle walk to a pulse, no faster than the rig says. The first one of a session begins there. It never leaves
   * the stops that the hands were opened with. Resolves when it has arrived, or when a later call has taken its place.
   * RangeError if the rig has no such needle.
   */
  turn(needle: MeterName, pulseUs: number): Promise<void>;
  /** No pulses any more, on any pin. */
  letGo(): Promise<void>;
  /**
   * Hears what happens, in place of who heard it before; null: nobody. The first hears also what was there before: where
   * each dial stands, and the release of a button that was held as the board was set up.
   */
  listen(listener: HandsListener | null): void;
  /** Has the board keep the set-up of a rig, also without power: so it begins from its next start on. */
  keep(rig: Rig): Promise<Kept>;
  /** Strip dark, needles let go, port closed. May be called twice. */
  close(): Promise<void>;
}

/** Pulses between which a needle may be turned [µs]. */
export interface PulseStops {
  readonly leastUs: number;
  readonly mostUs: number;
}

/** What hands may do with needles: stay within what the rig file says, or look for stops between these. */
export type NeedleFreedom = 'as-in-file' | PulseStops;

/** Hands, or why there are none, in words that say what to do. */
export type HandsOpened =
  | { readonly kind: 'hands'; readonly hands: Hands }
  | { readonly kind: 'none'; readonly fault: string; readonly words: string };
