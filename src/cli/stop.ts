/**
 * Why a rig stops. Ctrl-C, a closed terminal and `kill` ask for it, a fault forces it; either way the strip
 * goes dark first. Asked for and done is a success: exit code 0. A second Ctrl-C does not wait for anything.
 */
import { constants } from 'node:os';
import { inspect } from 'node:util';
import type { Timers } from '../devices/timers.js';
import type { Terminal } from './terminal.js';

export type StopReason =
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** A fault in the program. */
  | { readonly kind: 'crash'; readonly error: unknown }
  /** Something that the person who started it can put right, and has been told of. */
  | { readonly kind: 'problem' };

export interface Stop {
  /** Settles at the first reason. */
  readonly asked: Promise<StopReason>;
  ask(reason: StopReason): void;
  /** Lets go of the process's signals. */
  release(): void;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What is left undone after so long stays undone [ms]. */
const LONGEST_STOP_MS = 3000;

/** How often the rig looks whether the program that started it is still there [ms]. */
const PARENT_CHECK_MS = 500;

/** The program that started this process, if it is one that does not pass a SIGTERM on before it dies. */
export interface Parent {
  readonly timers: Timers;
  pid(): number;
}

/** `npm start` under SIGTERM dies alone: node would run on, with the port held and the strip lit. */
export function npmAsParent(timers: Timers, env: NodeJS.ProcessEnv): Parent | undefined {
  return env.npm_lifecycle_event === undefined ? undefined : { timers, pid: () => process.ppid };
}

/** @param parent its end is taken for a hang-up. */
export function listenForStop(parent?: Parent): Stop {
  let ask: (reason: StopReason) => void = () => {};
  let asked = false;
  const promise = new Promise<StopReason>((resolve) => {
    ask = (reason) => {
      asked = true;
      resolve(reason);
    };
  });
  const onSignal = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(128 + constants.signals[signal]);
    ask({ kind: 'signal', signal });
  };
  // Rejections that nobody handles arrive here too.
  const onFault = (error: unknown): void => ask({ kind: 'crash', error });
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', onFault);
  const parentPid = parent?.pid();
  const cancelParentCheck = parent?.timers.every(PARENT_CHECK_MS, () => {
    if (parent.pid() !== parentPid) ask({ kind: 'signal', signal: 'SIGHUP' });
  });
  return {
    asked: promise,
    ask,
    release() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      process.off('uncaughtException', onFault);
      cancelParentCheck?.();
    },
  };
}

/** For a command that ends by a signal: it is aborted at the first reason to stop. */
export interface StopSignal {
  readonly signal: AbortSignal;
  /** @returns the code; after a fault of the program 1, and the fault is told. */
  conclude(code: number, terminal: Terminal): number;
  release(): void;
}

export function stopSignal(): StopSignal {
  const stopping = new AbortController();
  const stop = listenForStop();
  let reason: StopReason | undefined;
  void stop.asked.then((why) => {
    reason = why;
    stopping.abort(why);
  });
  return {
    signal: stopping.signal,
    conclude(code, terminal) {
      if (reason?.kind !== 'crash') return code;
      terminal.err(crashWords(reason.error));
      return 1;
    },
    release: () => stop.release(),
  };
}

/**
 * Closes what a command has open, and says so if it cannot. Nothing may hold a process that was asked to end, not a port
 * that will not drain nor a page: so this is the one place where a clock of the process decides.
 * @param code what the command ends with. @returns the same, or 1 if something could not be closed.
 */
export async function closeInTime(
  code: number,
  close: () => Promise<void>,
  terminal: Terminal,
): Promise<number> {
  let closedWith = code;
  setTimeout(() => process.exit(closedWith), LONGEST_STOP_MS).unref();
  try {
    await close();
  } catch (error) {
    terminal.err(`axon-rig: could not stop cleanly: ${inspect(error)}`);
    closedWith = 1;
  }
  return closedWith;
}

/** What a fault of the program is told as. */
export function crashWords(error: unknown): string {
  return `axon-rig: stopped by a fault in the program: ${inspect(error)}`;
}
