import type { ResetKind, WireBoard } from './wire-board.js';

/** A board without a program: it keeps what it hears, and says what it is told to say. */
export class RawBoard implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  hostBaud = 0;
  /** Bytes of the host since this was emptied. */
  heard: number[] = [];
  /** Resets by the host's opening of the port. */
  resets = 0;
  /** It takes nothing more. */
  isStuck = false;
  #waiting = 0;
  #nowUs = 0;

  get timeUs(): number {
    return this.#nowUs;
  }

  get pendingBytes(): number {
    return this.#waiting;
  }

  write(bytes: Uint8Array): void {
    if (this.isStuck) this.#waiting += bytes.length;
    else this.heard.push(...bytes);
  }

  discardPending(): void {
    this.#waiting = 0;
  }

  say(bytes: Uint8Array): void {
    for (const byte of bytes) this.onSerial?.(byte, this.#nowUs);
  }

  run(us: number): void {
    this.#nowUs += us;
  }

  reset(kind: ResetKind): void {
    if (kind === 'external') this.resets++;
  }
}
