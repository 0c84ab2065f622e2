import type { Picture } from '../device.js';

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
  put(picture: Picture): 'kept' | 'superseded' | 'rejected' {
    if (picture.levels.length !== this.#levels.length || picture.rgb.length !== this.#rgb.length)
      return 'rejected';
    const before = this.#is;
    this.#levels.set(picture.levels);
    this.#rgb.set(picture.rgb);
    this.#needleLevels[0] = picture.needleLevels[0];
    this.#needleLevels[1] = picture.needleLevels[1];
    this.#inputId = picture.inputId;
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
