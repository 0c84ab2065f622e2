/**
 * The contract between the controller and anything that glows: a virtual strip, our own board on a serial port,
 * a Firmata board. Types only. One conformance suite (test/contract/) holds every device to this text.
 *
 * - A device takes a picture at any time and never waits: it keeps one picture, and the latest wins.
 * - It reports inputs and changes of state to the one listener it was opened with, never from inside `show`.
 * - Failures are states, not exceptions: a device that loses its board says so and looks for it again by itself.
 * - Closed or forgotten, it leaves the strip dark and the needles at rest. A board sees to that on its own when
 *   its host falls silent.
 */

/** What is fitted. */
export interface Capabilities {
  /** LEDs on the strip. */
  readonly ledCount: number;
  /** Needles: 0, 1 (A) or 2 (A and B). */
  readonly needleCount: number;
  /** Buttons, numbered from 1. */
  readonly buttonCount: number;
  /** Dials, numbered from 0. */
  readonly dialCount: number;
}

/**
 * One picture of the axon, after every limit of `display/`. The arrays belong to the caller, who may overwrite
 * them as soon as `show` returns: a device copies what it needs.
 */
export interface Picture {
  /** One level per LED (units.ts, "level scale"). */
  readonly levels: Uint8Array;
  /** Light of the same LEDs: R, G, B per LED as PWM counts (linear light), current limit applied. */
  readonly rgb: Uint8Array;
  /**
   * With which `levels` are this light. It may change from picture to picture: a device that makes light of levels shows
   * each picture with its own. Absent: the one that the device was made with.
   */
  readonly palette?: Palette | undefined;
  /** Levels of needle A and needle B. */
  readonly needleLevels: readonly [number, number];
  /** Whether a fault lamp on a pin is to shine. A device without such a lamp takes no notice. */
  readonly faultLamp?: boolean | undefined;
  /** Id of the last input event that this picture already takes into account; 0 if none. */
  readonly inputId: number;
}

/** How levels are turned into light. */
export interface Palette {
  /** 33 stops of R, G, B as PWM counts, 99 bytes. */
  readonly stops: Uint8Array;
  /** A level more or less is seen: none may be rounded on its way to the strip. */
  readonly exact: boolean;
}

/** When something was done. */
interface Happened {
  /** Counts from 1 to 255 and then again from 1 within one connection. */
  readonly id: number;
  /** On the device's own clock [µs, 32 bits, wraps]. */
  readonly deviceUs: number;
  /** The same moment on the clock of the room [ms], and how far off it may be; absent until clocks are compared. */
  readonly wallMs?: number;
  readonly wallWithinMs?: number;
}

/** Something a person did. */
export type InputEvent =
  | (Happened & {
      readonly kind: 'button';
      /** 1 to 4. */
      readonly button: number;
      readonly pressed: boolean;
      /** The button is out of order (`ButtonFault`): it does nothing, but a picture must confirm it all the same. */
      readonly ignored?: boolean;
    })
  | (Happened & {
      readonly kind: 'dial';
      readonly dial: number;
      /** 0 to 1. */
      readonly position: number;
    });

/** A button that does what no finger does. Its events are `ignored` until it is well again. */
export interface ButtonFault {
  readonly button: number;
  /** `stuck`: down for a minute; until it comes up. `bouncing`: faster than fingers; until it was pressed three times in order. */
  readonly kind: 'stuck' | 'bouncing';
}

/** Where the device stands; `words` is one sentence for a person that says what to do where something is wrong. */
export type DeviceState =
  | { readonly kind: 'opening'; readonly words: string }
  | { readonly kind: 'ready'; readonly words: string }
  /** The link is there but the board has not answered for a while. */
  | { readonly kind: 'silent'; readonly words: string }
  /**
   * No link; the device tries again after `retryInMs`. `fault` names what is wrong, for programs. Each device has names
   * of its own; the same for all are `no-port`, and `no-permission-yet`, which is over in a moment.
   */
  | {
      readonly kind: 'lost';
      readonly fault: string;
      readonly words: string;
      readonly retryInMs: number;
    }
  /** Asked to rest: dark, needles at rest, everything released, until it is asked to go on (resting.ts). */
  | { readonly kind: 'resting'; readonly words: string }
  | { readonly kind: 'closed'; readonly words: string };

/** Counters since `open`. A device may have more of its own. */
export interface DeviceStats {
  /** Pictures handed to `show`. */
  readonly picturesOffered: number;
  /** Pictures that went out. */
  readonly picturesSent: number;
  /** Pictures that a newer one replaced before they could go out. */
  readonly picturesSuperseded: number;
  /** Messages the board refused, and lines of the board that could not be read. */
  readonly rejected: number;
  /** Pictures shown again, so that a lost one heals, and commands that were not answered in time. */
  readonly resent: number;
  readonly reconnects: number;
}

/** What a technician wants to know of the line to a board, in words and figures of the device's own. */
export interface LineReport {
  /** One short line. */
  readonly summary: string;
  readonly groups: readonly LineGroup[];
}

export interface LineGroup {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, figure: string])[];
}

export interface DeviceListener {
  input(event: InputEvent): void;
  state(state: DeviceState): void;
  /** Edge of input `id` to the end of the first show that took it into account, on the board's own clock [µs]. */
  latency?(id: number, latencyUs: number): void;
  /** Which buttons are out of order, whenever that has changed. A device that is not ready knows of none. */
  buttonFaults?(faults: readonly ButtonFault[]): void;
}

export interface Device {
  readonly capabilities: Capabilities;
  readonly state: DeviceState;
  readonly stats: DeviceStats;
  /** Begins. The first state change may come before it returns. A second call, or one after `close`, does nothing. */
  open(listener: DeviceListener): void;
  /** Shows a picture as soon as the device can. In any state but `ready` the picture is kept and the latest wins. */
  show(picture: Picture): void;
  /**
   * What the line carries, and how well; rates are those since the call before, so one caller asks at a steady pace.
   * Absent of a device without a line.
   */
  readonly line?: (() => LineReport) | undefined;
  /** Strip dark, needles to rest, then everything is released. Resolves when that is done; may be called twice. */
  close(): Promise<void>;
}
