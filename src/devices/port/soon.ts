/** A port that has just been closed, or plugged in, may take a moment until it is there. */
import type { Timers } from '../timers.js';
import { pause } from '../waiting.js';

/** Faults that may be over in a moment: it is tried again for 2 s. */
const COMES_SOON: readonly string[] = ['no-port', 'no-permission-yet', 'unplugged'];
const MOST_TRIES = 9;
const BETWEEN_TRIES_MS = 250;

/** @param open is called until the port is there, or has had its time. Rejects when the signal is aborted meanwhile. */
export async function whenThere<Opened extends object>(
  open: () => Promise<Opened>,
  timers: Timers,
  signal: AbortSignal,
): Promise<Opened> {
  for (let tries = 1; ; tries++) {
    const opened = await open();
    const comesSoon = 'fault' in opened && COMES_SOON.includes(String(opened.fault));
    if (!comesSoon || tries === MOST_TRIES) return opened;
    await pause(BETWEEN_TRIES_MS, timers, signal);
  }
}
