import { COLOUR_ORDERS, type StripOrder } from '../../../src/units.js';
import { lightsOf } from '../strip-bytes.js';
import { CYCLES_PER_US } from './registers.js';
import type { Range, ShownFrame } from './types.js';

/** A high longer than this is a 1: halfway between the longest T0H and the shortest T1H of the data sheets [cycles]. */
const ONE_CYCLES = 0.48 * CYCLES_PER_US;
/** A low of this length shows the picture: 280 µs is what the newer data sheets ask for [cycles]. */
export const LATCH_CYCLES = 280 * CYCLES_PER_US;
const NS_PER_CYCLE = 1000 / CYCLES_PER_US;
const MAX_BYTES = 4 * 1024;

/** Decodes what a data pin does into frames. Fed with edges; tells nobody until the line has rested long enough. */
export class Ws2812Decoder {
  readonly #wants: StripOrder;
  #high = false;
  #riseCycle = 0;
  #fallCycle = 0;
  #firstCycle = 0;
  #bits = 0;
  #byte = 0;
  readonly #bytes = new Uint8Array(MAX_BYTES);
  readonly #t0h = new Extent();
  readonly #t1h = new Extent();
  readonly #low = new Extent();

  constructor(wants: StripOrder = COLOUR_ORDERS[0]) {
    this.#wants = wants;
  }

  /** Whether bits have come in that are not shown yet. */
  get busy(): boolean {
    return this.#bits > 0 || this.#high;
  }

  /** From when on the line has rested long enough, if it stays low; only while `busy`. */
  get latchCycle(): number {
    return this.#high ? Infinity : this.#fallCycle + LATCH_CYCLES;
  }

  edge(high: boolean, cycle: number): void {
    if (high === this.#high) return;
    this.#high = high;
    if (high) {
      if (this.#bits === 0) this.#firstCycle = cycle;
      else this.#low.add(cycle - this.#fallCycle);
      this.#riseCycle = cycle;
      return;
    }
    this.#fallCycle = cycle;
    const length = cycle - this.#riseCycle;
    const one = length > ONE_CYCLES;
    (one ? this.#t1h : this.#t0h).add(length);
    this.#byte = ((this.#byte << 1) | (one ? 1 : 0)) & 0xff;
    this.#bits++;
    if ((this.#bits & 7) === 0 && this.#bits <= 8 * MAX_BYTES) this.#bytes[this.#bits / 8 - 1] = this.#byte;
  }

  /** The frame that the strip shows now, if the line has rested until `cycle`; null if there is none. */
  take(cycle: number): ShownFrame | null {
    if (this.#bits === 0 || cycle < this.latchCycle) return null;
    const raw = this.#bytes.slice(0, Math.min(this.#bits >> 3, MAX_BYTES));
    const lowNs = this.#low.rangeNs();
    const frame: ShownFrame = {
      startUs: this.#firstCycle / CYCLES_PER_US,
      endUs: this.#fallCycle / CYCLES_PER_US,
      rgb: lightsOf(raw, this.#wants),
      raw,
      bits: this.#bits,
      waveform: { t0hNs: this.#t0h.rangeNs(), t1hNs: this.#t1h.rangeNs(), lowNs },
      longestGapNs: lowNs[1],
    };
    this.#bits = 0;
    this.#byte = 0;
    this.#t0h.clear();
    this.#t1h.clear();
    this.#low.clear();
    return frame;
  }
}

/** Smallest and largest of some lengths in cycles. */
class Extent {
  #min = Infinity;
  #max = 0;

  add(cycles: number): void {
    if (cycles < this.#min) this.#min = cycles;
    if (cycles > this.#max) this.#max = cycles;
  }

  clear(): void {
    this.#min = Infinity;
    this.#max = 0;
  }

  rangeNs(): Range {
    return this.#max === 0 ? [0, 0] : [this.#min * NS_PER_CYCLE, this.#max * NS_PER_CYCLE];
  }
}
