import { encodeHostMessage, type HostMessage } from '../../protocol/index.js';
import type { Timers } from '../timers.js';
import { Credits } from './credits.js';
import { HeldLines } from './held-lines.js';
import type { SerialStats } from './stats.js';

export interface OutboxOptions {
  readonly timers: Timers;
  readonly stats: SerialStats;
  /** Room on the board before it has said how much there is [bytes]. */
  readonly windowBytes: number;
  readonly write: (bytes: Uint8Array) => void;
}

/** The way out: numbers messages, sends only what the board has room for, and counts what went. */
export class Outbox {
  readonly #options: OutboxOptions;
  #credits: Credits;
  #windowBytes: number;
  /** The search may have asked with number 0. */
  #seq = 1;
  #sentMs = -Infinity;
  #pictureBytes = 0;
  readonly #heldLines = new HeldLines();
  /** A picture that went out while nothing else was under way: its number, and when that was [ms]; −1: none. */
  #aloneSeq = -1;
  #aloneMs = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#windowBytes = options.windowBytes;
    this.#credits = new Credits(options.windowBytes);
  }

  /** When anything was sent last [ms]. */
  get sentMs(): number {
    return this.#sentMs;
  }

  /** Length of the last picture [bytes]; 0 before the first. */
  get lastPictureBytes(): number {
    return this.#pictureBytes;
  }

  /** How much may be under way [bytes]. */
  get windowBytes(): number {
    return this.#windowBytes;
  }

  get quiet(): boolean {
    return this.#credits.bytesUnderWay === 0;
  }

  get picturesUnderWay(): number {
    return this.#credits.picturesUnderWay;
  }

  /** Whether the adapter keeps short lines of the board back. */
  get linesHeld(): boolean {
    return this.#heldLines.held;
  }

  /** How long the board has owed an answer [ms]. */
  owedMs(nowMs: number): number {
    return this.#credits.owedMs(nowMs);
  }

  /** The board has said how much room it has. */
  resize(windowBytes: number): void {
    if (windowBytes === this.#windowBytes) return;
    this.#windowBytes = windowBytes;
    this.#credits = new Credits(windowBytes);
  }

  /** Sends a message if the board has room for it, and says under which number. */
  send(make: (seq: number) => HostMessage): number | undefined {
    const { stats, timers, write } = this.#options;
    const seq = this.#seq;
    const message = make(seq);
    const bytes = encodeHostMessage(message);
    if (!this.#credits.allows(bytes.length)) return undefined;
    const picture = message.type === 'level' || message.type === 'profile';
    this.#sentMs = timers.nowMs();
    if (picture && this.quiet) {
      this.#aloneSeq = seq;
      this.#aloneMs = this.#sentMs;
    }
    this.#credits.spend(seq, bytes.length, picture, this.#sentMs);
    this.#seq = (seq + 1) & 0xff;
    write(bytes);
    stats.wire.bytesSent += bytes.length;
    if (picture) {
      this.#pictureBytes = bytes.length;
      stats.wire.pictureBytes += bytes.length;
      if (message.type === 'level') stats.wire.levelsSent++;
      else stats.wire.profilesSent++;
    } else stats.wire.commandsSent++;
    return seq;
  }

  /** A `K` came. */
  giveBack(seq: number, nowMs: number): void {
    if (seq === this.#aloneSeq) this.#heldLines.add(nowMs - this.#aloneMs);
    this.#aloneSeq = -1;
    const before = this.#credits.picturesUnderWay;
    this.#credits.giveBack(seq, nowMs);
    this.#options.stats.wire.picturesAcked += before - this.#credits.picturesUnderWay;
  }

  /** A zero, which ends whatever stands in the board's parser. */
  sendZero(): void {
    this.#options.write(Uint8Array.of(0));
    this.#options.stats.wire.bytesSent++;
  }

  /** Takes all that is under way for lost. */
  empty(): void {
    if (!this.quiet) this.#options.stats.wire.creditsLost++;
    this.#credits.empty();
  }
}
