/** What the traces show: the last period of axon time, bounded in memory whatever the server sends. Pure. */
import type { MeterName } from '../units.js';

/** Most points in view. Beyond about two per pixel nobody sees more. */
const POINTS = 4096;

export const BATH_FLAGS: Readonly<Record<MeterName, number>> = { blue: 1, yellow: 2 };

/** Lowest and highest of some readings [mV]; without any, Infinity and −Infinity. */
export interface Extent {
  lowMv: number;
  highMv: number;
}

/** Samples in order of time, thinned to at most POINTS for a window, in arrays that are reused for ever. */
export class TraceWindow {
  /** Twice the room, so that the old half is thrown away in one go and views stay contiguous. */
  readonly #modelMs = new Float64Array(2 * POINTS);
  readonly #blueMv = new Float64Array(2 * POINTS);
  readonly #yellowMv = new Float64Array(2 * POINTS);
  /** Which electrodes were in the bath: their readings are no potentials of the axon. */
  readonly #inBath = new Uint8Array(2 * POINTS);
  #start = 0;
  #end = 0;
  #windowMs: number;
  /** Time of the first sample since it was empty [ms]. */
  #originMs = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  get windowMs(): number {
    return this.#windowMs;
  }

  set windowMs(windowMs: number) {
    this.#windowMs = windowMs;
    this.#forget();
  }

  /** Time of the newest sample [ms], or undefined while empty. */
  get latestMs(): number | undefined {
    return this.#end > this.#start ? this.#modelMs[this.#end - 1]! : undefined;
  }

  /** Where the trace began, though that may lie far behind the window by now [ms]. */
  get originMs(): number {
    return this.#originMs;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  clear(): void {
    this.#start = 0;
    this.#end = 0;
  }

  /**
   * Adds one reading. Time that runs backwards is a reset: the old trace goes. NaN and infinity are no readings.
   * @param inBath which electrodes were in the bath: the sum of their `BATH_FLAGS`
   */
  add(modelMs: number, blueMv: number, yellowMv: number, inBath = 0): void {
    if (!Number.isFinite(modelMs) || !Number.isFinite(blueMv) || !Number.isFinite(yellowMv)) return;
    const latest = this.latestMs;
    if (latest !== undefined && modelMs < latest) this.clear();
    else if (latest !== undefined && modelMs === latest) this.#end--;
    else if (this.#isSpare(blueMv, yellowMv)) this.#end--;
    if (this.length === 0) this.#originMs = modelMs;
    if (this.#end === this.#modelMs.length) this.#compact();
    this.#modelMs[this.#end] = modelMs;
    this.#blueMv[this.#end] = blueMv;
    this.#yellowMv[this.#end] = yellowMv;
    this.#inBath[this.#end] = inBath;
    this.#end++;
    this.#forget();
  }

  /**
   * The newest point stays provisional until it is a grid step away from the one before it; but a crest, of either
   * meter, is kept however close it is.
   */
  #isSpare(nextBlueMv: number, nextYellowMv: number): boolean {
    if (this.length < 2) return false;
    const at = this.#end - 1;
    if (this.#modelMs[at]! - this.#modelMs[at - 1]! >= this.#windowMs / (POINTS - 1)) return false;
    return (
      isBetween(this.#blueMv[at - 1]!, this.#blueMv[at]!, nextBlueMv) &&
      isBetween(this.#yellowMv[at - 1]!, this.#yellowMv[at]!, nextYellowMv)
    );
  }

  /** Leaves one point before the window, so that the line enters from the edge. */
  #forget(): void {
    const latest = this.latestMs;
    if (latest === undefined) return;
    const fromMs = latest - this.#windowMs;
    while (this.#start + 1 < this.#end && this.#modelMs[this.#start + 1]! <= fromMs) this.#start++;
    if (this.length > POINTS) this.#start = this.#end - POINTS;
  }

  #compact(): void {
    for (const values of [this.#modelMs, this.#blueMv, this.#yellowMv, this.#inBath])
      values.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }

  /** Views of the points in time order: time [ms], blue [mV], yellow [mV]. Valid until the next `add`. */
  view(): [Float64Array, Float64Array, Float64Array] {
    return [
      this.#modelMs.subarray(this.#start, this.#end),
      this.#blueMv.subarray(this.#start, this.#end),
      this.#yellowMv.subarray(this.#start, this.#end),
    ];
  }

  /**
   * Widens `out` to the readings in view that one meter took in the axon after `afterMs`; false if there is none.
   */
  widen(name: MeterName, afterMs: number, out: Extent): boolean {
    const readingsMv = name === 'blue' ? this.#blueMv : this.#yellowMv;
    const flag = BATH_FLAGS[name];
    let found = false;
    for (let i = this.#start; i < this.#end; i++) {
      if (this.#modelMs[i]! <= afterMs || (this.#inBath[i]! & flag) !== 0) continue;
      found = true;
      const readingMv = readingsMv[i]!;
      if (readingMv < out.lowMv) out.lowMv = readingMv;
      if (readingMv > out.highMv) out.highMv = readingMv;
    }
    return found;
  }
}

/** Whether a reading lies on the way from the one before it to the one after it. */
function isBetween(beforeMv: number, readingMv: number, afterMv: number): boolean {
  return (readingMv - beforeMv) * (afterMv - readingMv) >= 0;
}
