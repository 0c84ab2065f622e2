/** Measures that are fed picture by picture or press by press, and allocate nothing on the way. */
import type { GateEvent } from '../../model/index.js';
import { known, type Measure, unknown } from './measure.js';

/** The highest that each place, or each LED, has had [mV]. */
export class HighestPerPlace {
  /** NaN where nothing has been seen. */
  readonly mv: Float64Array;

  constructor(places: number) {
    this.mv = new Float64Array(places).fill(Number.NaN);
  }

  look(potentialMv: Float64Array): void {
    const { mv } = this;
    for (let i = 0; i < mv.length; i++) if (!(potentialMv[i]! <= mv[i]!)) mv[i] = potentialMv[i]!;
  }

  clear(): void {
    this.mv.fill(Number.NaN);
  }
}

/** Which sites are locked: their channels have been open, and cannot open again yet. */
export class LockedSites {
  /** 1 where they are. */
  readonly flags: Uint8Array;

  constructor(sites: number) {
    this.flags = new Uint8Array(sites);
  }

  gate({ site, state }: GateEvent): void {
    this.flags[site] = state === 'potassium-open' || state === 'refractory' ? 1 : 0;
  }

  clear(): void {
    this.flags.fill(0);
  }
}

/** The axon's time from one press to the next. */
export class PressGap {
  #beforeMs = Number.NaN;
  #lastMs = Number.NaN;

  /** @param axonMs when it began, on the axon's own time. */
  pressed(axonMs: number): void {
    this.#beforeMs = this.#lastMs;
    this.#lastMs = axonMs;
  }

  /** The axon's time begins again. */
  reset(): void {
    this.#beforeMs = Number.NaN;
    this.#lastMs = Number.NaN;
  }

  get measure(): Measure {
    if (Number.isNaN(this.#lastMs)) return unknown('nothing has been pressed');
    if (Number.isNaN(this.#beforeMs)) return unknown('only one press so far');
    return known(this.#lastMs - this.#beforeMs, 'ms');
  }
}
