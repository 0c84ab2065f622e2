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
  /** Levels of needle A and needle B. */
  readonly needleLevels: readonly [number, number];
  /** Id of the last input event that this picture already takes into account; 0 if none. */
  readonly inputId: number;
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
    })
  | (Happened & {
      readonly kind: 'dial';
      readonly dial: number;
      /** 0 to 1. */
      readonly position: number;
    });

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
  | { readonly kind: 'closed'; readonly words: string };

/** Counters since `open`, for the page and for `ports`. */
export interface DeviceStats {
  /** Frames handed to `show`. */
  readonly picturesOffered: number;
  /** Frames that went out. */
  readonly picturesSent: number;
  /** Frames that a newer one replaced before they could go out. */
  readonly picturesSuperseded: number;
  /** Messages the board refused, and lines of the board that could not be read. */
  readonly rejected: number;
  /** Pictures shown again, so that a lost one heals, and commands that were not answered in time. */
  readonly resent: number;
  readonly reconnects: number;
  /** Of a device at the end of a line. */
  readonly wire?: WireStats;
}

/** What a line carries and how well. Counters since `open`; the rest is of the board that is there, else null. */
export interface WireStats {
  /** Firmata has no credits, no profiles, no commands but questions, and refuses nothing: those counters stay at 0. */
  readonly protocol: 'axon-rig' | 'firmata';
  readonly bytesSent: number;
  /** Of these, the bytes of pictures. */
  readonly pictureBytes: number;
  /** Pictures that the board has taken from its buffer. */
  readonly picturesAcked: number;
  /** Pictures that went out exactly, and as the shorter profile; repeats count. */
  readonly levelsSent: number;
  readonly profilesSent: number;
  readonly commandsSent: number;
  readonly commandsResent: number;
  /** Times that all bytes under way were taken for lost. */
  readonly creditsLost: number;
  /** `rejected`, told apart: lines of the board that could not be read, messages that it refused. */
  readonly linesUnread: number;
  readonly refused: number;
  /** How long the board blends from picture to picture [ms]. */
  readonly fadeMs: number;
  readonly port: {
    readonly path: string;
    readonly baud: number;
    readonly board: string;
    readonly firmware: string;
    /** Whether the system hands bytes on at once; null where it does not say. */
    readonly lowLatency: boolean | null;
  } | null;
  readonly clock: {
    /** How much faster the board's clock runs than the room's [parts per million], and how far off that may be. */
    readonly driftPpm: number;
    readonly driftWithinPpm: number;
    /** How far off a time of the board may be on the clock of the room [ms]. */
    readonly withinMs: number;
    /** Shortest of the last minute [ms]. */
    readonly roundTripMs: number;
  } | null;
  /** From a question to its answer, of late, where no clock of the board is known that would say it better [ms]. */
  readonly answerMs: number | null;
  readonly lastPress: {
    /** From the edge until this program heard of it, and how far off that may be; null without a common clock. */
    readonly toHostMs: number | null;
    readonly withinMs: number | null;
    /** From the edge to the light, on the board's own clock [ms]. */
    readonly toLightMs: number;
  } | null;
  /** What the board itself counts since its reset. */
  readonly board: {
    readonly upS: number;
    readonly framesBad: number;
    /** Overruns of its UART and bytes that found its buffer full. */
    readonly bytesLost: number;
    readonly showUs: number;
    readonly freeRamBytes: number;
    readonly framesDimmed: number;
    readonly eventsLost: number;
  } | null;
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
  /** Begins. The first state change may come before it returns. A second call, or one after `close`, does nothing. */
  open(listener: DeviceListener): void;
  /** Shows a picture as soon as the device can. In any state but `ready` the picture is kept and the latest wins. */
  show(picture: Picture): void;
  /** Strip dark, needles to rest, then everything is released. Resolves when that is done; may be called twice. */
  close(): Promise<void>;
}
