import type { Timers } from '../timers.js';
import type { Transport } from './transport.js';

/** After that the board's answer does not come any more [ms], beside the time of the bytes themselves. */
const ANSWER_MS = 400;
const QUESTIONS = 3;

const ASK_VERSION = Uint8Array.of(0xf9);

/**
 * The line is paced by the board: each batch of messages ends with a question for the version (1 byte, answered by
 * 3), and the next goes out when the answer is there. The board answers in order, so by then everything before has
 * been carried out; in particular a strip has been shown, during which the board is deaf.
 */
export class Pacer {
  readonly stats = { asked: 0, askedAgain: 0, roundTripMs: null as number | null };
  readonly #transport: Transport;
  readonly #timers: Timers;
  readonly #write: (bytes: Uint8Array) => void;
  /** What the board is asked and has not answered yet. */
  #question:
    | { readonly askedMs: number; dueMs: number; times: number; readonly picture: boolean }
    | undefined;
  #lastBatchMs = 0;

  /** `write` is past the transport and its count: it is for questions that are asked again. */
  constructor(transport: Transport, timers: Timers, write: (bytes: Uint8Array) => void) {
    this.#transport = transport;
    this.#timers = timers;
    this.#write = write;
  }

  get isWaiting(): boolean {
    return this.#question !== undefined;
  }

  get sinceBatchMs(): number {
    return this.#timers.nowMs() - this.#lastBatchMs;
  }

  /** Sends what `fill` writes, and a question after it; nothing if there is nothing. Returns the bytes of both. */
  batch(fill: () => void, picture: boolean): number {
    const bytes = this.#transport.batch(() => {
      fill();
      if (this.#transport.batchBytes > 0) this.#transport.write(ASK_VERSION);
    });
    if (bytes > 0) {
      const nowMs = this.#timers.nowMs();
      this.#lastBatchMs = nowMs;
      this.stats.asked++;
      this.#question = {
        askedMs: nowMs,
        dueMs: nowMs + this.#transport.lineMs(bytes) + ANSWER_MS,
        times: 1,
        picture,
      };
    }
    return bytes;
  }

  /** The board has said its version: what that answers, if anything was asked. */
  answer(): { readonly picture: boolean } | undefined {
    const question = this.#question;
    if (!question) return undefined;
    this.#question = undefined;
    this.stats.roundTripMs = this.#timers.nowMs() - question.askedMs;
    return question;
  }

  /** Asks again when an answer is overdue; `silent` when that has been done often enough. */
  check(): 'answered' | 'waiting' | 'silent' {
    const question = this.#question;
    if (!question) return 'answered';
    const nowMs = this.#timers.nowMs();
    if (nowMs < question.dueMs) return 'waiting';
    if (question.times === QUESTIONS) return 'silent';
    question.times++;
    question.dueMs = nowMs + ANSWER_MS;
    this.stats.askedAgain++;
    this.#write(ASK_VERSION);
    return 'waiting';
  }
}
