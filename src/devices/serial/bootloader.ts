/**
 * Asks a board that says nothing whether at least its bootloader is alive. The two bytes are those with which every
 * upload begins; they change nothing in the board: a bootloader answers and then waits a second longer for an
 * upload that does not come, and any other program reads "0" and a space. Only a board that was silent through
 * the whole search is asked.
 *
 * Source: STK500 protocol (Atmel AVR061), "Get synchronization"; optiboot and ATmegaBOOT answer alike.
 */
import type { Timers } from '../timers.js';
import { Link } from './link.js';
import type { OpenPort } from './port.js';

/** Optiboot on an Uno and a new Nano; the older bootloader of a Nano. */
export const BOOTLOADER_BAUDS: readonly number[] = [115_200, 57_600];
/** Cmnd_STK_GET_SYNC, Sync_CRC_EOP. */
const GET_SYNC = Uint8Array.of(0x30, 0x20);
/** Optiboot blinks before it listens, and listens for a second. */
const ASK_EVERY_MS = 100;
const LISTEN_MS = 1200;
/** Some systems and bridges are not done with a port when they say that it is closed. */
const REOPEN_MS = 100;

export interface BootloaderOptions {
  readonly path: string;
  readonly openPort: OpenPort;
  readonly timers: Timers;
}

/**
 * Opens the port at each baud, which resets most boards, asks, and closes it again; then says whether a
 * bootloader answered. Calling the returned function ends it without an answer; `released` is called when the
 * port is closed.
 */
export function askBootloader(
  { path, openPort, timers }: BootloaderOptions,
  answer: (alive: boolean) => void,
  [baud, ...others]: readonly number[] = BOOTLOADER_BAUDS,
): (released: () => void) => void {
  let alive = false;
  let released: (() => void) | undefined;
  let stopNext: ((released: () => void) => void) | undefined;

  const link = new Link(openPort, path, baud!, {
    heard() {
      alive ||= link.heard.bootloader;
      if (alive) link.close();
    },
    line() {},
    ended() {
      stopAsking();
      stopListening();
      if (released) released();
      else if (alive || others.length === 0) answer(alive);
      else pause();
    },
  });
  const stopAsking = timers.every(ASK_EVERY_MS, () => link.write(GET_SYNC));
  const stopListening = timers.after(LISTEN_MS, () => link.close());

  function pause(): void {
    const cancel = timers.after(REOPEN_MS, () => {
      stopNext = askBootloader({ path, openPort, timers }, answer, others);
    });
    stopNext = (done) => {
      cancel();
      done();
    };
  }

  return (done) => {
    if (stopNext) {
      stopNext(done);
      return;
    }
    released = done;
    if (link.ended) done();
    else link.close();
  };
}
