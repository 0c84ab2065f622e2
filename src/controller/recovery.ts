/** Which points are not back at rest since their last spike. */

/** A potential this close to its rest is back, unless it only comes through on its way down [mV]. */
export const BACK_MV = 1.5;
/** What moves no faster stands still [mV/ms]; under a stimulus, if it has for so long [ms of axon]. */
const STILL_MV_PER_MS = 0.5;
const STILL_FOR_MS = 1;

export class Recovery {
  readonly #goesOn: Uint8Array;
  /** Since the spike it has been below its rest. */
  readonly #wasBelow: Uint8Array;
  /** Where it was when it was last seen [mV]; since when it stands still [ms]. */
  readonly #seenMv: Float64Array;
  readonly #stillMs: Float64Array;

  /** @param count how many points. */
  constructor(count: number) {
    this.#goesOn = new Uint8Array(count);
    this.#wasBelow = new Uint8Array(count);
    this.#seenMv = new Float64Array(count);
    this.#stillMs = new Float64Array(count);
  }

  goesOn(k: number): boolean {
    return this.#goesOn[k] === 1;
  }

  begin(k: number): void {
    this.#goesOn[k] = 1;
    this.#wasBelow[k] = 0;
    this.#stillMs[k] = 0;
    this.#seenMv[k] = Number.NaN;
  }

  /**
   * A point has recovered when its potential comes back to rest from below, or stands still there. What a stimulus lifts
   * does neither by itself; if the stimulus lasts, it comes to stand above rest.
   * @param aboveMv its rest. @param sinceMs it was last seen.
   */
  see(k: number, mv: number, aboveMv: number, sinceMs: number, isStimulated: boolean): void {
    const isStill = Math.abs(mv - this.#seenMv[k]!) <= STILL_MV_PER_MS * sinceMs;
    this.#seenMv[k] = mv;
    this.#stillMs[k] = isStill ? this.#stillMs[k]! + sinceMs : 0;
    if (aboveMv < -BACK_MV) this.#wasBelow[k] = 1;
    const hasRecovered = isStimulated
      ? aboveMv > -BACK_MV && this.#stillMs[k]! >= STILL_FOR_MS
      : (this.#wasBelow[k] === 1 && aboveMv >= 0) || (isStill && Math.abs(aboveMv) < BACK_MV);
    if (hasRecovered) this.#goesOn[k] = 0;
  }

  forget(): void {
    this.#goesOn.fill(0);
  }
}
