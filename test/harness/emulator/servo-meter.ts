import { CYCLES_PER_US } from './registers.js';
import type { ServoStats } from './types.js';

/** Measures the pulses on one servo pin. */
export class ServoMeter {
  #high = false;
  #riseCycle = -1;
  #lastUs: number | null = null;
  #lastEndCycle = 0;
  #pulses = 0;
  #minUs = Infinity;
  #maxUs = 0;
  #minPeriodUs = Infinity;
  #maxPeriodUs = 0;

  edge(high: boolean, cycle: number): void {
    if (high === this.#high) return;
    this.#high = high;
    if (high) {
      if (this.#riseCycle >= 0) {
        const periodUs = (cycle - this.#riseCycle) / CYCLES_PER_US;
        this.#minPeriodUs = Math.min(this.#minPeriodUs, periodUs);
        this.#maxPeriodUs = Math.max(this.#maxPeriodUs, periodUs);
      }
      this.#riseCycle = cycle;
      return;
    }
    const widthUs = (cycle - this.#riseCycle) / CYCLES_PER_US;
    this.#lastUs = widthUs;
    this.#lastEndCycle = cycle;
    this.#pulses++;
    this.#minUs = Math.min(this.#minUs, widthUs);
    this.#maxUs = Math.max(this.#maxUs, widthUs);
  }

  /** Width of the last whole pulse [µs]; null before the first since reset. */
  get lastUs(): number | null {
    return this.#lastUs;
  }

  /** When the last pulse ended [µs of board time]; 0 before the first. */
  get lastEndUs(): number {
    return this.#lastEndCycle / CYCLES_PER_US;
  }

  stats(): ServoStats {
    const finite = (value: number) => (value === Infinity ? 0 : value);
    return {
      pulses: this.#pulses,
      minUs: finite(this.#minUs),
      maxUs: this.#maxUs,
      minPeriodUs: finite(this.#minPeriodUs),
      maxPeriodUs: this.#maxPeriodUs,
    };
  }

  /** Begins the statistics again; the last pulse is still known. */
  clearStats(): void {
    this.#pulses = 0;
    this.#minUs = Infinity;
    this.#maxUs = 0;
    this.#minPeriodUs = Infinity;
    this.#maxPeriodUs = 0;
    this.#riseCycle = this.#high ? this.#riseCycle : -1;
  }

  /** The chip was reset: the pin went low in the middle of whatever it did. */
  clear(): void {
    this.#high = false;
    this.#riseCycle = -1;
    this.#lastUs = null;
    this.#lastEndCycle = 0;
    this.clearStats();
  }
}
