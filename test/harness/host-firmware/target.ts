/** Boards that a long row of trials can be played to: bytes, and how long to wait behind them. */
import type { BoardState } from './orders.js';

/** Contacts and dials as they are moved to; only where there are any. */
export interface Fingers {
  /** Levels of port D's pins: a 0 in bits 2 to 5 is a pressed button. */
  readonly pins: number;
  /** A dial and its reading from 0 to 1023. */
  readonly dial: number;
  readonly reading: number;
}

export interface Step {
  readonly fingers?: Fingers;
  readonly bytes: Uint8Array;
  readonly thenUs: number;
}

export type Trial = readonly Step[];

/** What came of one trial. */
export interface Outcome {
  /** What the board has sent, lines cut anywhere. */
  readonly text: string;
  /** Every show(): R, G, B of the LEDs that it reached. */
  readonly shows: readonly Uint8Array[];
  /** Only where one can look inside. */
  readonly state: BoardState | undefined;
}

export interface Target {
  readonly name: string;
  /** What the board needs for a command, beyond its bytes [µs]. */
  readonly thinkingUs: number;
  play(trials: readonly Trial[]): Outcome[];
  close(): void;
}

/** The same where what comes of a trial is known later. */
export type LaterTarget = Omit<Target, 'play'> & {
  play(trials: readonly Trial[]): Promise<Outcome[]>;
};
