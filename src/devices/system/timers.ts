import { type Timers, timersOf } from '../timers.js';

/** The clock of Node. */
export const systemTimers: Timers = timersOf<NodeJS.Timeout>(globalThis);
