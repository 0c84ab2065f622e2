import { MS_PER_S, US_PER_MS } from '../../units.js';
import type { InputLedger } from './input-ledger.js';
import type { Outbox } from './outbox.js';
import { createPictureMessages, type Encoding } from './picture-message.js';
import type { PictureSlot } from './picture-slot.js';
import type { SerialStats } from './stats.js';

/** One that the board shows and one that waits for it; more would only make each of them older. */
const LEAST_MOST_PICTURES = 2;
/** The latest picture goes out again after this: a lost one heals. */
const REPEAT_MS = 250;
const BITS_PER_BYTE = 10;
/** A show() until the board has said how long its own takes: 30 µs an LED and the latch. */
const LED_US = 30;
const LATCH_US = 300;

/**
 * How many pictures may be under way. An answer that takes a round trip to come back is no picture that waits: as
 * many more go out as the board finishes meanwhile (Little's law), or a bridge that holds answers back for 16 ms
 * would hold up the pictures too. One picture's time is taken off, for which the PING itself may have waited. The
 * board's window is a bound of its own.
 */
export function mostUnderWay(roundTripMs: number, pictureMs: number): number {
  return LEAST_MOST_PICTURES + Math.max(0, Math.floor(roundTripMs / pictureMs) - 1);
}

export interface PictureFlowOptions {
  readonly slot: PictureSlot;
  readonly inputs: InputLedger;
  readonly stats: SerialStats;
  readonly outbox: Outbox;
  readonly baud: number;
  readonly encoding: Encoding;
  /** After so long without a new picture the device is forgotten [ms]. */
  readonly forgottenMs: number;
}

/** When which picture goes out, and how: a fresh one as soon as it may, the latest one again now and then. */
export class PictureFlow {
  readonly #options: PictureFlowOptions;
  #messages: ReturnType<typeof createPictureMessages>;
  #sentMs = -Infinity;
  #freshMs = -Infinity;

  constructor(options: PictureFlowOptions) {
    this.#options = options;
    this.#messages = this.#messagesFor('');
  }

  /** The board can do this, and has forgotten its picture: the latest is news again. */
  begin(caps: string): void {
    const { slot } = this.#options;
    this.#messages = this.#messagesFor(caps);
    if (slot.state === 'taken') slot.state = 'fresh';
  }

  pump(nowMs: number): void {
    const { slot, stats, outbox } = this.#options;
    if (slot.state !== 'fresh' || outbox.picturesUnderWay >= this.#most || !this.#send(nowMs)) return;
    slot.state = 'taken';
    this.#freshMs = nowMs;
    stats.framesSent++;
  }

  repeat(nowMs: number): void {
    const { slot, stats, outbox } = this.#options;
    if (slot.state !== 'taken' || nowMs - this.#sentMs < REPEAT_MS || outbox.picturesUnderWay > 0) return;
    if (this.#send(nowMs)) stats.resent++;
  }

  /** True once, when nobody has shown a picture for too long: it is not repeated any more. */
  forgotten(nowMs: number): boolean {
    const { slot, forgottenMs } = this.#options;
    if (slot.state !== 'taken' || nowMs - this.#freshMs < forgottenMs) return false;
    slot.state = 'none';
    return true;
  }

  #messagesFor(caps: string) {
    const { slot, baud, encoding } = this.#options;
    return createPictureMessages(slot.levels.length, baud, caps, encoding);
  }

  /** The slower of line and strip sets the pace. */
  get #most(): number {
    const { slot, stats, outbox, baud } = this.#options;
    const { clock, board } = stats.wire;
    const lineMs = (outbox.lastPictureBytes * BITS_PER_BYTE * MS_PER_S) / baud;
    const showMs = (board?.showUs || LATCH_US + LED_US * slot.levels.length) / US_PER_MS;
    return mostUnderWay(clock?.roundTripMs ?? 0, Math.max(lineMs, showMs));
  }

  #send(nowMs: number): boolean {
    const { slot, inputs, outbox } = this.#options;
    const inputId = inputs.boardId(slot.inputId);
    if (outbox.send((seq) => this.#messages.make(slot, seq, inputId)) === undefined) return false;
    this.#sentMs = nowMs;
    return true;
  }
}
