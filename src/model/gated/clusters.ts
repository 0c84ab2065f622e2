/**
 * Which sites are busy within a period: those with open channels, and those that might reach a limit, as far as the
 * series can rule it out. Busy sites close to each other make a cluster, and each cluster will get a window.
 */

import type { Series } from './series.js';
import { REACHED_MV, REFRACTORY, REST, type Sites } from './sites.js';

/** Busy sites further apart than twice the reach and this are clusters of their own. */
const APART = 16;

export class Clusters {
  /** How many there are. */
  count = 0;
  /** The first and the last site of each. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** To be set before `find`: how many sites away a switch is felt, and when the period ends [ms]. */
  reach = 0;
  endMs = Number.NaN;
  /** The next instant at which a refractory site's time is up [ms]; all of them are between these two sites. */
  recoveryMs = Number.POSITIVE_INFINITY;
  recoverFrom = 0;
  recoverTo = 0;

  readonly #sites: Sites;
  readonly #period: Series;
  readonly #driven: Uint8Array;

  /** `driven`: 1 for sites into which a current flows. */
  constructor(sites: Sites, period: Series, driven: Uint8Array) {
    this.#sites = sites;
    this.#period = period;
    this.#driven = driven;
    this.first = new Int32Array(sites.count);
    this.last = new Int32Array(sites.count);
  }

  /**
   * Looks at sites `from` up to, but not including, `to`. A resting site need not be asked where every site within
   * reach is below its limit and no current flows: passive spread lifts nobody above the highest. A refractory one
   * whose time will be up is not busy if it stays far below all limits.
   */
  find(from: number, to: number): void {
    const { state, deadlineMs, spec } = this.#sites;
    const { beginMv } = this.#period;
    const driven = this.#driven;
    const { sodiumOpensMv } = spec;
    const { reach, endMs } = this;
    this.count = 0;
    this.recoveryMs = Number.POSITIVE_INFINITY;
    let askFrom = from;
    let askTo = from;
    for (let i = from; i < to; i++) {
      if (state[i] === REFRACTORY) {
        if (this.recoveryMs === Number.POSITIVE_INFINITY) this.recoverFrom = i;
        this.recoverTo = i + 1;
        this.recoveryMs = Math.min(this.recoveryMs, deadlineMs[i]!);
        if (deadlineMs[i]! > endMs && beginMv[i + 1]! < sodiumOpensMv) continue;
      } else if (state[i] === REST && beginMv[i + 1]! < sodiumOpensMv && driven[i] === 0) {
        continue;
      }
      if (i - reach > askTo) {
        this.#ask(askFrom, askTo);
        askFrom = i - reach;
      }
      askTo = Math.min(to, i + reach + 1);
    }
    this.#ask(askFrom, askTo);
  }

  /** Cluster c and the next one become one. */
  merge(c: number): void {
    this.last[c] = this.last[c + 1]!;
    this.first.copyWithin(c + 1, c + 2, this.count);
    this.last.copyWithin(c + 1, c + 2, this.count);
    this.count--;
  }

  #ask(from: number, to: number): void {
    this.#period.lookAround(from, to);
    for (let i = from; i < to; i++) if (this.#mayBeBusy(i)) this.#add(i);
  }

  #mayBeBusy(i: number): boolean {
    const { state, deadlineMs, upperMv, spec } = this.#sites;
    const period = this.#period;
    const mv = period.beginMv[i + 1]!;
    const swingMv = period.swingMv[i + 1]!;
    switch (state[i]) {
      case REST:
        return mv + swingMv >= upperMv[i]! - REACHED_MV;
      case REFRACTORY:
        if (deadlineMs[i]! > this.endMs) return false;
        return mv + swingMv >= spec.recoveryBelowMv;
      default:
        return true;
    }
  }

  #add(i: number): void {
    const apart = 2 * this.reach + APART;
    if (this.count === 0 || i - this.last[this.count - 1]! > apart) this.first[this.count++] = i;
    this.last[this.count - 1] = i;
  }
}
