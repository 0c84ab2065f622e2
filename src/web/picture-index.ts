/** Which picture of the tape shows which moment of a sweep, as far as pictures have told it. Bounded. Pure. */
const MOST = 2048;

export class PictureIndex {
  readonly #numbers: number[] = [];
  readonly #ms: number[] = [];

  get count(): number {
    return this.#numbers.length;
  }

  /** A picture was shown that is so long after the press [ms]. */
  learn(picture: number, ms: number): void {
    const at = this.#placeOf(picture);
    if (this.#numbers[at] === picture) {
      this.#ms[at] = ms;
      return;
    }
    this.#numbers.splice(at, 0, picture);
    this.#ms.splice(at, 0, ms);
    if (this.#numbers.length <= MOST) return;
    // Between two that are left one finds the way by their numbers.
    for (const list of [this.#numbers, this.#ms]) {
      const few = list.filter((_, i) => i % 2 === 0 || i === list.length - 1);
      list.length = 0;
      list.push(...few);
    }
  }

  /** Forgets the pictures after one. */
  cutAfter(picture: number): void {
    const at = this.#placeOf(picture + 1);
    this.#numbers.length = at;
    this.#ms.length = at;
  }

  /** Whether pictures before and after a moment are known. */
  covers(ms: number): boolean {
    return this.#ms.length > 0 && ms >= this.#ms[0]! && ms <= this.#ms.at(-1)!;
  }

  /**
   * The picture nearest to a moment, between two known ones in proportion; undefined where nothing is known.
   * @param perMs pictures in a millisecond of the axon, beyond the first and the last known one.
   */
  pictureAt(ms: number, perMs = 0): number | undefined {
    const { length } = this.#numbers;
    if (length === 0) return undefined;
    const after = this.#ms.findIndex((known) => known >= ms);
    if (after <= 0) {
      const end = after === 0 ? 0 : length - 1;
      return Math.round(this.#numbers[end]! + perMs * (ms - this.#ms[end]!));
    }
    const [fromMs, toMs] = [this.#ms[after - 1]!, this.#ms[after]!];
    const [from, to] = [this.#numbers[after - 1]!, this.#numbers[after]!];
    const part = toMs > fromMs ? (ms - fromMs) / (toMs - fromMs) : 1;
    return Math.round(from + part * (to - from));
  }

  copy(): PictureIndex {
    const copy = new PictureIndex();
    copy.#numbers.push(...this.#numbers);
    copy.#ms.push(...this.#ms);
    return copy;
  }

  #placeOf(picture: number): number {
    let [low, high] = [0, this.#numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#numbers[middle]! < picture) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
