import { COLOUR_ORDERS, type ColourOrder } from '../../../src/units.js';

/** Which of R, G, B (0, 1, 2) the first, second and third byte of an LED are. */
function places(order: ColourOrder): number[] {
  return [...order].map((letter) => 'rgb'.indexOf(letter));
}

/** A strip of LEDs as it hangs there: it keeps what it was sent last, LED by LED. */
export class Strip {
  /** R, G, B per LED as they shine. */
  readonly rgb: Uint8Array;
  readonly #wants: number[];
  shows = 0;

  constructor(ledCount: number, wants: ColourOrder = COLOUR_ORDERS[0]) {
    this.rgb = new Uint8Array(3 * ledCount);
    this.#wants = places(wants);
  }

  /** Takes a picture of R, G, B that the board sends in `order`. LEDs that it does not reach stay as they are. */
  show(picture: Uint8Array, order: ColourOrder): void {
    this.shows++;
    const sends = places(order);
    for (let at = 0; at < Math.min(picture.length, this.rgb.length); at += 3) {
      for (let place = 0; place < 3; place++) {
        this.rgb[at + this.#wants[place]!] = picture[at + sends[place]!]!;
      }
    }
  }
}
