import { REST_LEVEL } from '../../units.js';
import type { Picture } from '../device.js';

/** The latest picture, copied from its owner: a slot for one, where the newer replaces the older. */
export class PictureSlot {
  readonly levels: Uint8Array;
  readonly needleLevels: [number, number] = [REST_LEVEL, REST_LEVEL];
  inputId = 0;
  /** `none`: nothing was ever put in; `fresh`: not taken yet; `taken`: it went out, and may go out again. */
  state: 'none' | 'fresh' | 'taken' = 'none';

  constructor(ledCount: number) {
    this.levels = new Uint8Array(ledCount);
  }

  /** Copies a picture. True if it replaces one that nobody has taken. */
  put(picture: Picture): boolean {
    const replaces = this.state === 'fresh';
    this.levels.set(picture.levels);
    this.needleLevels[0] = picture.needleLevels[0];
    this.needleLevels[1] = picture.needleLevels[1];
    this.inputId = picture.inputId;
    this.state = 'fresh';
    return replaces;
  }
}
