const LEAST_CHANGE = 4;

/** Two potentiometers: a reading is news when it differs by 4 from the one reported last. */
export class Dials {
  readonly #values = [0, 0];
  #reported: (number | undefined)[] = [undefined, undefined];

  /** Turns dial 0 or 1 to a reading from 0 to 1023. */
  turn(dial: number, value: number): void {
    if (dial !== 0 && dial !== 1) throw new RangeError(`dial: expected 0 or 1, got ${dial}`);
    if (!(value >= 0 && value <= 1023)) throw new RangeError(`dial value: expected 0 to 1023, got ${value}`);
    this.#values[dial] = value;
  }

  /** Forgets what was reported: the next look at this dial is news. */
  forget(dial: number): void {
    this.#reported[dial] = undefined;
  }

  /** The reading of a dial if it is news; it counts as reported then. */
  news(dial: number): number | undefined {
    const value = this.#values[dial]!;
    const reported = this.#reported[dial];
    if (reported !== undefined && Math.abs(value - reported) < LEAST_CHANGE) return undefined;
    this.#reported[dial] = value;
    return value;
  }
}
