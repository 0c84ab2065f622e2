/**
 * What systemd hears of us: that we are ready, that we are alive, that we stop. It listens at a socket of datagrams in
 * the file system, which Node cannot write to; `systemd-notify`, which is wherever systemd is, can. A shell that is
 * started once starts it for each message, so that the loop of pictures never waits for a process to be made. When our
 * loop hangs nothing is said any more, and systemd starts us again.
 */
import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../controller/contract.js';

/** Reads messages by the line, and ends with us. */
const SHELL = ['/bin/sh', '-c', 'while IFS= read -r line; do systemd-notify "$line"; done'] as const;
/** What may wait to be told [bytes]: more is not worth telling. */
const MOST_WAITING_BYTES = 4096;
/** A shell that has ended is started again after this [ms]. */
const AGAIN_AFTER_MS = 1000;
/** Longest line for people [characters]. */
const LONGEST_STATUS = 200;

export interface NotifyOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly clock: Clock;
  /** Grows for as long as the loop is alive. */
  readonly beats: () => number;
  readonly start: (program: string, args: readonly string[]) => ChildProcess;
}

export interface Notify {
  /** Something starts us again when we end. */
  readonly isService: boolean;
  ready(): void;
  /** One line for who asks systemctl. */
  status(words: string): void;
  stopping(): void;
  close(): void;
}

/** How often systemd wants to hear that we are alive [ms]; undefined: it does not. */
function watchdogMs({ env, pid }: NotifyOptions): number | undefined {
  const wantedMs = Number(env.WATCHDOG_USEC) / 1000;
  const isOurs = env.WATCHDOG_PID === undefined || Number(env.WATCHDOG_PID) === pid;
  return isOurs && wantedMs >= 1 && Number.isFinite(wantedMs) ? wantedMs : undefined;
}

export function createNotify(options: NotifyOptions): Notify {
  const { clock, beats, start } = options;
  const isService = options.env.NOTIFY_SOCKET !== undefined;
  let shell: ChildProcess | undefined;
  let startedMs = Number.NEGATIVE_INFINITY;
  let stop = (): void => {};

  function shellNow(): ChildProcess | undefined {
    if (shell || clock.nowMs() - startedMs < AGAIN_AFTER_MS) return shell;
    startedMs = clock.nowMs();
    const [program, ...args] = SHELL;
    const child = start(program, args);
    shell = child;
    const gone = () => {
      if (shell === child) shell = undefined;
    };
    child.once('error', gone);
    child.once('exit', gone);
    child.stdin?.on('error', gone);
    return shell;
  }

  function tell(line: string): void {
    if (!isService) return;
    const { stdin } = shellNow() ?? {};
    if (stdin?.writable && stdin.writableLength < MOST_WAITING_BYTES) stdin.write(`${line}\n`);
  }

  return {
    isService,
    ready() {
      tell('READY=1');
      const wantedMs = watchdogMs(options);
      if (!isService || wantedMs === undefined) return;
      let told = beats();
      stop = clock.every(wantedMs / 3, () => {
        const now = beats();
        if (now !== told) tell('WATCHDOG=1');
        told = now;
      });
    },
    status: (words) => tell(`STATUS=${words.replace(/\s+/g, ' ').slice(0, LONGEST_STATUS)}`),
    stopping() {
      stop();
      tell('STOPPING=1');
    },
    close() {
      stop();
      shell?.stdin?.end();
    },
  };
}
