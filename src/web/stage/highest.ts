/**
 * The highest potential of each LED in a sweep, from the pictures that came. Pictures of the last minute are kept, so
 * that it can be said for any moment that somebody looks back at. Where pictures are too far apart in the axon's time, the
 * peak lies between two of them and nobody has seen it: then nothing is said. Pure.
 */

/** Pictures that are kept, as the tape has them; and numbers altogether, about 3 MB. */
const MOST_PICTURES = 7200;
const MOST_NUMBERS = 1_500_000;
/** Resolution of what is kept [mV]. */
const STEP_MV = 0.01;
/** Further apart than this, two pictures miss a peak by more than a few millivolts [ms of axon]. */
export const FURTHEST_APART_MS = 0.08;
/** Where no LED has moved by more than half a millivolt, pictures may be as far apart as they like. */
const STILL_STEPS = 50;
/** The front has passed an LED that rose by this, and has come down from there by that [mV]. */
const ROSE_MV = 1;
const CAME_DOWN_MV = 0.5;
const MOST_SWEEPS = 16;

export interface SeenPicture {
  readonly picture: number;
  readonly modelMs: number;
  readonly potentialMv: ArrayLike<number>;
}

/** A sweep, and the first picture that shows it. */
export interface SweepBegin {
  readonly sweep: number;
  readonly picture: number;
}

export interface SweepHighest {
  /** Per LED [mV]. */
  readonly highestMv: Float32Array;
  /** What it had at the beginning of the sweep [mV]. */
  readonly beganMv: Float32Array;
}

export class HighestSoFar {
  readonly #leds: number;
  readonly #most: number;
  readonly #numbers: Uint32Array;
  readonly #ms: Float64Array;
  readonly #steps: Int16Array;
  /** All pictures ever kept, and how many of them are kept now. */
  #total = 0;
  #count = 0;
  readonly #highestMv: Float32Array;
  readonly #beganMv: Float32Array;
  readonly #answer: SweepHighest;
  /** What `#highestMv` stands for: from which picture (0: nothing), to which, and whether all between was seen. */
  #begunAt = 0;
  #upTo = 0;
  #isKnown = false;
  readonly #sweeps = new Map<number, Float32Array>();

  constructor(ledCount: number) {
    this.#leds = ledCount;
    this.#most = Math.max(1, Math.min(MOST_PICTURES, Math.floor(MOST_NUMBERS / Math.max(1, ledCount))));
    this.#numbers = new Uint32Array(this.#most);
    this.#ms = new Float64Array(this.#most);
    this.#steps = new Int16Array(this.#most * ledCount);
    this.#highestMv = new Float32Array(ledCount);
    this.#beganMv = new Float32Array(ledCount);
    this.#answer = { highestMv: this.#highestMv, beganMv: this.#beganMv };
  }

  /** Keeps a live picture. Where the axon's time has gone back, what came after that is no more. */
  keep({ picture, modelMs, potentialMv }: SeenPicture): void {
    while (this.#count > 0 && this.#ms[this.#slot(this.#count - 1)]! >= modelMs) {
      if (this.#numbers[this.#slot(this.#count - 1)] === picture) return;
      this.#count--;
      this.#total--;
      this.#begunAt = 0;
    }
    this.#total++;
    this.#count = Math.min(this.#most, this.#count + 1);
    const slot = this.#slot(this.#count - 1);
    this.#numbers[slot] = picture;
    this.#ms[slot] = modelMs;
    for (let led = 0, at = slot * this.#leds; led < this.#leds; led++, at++)
      this.#steps[at] = Math.round(potentialMv[led]! / STEP_MV);
  }

  /**
   * The highest from the first picture of a sweep to the one that is shown; used again for the next answer.
   * @returns undefined where it is not known.
   */
  at(begin: SweepBegin, picture: number): SweepHighest | undefined {
    const last = this.#indexOf(picture);
    if (last < 0) return undefined;
    if (this.#begunAt !== begin.picture || this.#upTo > picture) {
      this.#begunAt = 0;
      if (!this.#begin(begin.picture, last)) return undefined;
    }
    for (let index = this.#firstFrom(this.#upTo + 1); index <= last; index++) this.#climb(index);
    this.#upTo = picture;
    if (!this.#isKnown) return undefined;
    this.#remember(begin.sweep);
    return this.#answer;
  }

  /** What the sweep began with is on the picture before its first. */
  #begin(picture: number, last: number): boolean {
    let first = this.#firstFrom(picture);
    if (first > last) return false;
    if (first > 0) first--;
    else if (this.#total > this.#count) return false;
    this.#load(first);
    this.#begunAt = picture;
    this.#upTo = this.#numbers[this.#slot(first)]!;
    this.#isKnown = true;
    return true;
  }

  #climb(index: number): void {
    const slot = this.#slot(index);
    const before = this.#slot(index - 1);
    const isWide = this.#ms[slot]! - this.#ms[before]! > FURTHEST_APART_MS;
    let from = before * this.#leds;
    for (let led = 0, at = slot * this.#leds; led < this.#leds; led++, at++, from++) {
      const steps = this.#steps[at]!;
      if (isWide && Math.abs(steps - this.#steps[from]!) > STILL_STEPS) this.#isKnown = false;
      const mv = steps * STEP_MV;
      if (mv > this.#highestMv[led]!) this.#highestMv[led] = mv;
    }
  }

  /** The highest of a sweep as it was last asked for. */
  ofSweep(sweep: number): Float32Array | undefined {
    return this.#sweeps.get(sweep);
  }

  #load(index: number): void {
    const from = this.#slot(index) * this.#leds;
    for (let led = 0; led < this.#leds; led++) {
      this.#beganMv[led] = this.#steps[from + led]! * STEP_MV;
      this.#highestMv[led] = this.#beganMv[led]!;
    }
  }

  #remember(sweep: number): void {
    const known = this.#sweeps.get(sweep);
    if (known) {
      // A sweep that is looked back at has not come as far as it had.
      for (let led = 0; led < this.#leds; led++) known[led] = Math.max(known[led]!, this.#highestMv[led]!);
      return;
    }
    if (this.#sweeps.size === MOST_SWEEPS) this.#sweeps.delete(this.#sweeps.keys().next().value!);
    this.#sweeps.set(sweep, this.#highestMv.slice());
  }

  #slot(index: number): number {
    return (this.#total - this.#count + index) % this.#most;
  }

  /** The first picture kept whose number is not below this. */
  #firstFrom(picture: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#numbers[this.#slot(middle)]! < picture) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #indexOf(picture: number): number {
    const index = this.#firstFrom(picture);
    return index < this.#count && this.#numbers[this.#slot(index)] === picture ? index : -1;
  }
}

/** Whether the front has passed an LED: it has been higher than it is, and than it was at the beginning. */
export function frontHasPassed(highestMv: number, beganMv: number, nowMv: number): boolean {
  return highestMv - beganMv > ROSE_MV && highestMv - nowMv > CAME_DOWN_MV;
}
