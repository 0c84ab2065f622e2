import {
  type BoardLine,
  COMMAND_RESEND_MS,
  type HostMessage,
  type RefusalCode,
} from '../../protocol/index.js';

export type Answer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly text: string };

/** Makes the message; it gets a new sequence number each time it is sent. */
export type MakeMessage = (seq: number) => HostMessage;

interface Asked {
  readonly make: MakeMessage;
  readonly answered: (answer: Answer) => void;
  /** Whether only the answer to the latest sending counts. */
  readonly latestOnly: boolean;
  readonly seqs: number[];
  readonly sinceMs: number;
  sentMs: number;
  waitMs: number;
}

/** A repetition of IDENT waits twice as long as the one before, up to this. */
const LONGEST_WAIT_MS = 1600;

/**
 * One command under way: repeated with a new sequence number until it is answered (firmware-protocol.md,
 * "Commands"). Of IDENT only the latest counts, because the board starts again with each: its wait doubles, so that
 * a slow line too comes to an end.
 */
export class CommandDesk {
  readonly #send: (make: MakeMessage) => number | undefined;
  readonly #repeated: () => void;
  #asked: Asked | undefined;

  /**
   * `send` gives the sequence number, or `undefined` while there is no credit; `repeated` is called for every sending
   * but the first.
   */
  constructor(send: (make: MakeMessage) => number | undefined, repeated: () => void = () => {}) {
    this.#send = send;
    this.#repeated = repeated;
  }

  get busy(): boolean {
    return this.#asked !== undefined;
  }

  /** How long the command under way has waited for its answer [ms]; 0 if there is none. */
  waitedMs(nowMs: number): number {
    return this.#asked ? nowMs - this.#asked.sinceMs : 0;
  }

  ask(
    make: MakeMessage,
    nowMs: number,
    answered: (answer: Answer) => void = () => {},
    latestOnly = false,
    waitMs = COMMAND_RESEND_MS,
  ): void {
    const [sinceMs, sentMs] = [nowMs, -Infinity];
    this.#asked = { make, answered, latestOnly, seqs: [], sinceMs, sentMs, waitMs };
    this.work(nowMs);
  }

  /** Sends what is due; called whenever time has passed or credit has come back. */
  work(nowMs: number): void {
    const asked = this.#asked;
    if (!asked || nowMs - asked.sentMs < asked.waitMs) return;
    const seq = this.#send(asked.make);
    if (seq === undefined) return;
    if (asked.seqs.length > 0) {
      this.#repeated();
      if (asked.latestOnly) asked.waitMs = Math.min(2 * asked.waitMs, LONGEST_WAIT_MS);
    }
    asked.seqs.push(seq);
    asked.sentMs = nowMs;
  }

  /** Takes `A` and `N`. False if the line does not answer the command. */
  take(line: Extract<BoardLine, { verb: 'A' | 'N' }>): boolean {
    const asked = this.#asked;
    if (!asked) return false;
    const answers = asked.latestOnly ? asked.seqs.at(-1) === line.seq : asked.seqs.includes(line.seq);
    if (!answers) return false;
    this.#asked = undefined;
    asked.answered(
      line.verb === 'A' ? { kind: 'done' } : { kind: 'refused', code: line.code, text: line.text },
    );
    return true;
  }

  drop(): void {
    this.#asked = undefined;
  }
}
