/** What sites did within a period: kept until the period is certain, then told in order of time. */

import type { Sites } from './sites.js';

const FIRST_SIZE = 64;

export class GateLog {
  count = 0;
  /** To be set before `enter` [ms], [mV]; fields, since numbers handed from call to call may be put on the heap. */
  timeMs = Number.NaN;
  potentialMv = Number.NaN;

  readonly #sites: Sites;
  #timeMs = new Float64Array(FIRST_SIZE);
  #potentialMv = new Float64Array(FIRST_SIZE);
  #site = new Int32Array(FIRST_SIZE);
  #state = new Uint8Array(FIRST_SIZE);
  #stateBefore = new Uint8Array(FIRST_SIZE);
  #sinceBeforeMs = new Float64Array(FIRST_SIZE);
  /** Entries in order of time. */
  #order = new Int32Array(FIRST_SIZE);

  constructor(sites: Sites) {
    this.#sites = sites;
  }

  /** A site enters a state at `timeMs`, at a membrane potential of `potentialMv`. */
  enter(site: number, state: number): void {
    const sites = this.#sites;
    if (this.count === this.#order.length) this.#grow();
    const k = this.count++;
    this.#timeMs[k] = this.timeMs;
    this.#potentialMv[k] = this.potentialMv;
    this.#site[k] = site;
    this.#state[k] = state;
    this.#stateBefore[k] = sites.state[site]!;
    this.#sinceBeforeMs[k] = sites.sinceMs[site]!;
    sites.sinceMs[site] = this.timeMs;
    sites.enter(site, state);
  }

  /** The last entry is taken back, and with it what the site did. @returns the site. */
  undo(): number {
    const k = --this.count;
    const site = this.#site[k]!;
    this.#sites.sinceMs[site] = this.#sinceBeforeMs[k]!;
    this.#sites.enter(site, this.#stateBefore[k]!);
    return site;
  }

  /** Brings entries into the order of time; those of the same instant stay as they came. */
  sort(): void {
    const order = this.#order;
    const timeMs = this.#timeMs;
    for (let k = 0; k < this.count; k++) {
      let place = k;
      for (; place > 0 && timeMs[order[place - 1]!]! > timeMs[k]!; place--) order[place] = order[place - 1]!;
      order[place] = k;
    }
  }

  /** Brings `timeMs` and `potentialMv` to those of the entry that comes `place`-th in order of time. @returns its site. */
  read(place: number): number {
    const k = this.#order[place]!;
    this.timeMs = this.#timeMs[k]!;
    this.potentialMv = this.#potentialMv[k]!;
    return this.#site[k]!;
  }

  /** The state that the site entered then. */
  stateAt(place: number): number {
    return this.#state[this.#order[place]!]!;
  }

  #grow(): void {
    const size = 2 * this.#order.length;
    this.#timeMs = longer(this.#timeMs, new Float64Array(size));
    this.#potentialMv = longer(this.#potentialMv, new Float64Array(size));
    this.#site = longer(this.#site, new Int32Array(size));
    this.#state = longer(this.#state, new Uint8Array(size));
    this.#stateBefore = longer(this.#stateBefore, new Uint8Array(size));
    this.#sinceBeforeMs = longer(this.#sinceBeforeMs, new Float64Array(size));
    this.#order = longer(this.#order, new Int32Array(size));
  }
}

function longer<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
