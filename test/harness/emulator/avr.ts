/** Types of the simulator that its index does not export by name. */
import type { AVRIOPort, CPU } from 'avr8js';

export type { AVRIOPort, CPU };

export type AVRInterruptConfig = Parameters<CPU['setInterruptFlag']>[0];

/** The head of the simulator's list of events: private there, but the inner loop must look at it on every instruction. */
export interface ClockEvents {
  readonly nextClockEvent: { readonly cycles: number } | null;
}
