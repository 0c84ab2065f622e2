/**
 * Why a rig stops. Ctrl-C, a closed terminal and `kill` ask for it, a fault forces it; either way the strip
 * goes dark first. Asked for and done is a success: exit code 0. A second Ctrl-C does not wait for anything.
 */
import { constants } from 'node:os';

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

export function listenForStop(): Stop {
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
  return {
    asked: promise,
    ask,
    release() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      process.off('uncaughtException', onFault);
    },
  };
}
