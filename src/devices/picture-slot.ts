import { REST_LEVEL } from '../units.js';
import type { Picture } from './device.js';

/** The latest picture, copied from its owner: a slot for one, where the newer replaces the older. */
export class PictureSlot implements Picture {
  readonly levels: Uint8Array;
  readonly rgb: Uint8Array;
  readonly needleLevels: [number, number] = [REST_LEVEL, REST_LEVEL];
  inputId = 0;
  #state: 'none' | 'fresh' | 'taken' = 'none';

  constructor(ledCount: number) {
    this.levels = new Uint8Array(ledCount);
    this.rgb = new Uint8Array(3 * ledCount);
  }

  /** `none`: nothing to show; `fresh`: not taken yet; `taken`: it went out, and may go out again. */
  get state(): 'none' | 'fresh' | 'taken' {
    return this.#state;
  }

  /** Copies a picture, unless it is for another number of LEDs. Says whether it replaced one that nobody has taken. */
  put(picture: Picture): 'kept' | 'superseded' | 'rejected' {
    const { levels, rgb, needleLevels, inputId } = picture;
    if (levels.length !== this.levels.length || rgb.length !== this.rgb.length) return 'rejected';
    const before = this.#state;
    this.levels.set(levels);
    this.rgb.set(rgb);
    this.needleLevels[0] = needleLevels[0];
    this.needleLevels[1] = needleLevels[1];
    this.inputId = inputId;
    this.#state = 'fresh';
    return before === 'fresh' ? 'superseded' : 'kept';
  }

  /** The picture is on its way. */
  take(): void {
    this.#state = 'taken';
  }

  /** The board has forgotten what it showed: the latest picture is news again. */
  refresh(): void {
    if (this.#state === 'taken') this.#state = 'fresh';
  }

  /** There is nothing to show any more. */
  clear(): void {
    this.#state = 'none';
  }
}
