const US_PER_MS = 1000;
const WHOLE = 256;

/** A picture of levels on its way to the next (firmware-protocol.md, "Blend"). */
export class Blend {
  readonly #from: Uint8Array;
  readonly #to: Uint8Array;
  readonly #startUs: number;
  readonly #lengthUs: number;

  constructor(from: Uint8Array, to: Uint8Array, startUs: number, fadeMs: number) {
    this.#from = from;
    this.#to = to;
    this.#startUs = startUs;
    this.#lengthUs = fadeMs * US_PER_MS;
  }

  over(nowUs: number): boolean {
    return nowUs - this.#startUs >= this.#lengthUs;
  }

  levels(nowUs: number): Uint8Array {
    if (this.over(nowUs)) return this.#to;
    const way = Math.floor((WHOLE * (nowUs - this.#startUs)) / this.#lengthUs);
    return this.#from.map((from, led) => from + (((this.#to[led]! - from) * way + WHOLE / 2) >> 8));
  }
}
