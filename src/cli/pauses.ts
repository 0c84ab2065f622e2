/** Pauses of a long computation: to hear Ctrl-C, and to say how far it is. */
import { constants } from 'node:os';
import { listenForStop } from './stop.js';
import { UserError } from './terminal.js';

/** What a shell says of a program that a signal has ended: this and the number of the signal. */
const STOPPED_BY = 128;

/** Somebody stopped it. */
export class StoppedError extends UserError {
  override readonly name = 'StoppedError';
  override readonly exitCode: number;
  readonly signal: NodeJS.Signals;

  /** @param left what there is of the work now. */
  constructor(signal: NodeJS.Signals, left = 'nothing was written') {
    super(`stopped by ${signal}; ${left}`);
    this.signal = signal;
    this.exitCode = STOPPED_BY + constants.signals[signal];
  }
}

export interface Pauses {
  /**
   * Lets the process hear its signals; throws StoppedError if one has come. Shows how far the work is: `words`, and
   * `share` from 0 to 1. On a terminal that is one line, in a log a line now and then.
   */
  take(words: () => string, share: number): Promise<void>;
  /** The same without a word: where the share is not known, or does not matter. */
  breathe(): Promise<void>;
  /** Takes the line of progress away. */
  clear(): void;
  /** Lets go of the signals. */
  close(): void;
}

/** Where progress is shown: standard error. */
export interface ProgressScreen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Time from one line of progress to the next, and before the first [ms]: what is over at once shows none. */
const BETWEEN_LINES_MS = 150;
/** The same for a log: its first line after 5 s, the next after 10 s, then 20 s, up to ten minutes. */
const FIRST_LOG_MS = 5000;
const LONGEST_LOG_MS = 600_000;
/** Before, nobody can say how long the rest will take [ms]. */
const KNOWN_AFTER_MS = 1000;
const BAR_WIDTH = 24;

/** `[########                ]  34 %  3.4 of 10 ms` */
export function progressLine(words: string, share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[${'#'.repeat(full)}${' '.repeat(BAR_WIDTH - full)}] ${percent} %  ${words}`;
}

/** `12 s`, `5 min`, `2 h 40 min`: as exact as an estimate is. */
export function durationWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function openPauses(screen: ProgressScreen = process.stderr, now = () => performance.now()): Pauses {
  const stop = listenForStop();
  let stopped: unknown;
  void stop.asked.then((reason) => {
    if (reason.kind === 'signal') stopped = new StoppedError(reason.signal);
    else if (reason.kind === 'crash') stopped = reason.error;
  });
  let shownAtMs = now();
  let betweenMs = screen.isTTY === true ? BETWEEN_LINES_MS : FIRST_LOG_MS;
  let shown = false;
  /** Where the work began, or began again: a share that falls belongs to other work. */
  let start = { atMs: shownAtMs, share: 0 };
  let lastShare = 0;

  async function breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped !== undefined) throw stopped;
  }

  /** What is left, once it is known. */
  function leftWords(share: number): string {
    const tookMs = now() - start.atMs;
    if (tookMs < KNOWN_AFTER_MS || share <= start.share) return '';
    return `, about ${durationWords((tookMs * (1 - share)) / (share - start.share))} left`;
  }

  return {
    breathe,
    async take(words, share) {
      await breathe();
      if (share < lastShare) start = { atMs: now(), share };
      lastShare = share;
      if (now() - shownAtMs < betweenMs) return;
      shownAtMs = now();
      if (screen.isTTY === true) {
        shown = true;
        screen.write(`\r${progressLine(`${words()}${leftWords(share)}`, share)}\u001b[K`);
      } else {
        betweenMs = Math.min(2 * betweenMs, LONGEST_LOG_MS);
        screen.write(`axon-rig: ${Math.floor(share * 100)} % done: ${words()}${leftWords(share)}\n`);
      }
    },
    clear() {
      if (shown) screen.write('\r\u001b[K');
      shown = false;
    },
    close: () => stop.release(),
  };
}
