/**
 * What the rig and the process with its board say to each other. Plain values and typed arrays only: they cross from
 * process to process by structured clone.
 */
import type { Picture } from '../device.js';
import type { FirmataSetup } from './setup.js';
import type { FirmataCode } from './words.js';

/** To the board's process. */
export type ToBoard =
  | {
      readonly type: 'open';
      readonly path: string;
      readonly baud: number;
      readonly setup: FirmataSetup;
    }
  /** The next one goes only after `taken`: a process that is slow has one picture waiting, never a queue. */
  | ({ readonly type: 'picture' } & Picture)
  /** Dark and at rest, then end. */
  | { readonly type: 'close' };

/** Counters of one connection. */
export interface BoardStats {
  readonly bytesSent: number;
  readonly pictureBytes: number;
  /** Pictures that went out, that the board has answered, and that a newer one replaced before. */
  readonly sent: number;
  readonly acked: number;
  readonly superseded: number;
  /** Outputs told again, so that a byte lost on the line heals; questions asked again. */
  readonly repeated: number;
  readonly asked: number;
  readonly askedAgain: number;
  /** Messages of the board that could not be read. */
  readonly garbage: number;
  /** The last way there and back [ms]; null before the first. */
  readonly roundTripMs: number | null;
}

/** From the board's process. */
export type FromBoard =
  | { readonly type: 'progress'; readonly words: string }
  | {
      readonly type: 'ready';
      /** Such as "StandardFirmata 2.5". */
      readonly firmware: string;
      readonly protocol: string;
      readonly lowLatency: boolean | null;
    }
  | { readonly type: 'taken' }
  /** The first picture that knows of this input is complete on the board. Times are of the process's clock [µs]. */
  | { readonly type: 'shown'; readonly inputId: number; readonly atUs: number }
  | { readonly type: 'button'; readonly button: number; readonly pressed: boolean; readonly atUs: number }
  | { readonly type: 'dial'; readonly dial: number; readonly position: number; readonly atUs: number }
  | { readonly type: 'stats'; readonly stats: BoardStats }
  /** The port did not open; why, in the system's own words. */
  | { readonly type: 'not-opened'; readonly error: string }
  /** It is over, and the port is closed. `restarted`: the board started again by itself. */
  | {
      readonly type: 'failed';
      readonly fault: FirmataCode;
      readonly words: string;
      readonly restarted: boolean;
    }
  | { readonly type: 'closed'; readonly answered: boolean };

const TYPES: readonly FromBoard['type'][] = [
  'progress',
  'ready',
  'taken',
  'shown',
  'button',
  'dial',
  'stats',
  'not-opened',
  'failed',
  'closed',
];

/** A message of the process, or undefined for what is none. */
export function asFromBoard(message: unknown): FromBoard | undefined {
  const type = (message as { type?: unknown } | null)?.type;
  return TYPES.some((known) => known === type) ? (message as FromBoard) : undefined;
}

/** One connection to a board, from its beginning to its end; `process.ts` has it in a process of its own. */
export interface BoardProcess {
  send(message: ToBoard): void;
  /** Ends it at once; `ended` still comes. */
  kill(): void;
}

export interface BoardProcessListener {
  message(message: FromBoard): void;
  /** Called once; nothing follows. `words` say why if it ended by itself. */
  ended(words: string): void;
}

export type StartBoardProcess = (listener: BoardProcessListener) => BoardProcess;
