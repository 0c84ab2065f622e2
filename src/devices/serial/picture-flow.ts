import { BITS_PER_BYTE, MS_PER_S, US_PER_MS } from '../../units.js';
import type { PictureSlot } from '../picture-slot.js';
import type { InputLedger } from './input-ledger.js';
import type { Outbox } from './outbox.js';
import { createPictureMessages, type Encoding, levelBytes, type MappedStrip } from './picture-message.js';
import type { SerialStats } from './stats.js';

/** With one alone a lost credit would hold up the next picture. */
const LEAST_MOST_PICTURES = 2;
/** The latest picture goes out again after this: a lost one heals. */
const REPEAT_MS = 250;
/** So long after the window was last too small for LEVEL pictures may be LEVEL again. */
const CRAMPED_MS = 1000;
/** After it the strip takes its light over: 280 µs, and what the board needs to come round. */
const LATCH_US = 300;
/** PING, `K` and `T`, which make a round trip, less the `K` that comes for a picture. */
const PING_BYTES = 44;

/**
 * How many pictures may be under way. A credit that takes its time to come back is no picture that waits: as many go
 * out as the board finishes meanwhile (Little's law), or a bridge that holds lines back for 16 ms would hold up the
 * pictures too. One more than that is in the board's buffer together with the next when a show ends, and the board,
 * which reads on while the strip latches, leaves it out. The board's window is a bound of its own.
 * @param tripMs from the sending of a picture to its credit, without any waiting
 * @param pictureMs the time from picture to picture that the slower of line and strip allows
 */
export function mostUnderWay(tripMs: number, pictureMs: number): number {
  return Math.max(LEAST_MOST_PICTURES, Math.ceil(tripMs / pictureMs));
}

export interface PictureFlowOptions {
  readonly slot: PictureSlot;
  readonly inputs: InputLedger;
  readonly stats: SerialStats;
  readonly outbox: Outbox;
  readonly baud: number;
  readonly encoding: Encoding;
  readonly strip: MappedStrip;
  /** A show() until the board has said how long its own takes [µs]. */
  readonly showUs: number;
  /** After so long without a new picture the device is forgotten [ms]. */
  readonly forgottenMs: number;
}

/** When which picture goes out, and how: a fresh one as soon as it may, the latest one again now and then. */
export class PictureFlow {
  readonly #options: PictureFlowOptions;
  #messages: ReturnType<typeof createPictureMessages>;
  #sentMs = -Infinity;
  /** Of the last picture that went out. */
  #inputId = 0;
  #freshMs = -Infinity;
  #crampedMs = -Infinity;
  /** Shortest round trip of the session [ms]: later ones may have waited behind the pictures whose number they decide. */
  #roundTripMs = Infinity;

  constructor(options: PictureFlowOptions) {
    this.#options = options;
    this.#messages = this.#messagesFor('');
  }

  /** The board can do this, and has forgotten its picture: the latest is news again. */
  begin(caps: string): void {
    const { slot } = this.#options;
    this.#messages = this.#messagesFor(caps);
    this.#crampedMs = -Infinity;
    this.#roundTripMs = Infinity;
    slot.refresh();
  }

  pump(nowMs: number): void {
    const { slot, stats, outbox, strip } = this.#options;
    if (slot.state !== 'fresh') return;
    // What answers a finger waits for no credit, as long as the board has room.
    const isAnswer = slot.inputId !== this.#inputId;
    if (!isAnswer && outbox.picturesUnderWay >= this.#most()) return;
    const withThis = outbox.picturesUnderWay + 1;
    if (withThis * levelBytes(strip.ledCount) > outbox.windowBytes) this.#crampedMs = nowMs;
    if (!this.#send(nowMs)) return;
    slot.take();
    this.#freshMs = nowMs;
    stats.picturesSent++;
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
    slot.clear();
    return true;
  }

  #messagesFor(caps: string) {
    const { strip, baud, encoding, outbox } = this.#options;
    return createPictureMessages(strip, baud, outbox.windowBytes, caps, encoding);
  }

  /** The slower of line and strip sets the pace. */
  #most(): number {
    const { stats, outbox, baud, showUs } = this.#options;
    const { clock, board } = stats.wire;
    const byteMs = (BITS_PER_BYTE * MS_PER_S) / baud;
    const pictureBytes = outbox.lastPictureBytes;
    if (clock && clock.roundTripMs < this.#roundTripMs) this.#roundTripMs = clock.roundTripMs;
    const known = this.#roundTripMs < Infinity;
    const tripMs = known ? this.#roundTripMs + (pictureBytes - PING_BYTES) * byteMs : 0;
    const showMs = ((board?.showUs || showUs) + LATCH_US) / US_PER_MS;
    return mostUnderWay(tripMs, Math.max(pictureBytes * byteMs, showMs));
  }

  #send(nowMs: number): boolean {
    const { slot, inputs, outbox } = this.#options;
    const inputId = inputs.boardId(slot.inputId);
    const cramped = nowMs - this.#crampedMs < CRAMPED_MS;
    if (outbox.send((seq) => this.#messages.make(slot, seq, inputId, cramped)) === undefined) return false;
    this.#sentMs = nowMs;
    this.#inputId = slot.inputId;
    return true;
  }
}
