/** What both voltmeters read in one sweep: in order of time, and bounded whatever comes. Pure. */
import type { MeterName } from '../units.js';

/** Most samples of a sweep; of more a half is left, the crests among it. */
export const MOST_SWEEP_SAMPLES = 4096;
const FIRST_ROOM = 512;
/** Samples that are thinned together, and what is kept of them at most: highest and lowest of either meter, a break. */
const BIN = 10;

/** Arrays of which the first `count` numbers count. */
export class SweepSamples {
  timesMs = new Float64Array(FIRST_ROOM);
  blueMv = new Float32Array(FIRST_ROOM);
  yellowMv = new Float32Array(FIRST_ROOM);
  count = 0;

  /** Time of the newest one [ms]; −Infinity while there is none. */
  get latestMs(): number {
    return this.count === 0 ? Number.NEGATIVE_INFINITY : this.timesMs[this.count - 1]!;
  }

  of(name: MeterName): Float32Array {
    return name === 'blue' ? this.blueMv : this.yellowMv;
  }

  /** A sample that is not later than the newest one is left out, and so is a time that is no number. */
  add(ms: number, blueMv: number, yellowMv: number): void {
    if (!(ms > this.latestMs) || ms === Number.POSITIVE_INFINITY) return;
    if (this.count === MOST_SWEEP_SAMPLES) this.#thin();
    if (this.count === this.timesMs.length) this.#grow();
    this.timesMs[this.count] = ms;
    this.blueMv[this.count] = blueMv;
    this.yellowMv[this.count] = yellowMv;
    this.count++;
  }

  /** Samples [time, blue, yellow, …] later than the newest one, with times after `originMs`. */
  addAll(samples: ArrayLike<number>, originMs: number): void {
    for (let i = 0; i + 2 < samples.length; i += 3)
      this.add(samples[i]! - originMs, samples[i + 1]!, samples[i + 2]!);
  }

  /** What a meter reads from here on belongs to another place: no line leads there. */
  breakLine(name: MeterName): void {
    const last = this.count - 1;
    if (last < 0 || Number.isNaN(this.of(name)[last])) return;
    const isBlue = name === 'blue';
    this.add(
      this.timesMs[last]! + 1e-9,
      isBlue ? Number.NaN : this.blueMv[last]!,
      isBlue ? this.yellowMv[last]! : Number.NaN,
    );
  }

  /** Forgets what is later than `ms`. */
  cutAfter(ms: number): void {
    while (this.count > 0 && this.timesMs[this.count - 1]! > ms) this.count--;
  }

  copy(): SweepSamples {
    const copy = new SweepSamples();
    copy.timesMs = this.timesMs.slice();
    copy.blueMv = this.blueMv.slice();
    copy.yellowMv = this.yellowMv.slice();
    copy.count = this.count;
    return copy;
  }

  #grow(): void {
    const room = Math.min(MOST_SWEEP_SAMPLES, 2 * this.timesMs.length);
    const larger = <Kind extends Float32Array | Float64Array>(from: Kind, to: Kind): Kind => {
      to.set(from);
      return to;
    };
    this.timesMs = larger(this.timesMs, new Float64Array(room));
    this.blueMv = larger(this.blueMv, new Float32Array(room));
    this.yellowMv = larger(this.yellowMv, new Float32Array(room));
  }

  /** Of each bin the extremes of either meter and a break stay, of all the first and the newest one. */
  #thin(): void {
    const { blueMv, yellowMv } = this;
    const last = this.count - 1;
    const kept = new Set<number>();
    let to = 1;
    for (let from = 1; from < last; from += BIN) {
      const end = Math.min(last, from + BIN);
      const found = [from, from, from, from];
      kept.clear();
      for (let i = from; i < end; i++) {
        if (blueMv[i]! > blueMv[found[0]!]!) found[0] = i;
        if (blueMv[i]! < blueMv[found[1]!]!) found[1] = i;
        if (yellowMv[i]! > yellowMv[found[2]!]!) found[2] = i;
        if (yellowMv[i]! < yellowMv[found[3]!]!) found[3] = i;
        if (kept.size === 0 && Number.isNaN(blueMv[i]! + yellowMv[i]!)) kept.add(i);
      }
      for (const i of found) kept.add(i);
      for (const i of [...kept].sort((a, b) => a - b)) this.#move(i, to++);
    }
    this.#move(last, to++);
    this.count = to;
  }

  #move(from: number, to: number): void {
    this.timesMs[to] = this.timesMs[from]!;
    this.blueMv[to] = this.blueMv[from]!;
    this.yellowMv[to] = this.yellowMv[from]!;
  }
}

export interface Peak {
  readonly potentialMv: number;
  /** After the press. */
  readonly atMs: number;
}

/** The highest that a meter read until `untilMs`; undefined where it read nothing. */
export function peakOf(
  samples: SweepSamples,
  name: MeterName,
  untilMs = Number.POSITIVE_INFINITY,
): Peak | undefined {
  const mv = samples.of(name);
  let at = -1;
  for (let i = 0; i < samples.count && samples.timesMs[i]! <= untilMs; i++)
    if (samples.timesMs[i]! >= 0 && (at < 0 ? !Number.isNaN(mv[i]!) : mv[i]! > mv[at]!)) at = i;
  return at < 0 ? undefined : { potentialMv: mv[at]!, atMs: samples.timesMs[at]! };
}

/** What a meter read at a time, between two samples; NaN where nothing is known [mV]. */
export function readingAt(samples: SweepSamples, name: MeterName, ms: number): number {
  const { timesMs, count } = samples;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  if (low === count) return Number.NaN;
  const mv = samples.of(name);
  if (timesMs[low] === ms) return mv[low]!;
  if (low === 0) return Number.NaN;
  const part = (ms - timesMs[low - 1]!) / (timesMs[low]! - timesMs[low - 1]!);
  return mv[low - 1]! + part * (mv[low]! - mv[low - 1]!);
}
