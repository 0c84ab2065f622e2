import { baudsAgree, misread } from './emulator/baud.js';
import type { ResetKind, WireBoard } from './wire-board.js';

export interface StrangerHabits {
  readonly baud?: number;
  /** What it says once after every reset. */
  readonly banner?: Uint8Array;
  /** How long after the reset [ms]. */
  readonly bannerMs?: number;
  /** What it says again and again. */
  readonly chatter?: Uint8Array;
  readonly chatterMs?: number;
  /** What it answers to bytes of the host, so long after the last reset [ms]. */
  answer?(heard: readonly number[], sinceResetMs: number): Uint8Array | undefined;
}

/** A board that runs somebody else's program: it speaks, but not our protocol. */
export class StrangerBoard implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  hostBaud: number;
  /** What the host has sent since the last reset. */
  heard: number[] = [];
  readonly #habits: StrangerHabits;
  readonly #baud: number;
  #nowUs = 0;
  #resetUs = 0;
  #bannerUs = 0;
  #chatterUs = 0;

  constructor(habits: StrangerHabits = {}) {
    this.#habits = habits;
    this.#baud = habits.baud ?? 500_000;
    this.hostBaud = this.#baud;
    this.reset('power');
  }

  get timeUs(): number {
    return this.#nowUs;
  }

  readonly pendingBytes = 0;
  discardPending(): void {}

  write(bytes: Uint8Array): void {
    if (!baudsAgree(this.hostBaud, this.#baud)) return;
    this.heard.push(...bytes);
    const answer = this.#habits.answer?.(this.heard, (this.#nowUs - this.#resetUs) / 1000);
    if (answer) this.#say(answer);
  }

  reset(_kind: ResetKind): void {
    const { banner, bannerMs = 0, chatterMs = Infinity } = this.#habits;
    this.heard = [];
    this.#resetUs = this.#nowUs;
    this.#bannerUs = banner ? this.#nowUs + 1000 * bannerMs : Infinity;
    this.#chatterUs = this.#nowUs + 1000 * chatterMs;
  }

  run(us: number): void {
    const { banner, chatter, chatterMs = Infinity } = this.#habits;
    this.#nowUs += us;
    if (banner && this.#nowUs >= this.#bannerUs) {
      this.#bannerUs = Infinity;
      this.#say(banner);
    }
    while (chatter && this.#nowUs >= this.#chatterUs) {
      this.#chatterUs += 1000 * chatterMs;
      this.#say(chatter);
    }
  }

  #say(bytes: Uint8Array): void {
    const agree = baudsAgree(this.hostBaud, this.#baud);
    for (const byte of bytes) {
      this.onSerial?.(agree ? byte : misread(byte, 1 / this.hostBaud, 1 / this.#baud), this.#nowUs);
    }
  }
}
