import { FRAME_GAP_MS, MAX_FRAME_BYTES } from '../../../src/protocol/index.js';

const RING_BYTES = 256;

/**
 * The receive buffer of a board and the search for frames in it (firmware-protocol.md, "Rules for the board").
 * Bytes are pushed as they arrive; frames are taken when the processor has time.
 */
export class FrameReceiver {
  readonly #ring: { byte: number; us: number }[] = [];
  readonly #frame: number[] = [];
  #dropping = false;
  #lastUs = -Infinity;
  /** Frames that were dropped because they are too long or stood still for too long. */
  dropped = 0;
  /** Bytes that found the ring full. */
  overflows = 0;

  push(byte: number, us: number): void {
    if (this.#ring.length === RING_BYTES) this.overflows++;
    else this.#ring.push({ byte, us });
  }

  /** The next whole frame without its zero, or `undefined` until there is one. */
  next(): Uint8Array | undefined {
    for (;;) {
      const head = this.#ring.shift();
      if (!head) return undefined;
      const { byte, us } = head;
      if (this.#frame.length > 0 && us - this.#lastUs > FRAME_GAP_MS * 1000) this.#drop(false);
      this.#lastUs = us;
      if (byte !== 0) {
        if (this.#dropping) continue;
        if (this.#frame.length === MAX_FRAME_BYTES) this.#drop(true);
        else this.#frame.push(byte);
        continue;
      }
      this.#dropping = false;
      if (this.#frame.length > 0) return Uint8Array.from(this.#frame.splice(0));
    }
  }

  #drop(untilZero: boolean): void {
    this.#frame.length = 0;
    this.#dropping = untilZero;
    this.dropped++;
  }
}
