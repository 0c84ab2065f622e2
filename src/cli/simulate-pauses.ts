/** Pauses of a long computation: to hear Ctrl-C, and to say how far it is. */
import { constants } from 'node:os';
import { listenForStop } from './stop.js';

/** Somebody stopped it. Nothing has been written by then. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
  readonly signalNumber: number;

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}; nothing was written`);
    this.signalNumber = constants.signals[signal];
  }
}

export interface Pauses {
  /**
   * Lets the process hear its signals; throws StoppedError if one has come. On a terminal, shows how far it is:
   * `words`, and `share` from 0 to 1.
   */
  take(words: () => string, share: number): Promise<void>;
  /** Takes the line of progress away. */
  clear(): void;
  /** Lets go of the signals. */
  close(): void;
}

/** Where progress is shown: standard error, if it is a terminal. */
export interface ProgressScreen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Time from one line of progress to the next, and before the first [ms]: what is over at once shows none. */
const BETWEEN_LINES_MS = 150;
const BAR_WIDTH = 24;

/** `[########                ]  34 %  3.4 of 10 ms` */
export function progressLine(words: string, share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[${'#'.repeat(full)}${' '.repeat(BAR_WIDTH - full)}] ${percent} %  ${words}`;
}

export function openPauses(screen: ProgressScreen = process.stderr, now = () => performance.now()): Pauses {
  const stop = listenForStop();
  let stopped: unknown;
  void stop.asked.then((reason) => {
    if (reason.kind === 'signal') stopped = new StoppedError(reason.signal);
    else if (reason.kind === 'crash') stopped = reason.error;
  });
  let shownAtMs = now();
  let shown = false;
  return {
    async take(words, share) {
      await new Promise((resolve) => setImmediate(resolve));
      if (stopped !== undefined) throw stopped;
      if (screen.isTTY !== true || now() - shownAtMs < BETWEEN_LINES_MS) return;
      shownAtMs = now();
      shown = true;
      screen.write(`\r${progressLine(words(), share)}\u001b[K`);
    },
    clear() {
      if (shown) screen.write('\r\u001b[K');
      shown = false;
    },
    close: () => stop.release(),
  };
}
