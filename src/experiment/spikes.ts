/**
 * What a spike is, and how spikes are found in a trace while it is recorded.
 *
 * A spike is an upswing of the membrane potential by 30 mV or more from the trough before it that the membrane makes
 * itself: at least half of these 30 mV by net inward ionic current at that place. What an electrode or the neighbours
 * lift without the help of the membrane is a mere lift, however high it gets. An upswing counts once, with any dips of
 * less than 30 mV that it has, and only when its peak has passed.
 *
 * "Inward" is measured from what the membrane does in the trough. There the ionic current may be inward already (leak
 * after a negative current: what brings the potential back is no spike); then the current must become more inward
 * again after it had died down. Or it may be outward, in balance with a steady current that is put in: a membrane that
 * fires under 100 µA/cm² swings up when less than 100 flow out, although it never becomes inward altogether.
 */

/** How far a spike rises from the trough before it, at least [mV]. */
export const SPIKE_RISE_MV = 30;
/** How much of that the ionic current makes, at least [mV]. */
export const SPIKE_CARRIED_MV = 15;

/** Above it no membrane swings under a steady current [mV]. */
const HIGHEST_TROUGH_MV = 0;

/** A rise of 30 mV or more from a trough to a peak: their rows in the trace, and their times [ms]. */
export interface Upswing {
  readonly troughRow: number;
  readonly troughMs: number;
  readonly peakRow: number;
  readonly peakMs: number;
  /** Whether the membrane made it: a spike, not a mere lift. */
  readonly carried: boolean;
}

/** A rise from a trough on, with the part of it that ionic current has made. */
export class Rise {
  row = 0;
  ms = 0;
  troughMv = Number.NaN;
  /** [mV] */
  carried = 0;
  /** The inward current that is taken for none [mV/ms]. */
  #nothingMvPerMs = 0;

  begin(row: number, ms: number, troughMv: number, inwardMvPerMs: number): void {
    this.row = row;
    this.ms = ms;
    this.troughMv = troughMv;
    this.carried = 0;
    // Far up, sodium channels that close make less flow outward: that lifts the membrane, but is no spike.
    this.#nothingMvPerMs = troughMv < HIGHEST_TROUGH_MV ? inwardMvPerMs : Math.max(0, inwardMvPerMs);
  }

  /** `inwardMvPerMs`: at the beginning of the piece, and at its end. */
  grow(riseMv: number, lengthMs: number, beginMvPerMs: number, endMvPerMs: number): void {
    const carried = (beginMvPerMs - this.#nothingMvPerMs) * lengthMs;
    if (riseMv > 0 && carried > 0) this.carried += Math.min(riseMv, carried);
    if (this.#nothingMvPerMs > 0) {
      this.#nothingMvPerMs = Math.max(0, Math.min(this.#nothingMvPerMs, endMvPerMs));
    }
  }

  take(other: Rise): void {
    this.begin(other.row, other.ms, other.troughMv, other.#nothingMvPerMs);
    this.carried = other.carried;
  }
}

/** Finds the upswings of one place, row by row, in order of time. */
export class SpikeFinder {
  readonly #found: Upswing[] = [];
  /** From the trough before to the peak; from the lowest since the peak to now. */
  readonly #rise = new Rise();
  readonly #next = new Rise();
  #peakRow = -1;
  #peakMs = Number.NaN;
  #peakMv = Number.NaN;
  /** The rise is one of 30 mV or more. */
  #high = false;
  #lastMs = Number.NaN;
  #lastMv = Number.NaN;
  #lastMvPerMs = Number.NaN;

  /** @param inwardMvPerMs net inward ionic current over capacitance, from this instant on. */
  add(row: number, timeMs: number, mv: number, inwardMvPerMs: number): void {
    if (this.#peakRow < 0) this.#begin(row, timeMs, mv, inwardMvPerMs);
    else {
      const riseMv = mv - this.#lastMv;
      const lengthMs = timeMs - this.#lastMs;
      this.#rise.grow(riseMv, lengthMs, this.#lastMvPerMs, inwardMvPerMs);
      this.#next.grow(riseMv, lengthMs, this.#lastMvPerMs, inwardMvPerMs);
      if (this.#high) this.#goOn(row, timeMs, mv, inwardMvPerMs);
      else this.#wait(row, timeMs, mv, inwardMvPerMs);
    }
    this.#lastMs = timeMs;
    this.#lastMv = mv;
    this.#lastMvPerMs = inwardMvPerMs;
  }

  /** Those whose peak has passed, in order of time. */
  get upswings(): readonly Upswing[] {
    return this.#high && this.#lastMv < this.#peakMv ? [...this.#found, this.#upswing()] : this.#found;
  }

  #begin(row: number, ms: number, mv: number, inwardMvPerMs: number): void {
    this.#rise.begin(row, ms, mv, inwardMvPerMs);
    this.#setPeak(row, ms, mv, inwardMvPerMs);
  }

  #wait(row: number, ms: number, mv: number, inwardMvPerMs: number): void {
    if (mv <= this.#rise.troughMv) this.#begin(row, ms, mv, inwardMvPerMs);
    else if (mv > this.#peakMv) this.#setPeak(row, ms, mv, inwardMvPerMs);
    this.#high = mv - this.#rise.troughMv >= SPIKE_RISE_MV;
  }

  #goOn(row: number, ms: number, mv: number, inwardMvPerMs: number): void {
    if (mv < this.#next.troughMv) this.#next.begin(row, ms, mv, inwardMvPerMs);
    // Only a fall of 30 mV ends it: from a dip of less, or from no dip at all, the same upswing goes on.
    if (this.#peakMv - mv >= SPIKE_RISE_MV) {
      this.#found.push(this.#upswing());
      this.#rise.take(this.#next);
      this.#high = false;
      this.#setPeak(row, ms, mv, inwardMvPerMs);
    } else if (mv > this.#peakMv) this.#setPeak(row, ms, mv, inwardMvPerMs);
  }

  #setPeak(row: number, ms: number, mv: number, inwardMvPerMs: number): void {
    this.#peakRow = row;
    this.#peakMs = ms;
    this.#peakMv = mv;
    this.#next.begin(row, ms, mv, inwardMvPerMs);
  }

  #upswing(): Upswing {
    return {
      troughRow: this.#rise.row,
      troughMs: this.#rise.ms,
      peakRow: this.#peakRow,
      peakMs: this.#peakMs,
      carried: this.#rise.carried >= SPIKE_CARRIED_MV,
    };
  }
}
