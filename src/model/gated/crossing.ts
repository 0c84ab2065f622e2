/**
 * Finding the instant at which the first site of a stretch reaches a potential where it switches. Without it every
 * spike would wait for the end of a step: peaks would overshoot by millivolts and the velocity stick to a whole
 * number of steps per site.
 */

import type { Series } from './series.js';
import type { Sites } from './sites.js';

/** A root is good enough when the potential is this close to the limit [mV]. */
const CLOSE_MV = 1e-11;
/** Far more than needed: three or four are usual. */
const MOST_ROUNDS = 60;

export class Crossing {
  /** The site that is first, or −1. */
  site = -1;
  /** When, after the beginning of the stretch; the length of the stretch where no site is [ms]. */
  atMs = Number.NaN;
  /** Where the site in hand is known to be beyond its limit [ms]. */
  #peakMs = Number.NaN;
  #guessMs = Number.NaN;

  /**
   * The first of sites `from` up to, but not including, `to` to reach a limit within an expanded series that ends at
   * `endMv`. A site is looked at where it ends beyond its limit, or where its tangent at the beginning leads there.
   */
  find(series: Series, endMv: Float64Array, sites: Sites, from: number, to: number): void {
    const { lowerMv, upperMv } = sites;
    const { beginMv, beginSlopeMvPerMs, lengthMs } = series;
    this.site = -1;
    this.atMs = lengthMs;
    for (let i = from; i < to; i++) {
      const j = i + 1;
      const ownMv = beginMv[j]!;
      const ownSlope = beginSlopeMvPerMs[j]!;
      const tangentMv = ownMv + ownSlope * lengthMs;
      const nextMv = endMv[j]!;
      if (
        tangentMv < upperMv[i]! &&
        nextMv < upperMv[i]! &&
        tangentMv > lowerMv[i]! &&
        nextMv > lowerMv[i]!
      ) {
        continue;
      }
      const rises = upperMv[i]! !== Number.POSITIVE_INFINITY;
      const goalMv = rises ? upperMv[i]! : lowerMv[i]!;
      series.atMs = this.atMs;
      series.look(i);
      const passes = rises ? series.mv >= goalMv : series.mv <= goalMv;
      // Of two that reach their limits at the same time to the last digit the first one stands for both.
      if (passes && this.site >= 0 && series.mv === goalMv) continue;
      if (passes) this.#peakMs = this.atMs;
      else if (!this.#peaksBeyond(series, i, goalMv, rises, ownSlope)) continue;
      // The parabola through both ends with the slope at the beginning is a good guess.
      const bend = (nextMv - tangentMv) / (lengthMs * lengthMs);
      const root = Math.sqrt(Math.max(0, ownSlope * ownSlope - 4 * bend * (ownMv - goalMv)));
      this.#guessMs = (2 * (goalMv - ownMv)) / (ownSlope + (rises ? root : -root));
      this.#root(series, i, goalMv, rises);
      this.site = i;
    }
  }

  /** Whether a site that is short of its limit at `atMs` has been there before: it came, touched it and went. */
  #peaksBeyond(series: Series, i: number, goalMv: number, rises: boolean, ownSlope: number): boolean {
    const sign = rises ? 1 : -1;
    if (sign * series.slopeMvPerMs >= 0 || sign * ownSlope <= 0) return false;
    let low = 0;
    let high = this.atMs;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const middle = (low + high) / 2;
      if (!(middle > low && middle < high)) break;
      series.atMs = middle;
      series.look(i);
      if (sign * (series.mv - goalMv) >= 0) {
        this.#peakMs = middle;
        return true;
      }
      if (sign * series.slopeMvPerMs > 0) low = middle;
      else high = middle;
    }
    return false;
  }

  /** Brings `atMs` to where a site reaches its limit on its way to `#peakMs`, by Newton's method inside a bracket. */
  #root(series: Series, i: number, goalMv: number, rises: boolean): void {
    const sign = rises ? 1 : -1;
    let low = 0;
    let high = this.#peakMs;
    series.atMs = this.#guessMs > low && this.#guessMs < high ? this.#guessMs : high;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      series.look(i);
      const beyondMv = sign * (series.mv - goalMv);
      if (Math.abs(beyondMv) < CLOSE_MV) {
        high = series.atMs;
        break;
      }
      if (beyondMv > 0) high = series.atMs;
      else low = series.atMs;
      const next = series.atMs - beyondMv / (sign * series.slopeMvPerMs);
      const better = next > low && next < high ? next : (low + high) / 2;
      // A bracket too narrow for another number in between: its upper end has reached the limit.
      if (!(better > low && better < high)) break;
      series.atMs = better;
    }
    this.atMs = high;
  }
}
