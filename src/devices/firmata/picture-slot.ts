import type { Frame } from '../device.js';

/** The latest picture, kept until the board's process takes it, and after that for a board that begins anew. */
export class PictureSlot {
  readonly #levels: Uint8Array;
  readonly #rgb: Uint8Array;
  readonly #needleLevels: [number, number] = [0, 0];
  #inputId = 0;
  #is: 'none' | 'fresh' | 'taken' = 'none';

  constructor(ledCount: number) {
    this.#levels = new Uint8Array(ledCount);
    this.#rgb = new Uint8Array(3 * ledCount);
  }

  get isFresh(): boolean {
    return this.#is === 'fresh';
  }

  /** Copies a picture; says whether it took the place of one that nobody has seen, or is none for these LEDs. */
  put(frame: Frame): 'kept' | 'superseded' | 'rejected' {
    if (frame.levels.length !== this.#levels.length || frame.rgb.length !== this.#rgb.length)
      return 'rejected';
    const before = this.#is;
    this.#levels.set(frame.levels);
    this.#rgb.set(frame.rgb);
    this.#needleLevels[0] = frame.needleLevels[0];
    this.#needleLevels[1] = frame.needleLevels[1];
    this.#inputId = frame.inputId;
    this.#is = 'fresh';
    return before === 'fresh' ? 'superseded' : 'kept';
  }

  /** The picture, to be copied at once: it is overwritten by the next. */
  take() {
    this.#is = 'taken';
    return {
      levels: this.#levels,
      rgb: this.#rgb,
      needleLevels: this.#needleLevels,
      inputId: this.#inputId,
    };
  }

  /** Whatever was shown last is to be shown again. */
  refresh(): void {
    if (this.#is === 'taken') this.#is = 'fresh';
  }
}
