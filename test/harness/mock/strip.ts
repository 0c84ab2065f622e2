import { COLOUR_ORDERS, type StripOrder } from '../../../src/units.js';
import { bytesFor, lightsOf } from '../strip-bytes.js';

/** A strip of LEDs as it hangs there: it keeps what it was sent last, LED by LED. */
export class Strip {
  /** R, G, B per LED as they shine, and W of a strip with white. */
  readonly rgb: Uint8Array;
  readonly #wants: StripOrder;
  shows = 0;

  constructor(ledCount: number, wants: StripOrder = COLOUR_ORDERS[0]) {
    this.rgb = new Uint8Array(wants.length * ledCount);
    this.#wants = wants;
  }

  /**
   * Takes a picture of R, G, B that the board sends in `order`. LEDs that it does not reach stay as they are.
   * @returns how many bytes of `rgb` it reached.
   */
  show(picture: Uint8Array, order: StripOrder): number {
    this.shows++;
    const reached = lightsOf(bytesFor(picture, order), this.#wants).subarray(0, this.rgb.length);
    this.rgb.set(reached);
    return reached.length;
  }
}
