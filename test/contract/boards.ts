/** The boards that one and the same test runs on. */
import { EmulatedBoard } from '../harness/emulator/board.js';
import { MockBoard } from '../harness/mock-board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import type { WireBoard } from '../harness/wire-board.js';

/** What a test sees and moves on any board. */
export interface TestBoard extends WireBoard {
  /** R, G, B per LED as they shine; empty or longer than the strip in force: LEDs never reached stay as they were. */
  readonly leds: Uint8Array;
  /** Pulses of the needles A and B [µs]; null where there is none. */
  readonly servoUs: [number | null, number | null];
  press(button: number): void;
  release(button: number): void;
  /** Turns dial 0 or 1 to a reading from 0 to 1023. */
  dial(dial: number, value: number): void;
}

export interface BoardKind {
  readonly name: string;
  /** True where the tests must be skipped: without avr-gcc there is no program to emulate (in CI they fail instead). */
  readonly skipped: boolean;
  make(options?: { baud?: number; bootloaderMs?: number }): TestBoard;
}

export const BOARDS: readonly BoardKind[] = [
  { name: 'the mock board', skipped: false, make: (options) => new MockBoard(options) },
  {
    name: 'the real program in the emulated board',
    skipped: lacks(avrGccPath),
    make: (options) => new EmulatedBoard(options),
  },
];
