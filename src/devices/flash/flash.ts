/**
 * Puts a program on an Uno or Nano through its own bootloader: no other program is needed. An attempt that the line
 * spoils begins again from a reset.
 */

import { REOPEN_MS } from '../port/listen.js';
import { hangingFault, openFault } from '../port/open-fault.js';
import type { Ports } from '../port/ports.js';
import { portsFound } from '../port/ports.js';
import type { Timers } from '../timers.js';
import { atMost, pause, unlessAborted } from '../waiting.js';
import { BootloaderLine } from './bootloader-line.js';
import { type UploadEnd, type UploadProgress, upload } from './upload.js';

/** Optiboot on an Uno and a newer Nano; the older bootloader of a Nano. Each is tried twice. */
const BAUDS = [115_200, 57_600] as const;
const ROUNDS = 2;
/** Attempts with a bootloader that answers, and is lost on the way. */
const MOST_LOST = 5;
const CLOSE_MS = 1000;

export interface FlashOptions {
  readonly path: string;
  /** The program, from address 0 on. */
  readonly program: Uint8Array;
  readonly ports: Pick<Ports, 'openPort' | 'splitLines' | 'listPorts' | 'inspectPort'>;
  readonly timers: Timers;
  readonly onProgress: (progress: UploadProgress) => void;
  /** What is being done, for a person to see. */
  readonly onWords: (words: string) => void;
}

export type FlashEnd =
  | { readonly kind: 'done'; readonly baud: number; readonly pagesWrittenAgain: number }
  | Exclude<UploadEnd, { readonly kind: 'done' }>
  /** The port cannot be used: a sentence with the cure. */
  | { readonly kind: 'no-port'; readonly words: string }
  | { readonly kind: 'no-bootloader' }
  /** It was pulled out in the middle. */
  | { readonly kind: 'unplugged' }
  /** The line is too bad for it. */
  | { readonly kind: 'lost'; readonly attempts: number };

type AttemptEnd =
  | UploadEnd
  | Exclude<FlashEnd, { readonly kind: 'done' | 'lost' }>
  | { readonly kind: 'lost' };

/** Opens the port and uploads. Aborted, it rejects when the port is closed. */
export async function flash(options: FlashOptions, signal: AbortSignal): Promise<FlashEnd> {
  let lost = 0;
  let bauds: readonly number[] = BAUDS;
  for (let round = 0; round < ROUNDS || lost > 0; round++) {
    for (const baud of bauds) {
      if (round > 0 || baud !== bauds[0]) await pause(REOPEN_MS, options.timers, signal);
      options.onWords(`Looking for a bootloader on ${options.path} at ${baud} baud.`);
      const end = await attempt(baud, options, signal);
      if (end.kind === 'done') return { ...end, baud };
      if (end.kind === 'lost') {
        lost++;
        bauds = [baud];
        if (lost === MOST_LOST) return { kind: 'lost', attempts: lost };
        options.onWords('The answers do not fit the questions: once more, from a reset.');
        break;
      }
      if (end.kind !== 'no-bootloader') return end;
      // Where one has answered before, its board is still there.
      if (lost > 0 && ++lost === MOST_LOST) return { kind: 'lost', attempts: lost };
    }
  }
  return { kind: 'no-bootloader' };
}

async function attempt(baud: number, options: FlashOptions, signal: AbortSignal): Promise<AttemptEnd> {
  const { path, ports, timers } = options;
  signal.throwIfAborted();
  const line = new BootloaderLine(ports, path, baud, timers);
  try {
    const opened = await line.opened(signal);
    if (opened.kind === 'hanging') return { kind: 'no-port', words: hangingFault(path, 5).words };
    if (opened.kind === 'not-opened')
      return {
        kind: 'no-port',
        words: opened.fault?.words ?? (await whyNotOpened(options, opened.error, signal)),
      };
    if (!(await line.sync(signal)))
      return line.ended === undefined ? { kind: 'no-bootloader' } : { kind: 'unplugged' };
    return await drive(line, options, signal);
  } finally {
    // A port that hangs as it opens may never say that it is closed.
    await atMost(CLOSE_MS, line.close(), timers);
  }
}

async function drive(line: BootloaderLine, options: FlashOptions, signal: AbortSignal): Promise<AttemptEnd> {
  const steps = upload(options.program);
  let next = steps.next();
  while (!next.done) {
    const step = next.value;
    if (step.kind === 'progress') {
      const { phase, donePages, pages } = step;
      options.onProgress({ phase, donePages, pages });
      next = steps.next(NOTHING);
      continue;
    }
    const body = await line.ask(step.question, signal);
    if (body === null) return line.ended === undefined ? { kind: 'lost' } : { kind: 'unplugged' };
    next = steps.next(body);
  }
  return next.value;
}

const NOTHING = new Uint8Array(0);

async function whyNotOpened(
  { path, ports }: FlashOptions,
  error: Error,
  signal: AbortSignal,
): Promise<string> {
  const [found, facts] = await unlessAborted(
    Promise.all([portsFound(ports), ports.inspectPort(path)]),
    signal,
  );
  return openFault(path, error, found, facts).words;
}
