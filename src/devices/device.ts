/**
 * The contract between the controller and anything that glows: a virtual strip, our own board on a serial port,
 * a Firmata board. Types only. One conformance suite (test/contract/) holds every device to this text.
 *
 * - A device takes a frame at any time and never waits: it keeps one frame, and the latest wins.
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
export interface Frame {
  /** One level per LED (units.ts, "level scale"). */
  readonly levels: Uint8Array;
  /** Light of the same LEDs: R, G, B per LED as PWM counts (linear light), current limit applied. */
  readonly rgb: Uint8Array;
  /** Levels of needle A and needle B. */
  readonly needleLevels: readonly [number, number];
  /** Id of the last input event that this frame already takes into account; 0 if none. */
  readonly inputId: number;
}

/** Something a person did. `id` counts from 1 to 255 and then again from 1 within one connection. */
export type InputEvent =
  | {
      readonly kind: 'button';
      readonly id: number;
      /** 1 to 4. */
      readonly button: number;
      readonly pressed: boolean;
      /** Time of the edge on the device's own clock [µs, 32 bits, wraps]. */
      readonly deviceUs: number;
    }
  | {
      readonly kind: 'dial';
      readonly id: number;
      readonly dial: number;
      /** 0 to 1. */
      readonly position: number;
      readonly deviceUs: number;
    };

/** Why there is no link. Callers branch on `code`, people read `reason`. */
export type LinkFault =
  | 'no-port'
  | 'port-taken'
  | 'modem-manager'
  | 'brltty'
  | 'no-permission'
  | 'port-error'
  | 'no-answer'
  | 'bootloader'
  | 'garbage'
  | 'wrong-baud'
  | 'damaged'
  | 'firmata'
  | 'other-major'
  | 'refused'
  | 'silent'
  | 'unplugged';

/** Where the device stands; `words` is one sentence for a person that says what to do where something is wrong. */
export type DeviceState =
  | { readonly kind: 'opening'; readonly words: string }
  | { readonly kind: 'ready'; readonly words: string }
  /** The link is there but the board has not answered for a while. */
  | { readonly kind: 'silent'; readonly words: string }
  /** No link; the device tries again after `retryInMs`. */
  | {
      readonly kind: 'lost';
      readonly fault: LinkFault;
      readonly words: string;
      readonly retryInMs: number;
    }
  | { readonly kind: 'closed'; readonly words: string };

/** Counters since `open`, for the page and for `ports`. */
export interface DeviceStats {
  /** Frames handed to `show`. */
  readonly framesOffered: number;
  /** Frames that went out. */
  readonly framesSent: number;
  /** Frames that a newer one replaced before they could go out. */
  readonly framesSuperseded: number;
  /** Messages the board refused, and lines of the board that could not be read. */
  readonly rejected: number;
  readonly resent: number;
  readonly reconnects: number;
}

export interface DeviceListener {
  input(event: InputEvent): void;
  state(state: DeviceState): void;
  /** Edge of input `id` to the end of the first show that took it into account, on the board's own clock [µs]. */
  latency?(id: number, latencyUs: number): void;
}

export interface Device {
  readonly capabilities: Capabilities;
  readonly state: DeviceState;
  readonly stats: DeviceStats;
  /** Begins; called once. The first state change may come before it returns. */
  open(listener: DeviceListener): void;
  /** Shows a frame as soon as the device can. In any state but `ready` the frame is kept and the latest wins. */
  show(frame: Frame): void;
  /** Strip dark, needles to rest, then everything is released. Resolves when that is done; may be called twice. */
  close(): Promise<void>;
}
