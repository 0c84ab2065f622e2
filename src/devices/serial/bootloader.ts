/**
 * Asks a board that says nothing whether at least its bootloader is alive. The two bytes are those with which every
 * upload begins; they change nothing in the board: a bootloader answers and then waits a second longer for an
 * upload that does not come, and any other program reads "0" and a space. Only a board that was silent through
 * the whole search is asked.
 *
 * Source: STK500 protocol (Atmel AVR061), "Get synchronization"; optiboot and ATmegaBOOT answer alike.
 */
import { Link } from '../port/link.js';
import { CLOSE_MS, REOPEN_MS } from '../port/listen.js';
import type { LinkPorts } from '../port/ports.js';
import type { Timers } from '../timers.js';
import { onAbort, pause } from '../waiting.js';

/** Optiboot on an Uno and a new Nano; the older bootloader of a Nano. */
const BAUDS = [115_200, 57_600] as const;
/** Cmnd_STK_GET_SYNC, Sync_CRC_EOP. */
const GET_SYNC = Uint8Array.of(0x30, 0x20);
/** Optiboot blinks before it listens, and listens for a second. */
const ASK_EVERY_MS = 100;
const LISTEN_MS = 1200;

export interface BootloaderOptions {
  readonly path: string;
  readonly ports: LinkPorts;
  readonly timers: Timers;
}

/**
 * Opens the port at each baud, which resets most boards, asks, and closes it again. Resolves with whether a
 * bootloader answered; aborted, it rejects when the port is closed.
 */
export async function askBootloader(options: BootloaderOptions, signal: AbortSignal): Promise<boolean> {
  if (await answersAt(BAUDS[0], options, signal)) return true;
  await pause(REOPEN_MS, options.timers, signal);
  return answersAt(BAUDS[1], options, signal);
}

function answersAt(
  baud: number,
  { path, ports, timers }: BootloaderOptions,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const link = new Link(ports, path, baud);
    let alive = false;
    let isOver = false;
    let cancelTimer = timers.after(LISTEN_MS, giveUp);
    const stopAsking = timers.every(ASK_EVERY_MS, () => link.write(GET_SYNC));
    const forget = onAbort(signal, giveUp);

    function settle(): void {
      if (isOver) return;
      isOver = true;
      cancelTimer();
      stopAsking();
      forget();
      if (signal.aborted) reject(signal.reason);
      else resolve(alive);
    }

    function giveUp(): void {
      cancelTimer();
      // A port that hangs as it opens may never say that it is closed: it is not waited for.
      cancelTimer = timers.after(CLOSE_MS, settle);
      link.close();
    }

    link.attach({
      heard() {
        if (alive || !link.heard.bootloader) return;
        alive = true;
        giveUp();
      },
      line() {},
      ended: settle,
    });
  });
}
