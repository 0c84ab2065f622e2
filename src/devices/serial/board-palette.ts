import { STOP_BYTES } from '../../display/palette.js';
import type { PictureSlot } from '../picture-slot.js';
import type { MakeMessage } from './command-desk.js';

/**
 * Which palette the board has, and which the latest picture is lit with. Where they differ the board is told first, and
 * the picture waits for the answer: what is shown is always what was computed, to the bit.
 */
export class BoardPalette {
  readonly #slot: PictureSlot;
  readonly #first: Uint8Array;
  /** What the board was asked to take last, and what it has said that it took. */
  readonly #asked = new Uint8Array(STOP_BYTES);
  readonly #taken = new Uint8Array(STOP_BYTES);

  readonly #wantedStops = new Uint8Array(STOP_BYTES);
  readonly #firstIsBlack: boolean;

  /**
   * @param first the palette of pictures that have none of their own.
   * @param firstIsBlack whether level 0 is to be dark, for LEDs that a map leaves out.
   */
  constructor(slot: PictureSlot, first: Uint8Array, firstIsBlack = false) {
    this.#slot = slot;
    this.#first = first;
    this.#firstIsBlack = firstIsBlack;
  }

  get #wanted(): Uint8Array {
    this.#wantedStops.set(this.#slot.palette?.stops ?? this.#first);
    if (this.#firstIsBlack) this.#wantedStops.fill(0, 0, 3);
    return this.#wantedStops;
  }

  /** Whether the board shows the latest picture as it is meant. */
  get isTaken(): boolean {
    const wanted = this.#wanted;
    for (let i = 0; i < STOP_BYTES; i++) if (wanted[i] !== this.#taken[i]) return false;
    return true;
  }

  /** The message with the palette of the latest picture; it stays the same, however often it has to be sent. */
  message(): MakeMessage {
    this.#asked.set(this.#wanted);
    return (seq) => ({ type: 'palette', seq, stops: this.#asked });
  }

  /** The board has answered the latest message. */
  taken(): void {
    this.#taken.set(this.#asked);
  }
}
