/**
 * Finding the instant at which the first of some sites reaches a potential where it switches. Without it every
 * spike would wait for the end of a step: peaks would overshoot by millivolts and the velocity stick to a whole
 * number of steps per site.
 */

import type { Series } from './series.js';
import type { Sites } from './sites.js';

/** A root is good enough when the potential is this close to the limit [mV]. */
const CLOSE_MV = 1e-11;
/** Nor is it looked at again when the tangent leads there and the curve is this close to it; it may curve more elsewhere [mV]. */
const NO_MORE_MV = 1e-14;
/** Two sites are as good as together when the second is this much beyond its limit where the first reaches its own [mV]. */
const TOGETHER_MV = 1e-10;
/** Far more than needed: three or four are usual. */
const MOST_ROUNDS = 60;

export class Crossing {
  /** The site that is first, or −1. */
  site = -1;
  /** When, after the beginning of the period; the length of the period where no site is [ms]. */
  atMs = Number.NaN;
  /** All sites that were asked are between these. */
  askedFrom = 0;
  askedTo = 0;

  /** Begins a search: so far no site of an expanded series is known to reach a limit. */
  begin(series: Series): void {
    this.site = -1;
    this.atMs = series.lengthMs;
    this.askedFrom = Number.MAX_SAFE_INTEGER;
    this.askedTo = -1;
  }

  /** Asks one site, and makes it the first if it reaches its limit before `atMs`. */
  ask(series: Series, sites: Sites, i: number): void {
    this.#note(i);
    const rises = sites.upperMv[i] !== Number.POSITIVE_INFINITY;
    const goalMv = rises ? sites.upperMv[i]! : sites.lowerMv[i]!;
    series.atMs = this.atMs;
    series.look(i);
    // Sites that get there together do not take turns in being the first by a digit.
    const passes = rises ? series.mv > goalMv + TOGETHER_MV : series.mv < goalMv - TOGETHER_MV;
    if (!passes && !this.#peaksBeyond(series, i, goalMv, rises)) return;
    this.#root(series, i, goalMv, rises);
    this.site = i;
  }

  /** A site is the first by other means. @returns whether that is earlier than what was known. */
  claim(i: number, atMs: number): boolean {
    const earlier = atMs < this.atMs;
    this.#note(i);
    this.site = i;
    this.atMs = Math.min(atMs, this.atMs);
    return earlier;
  }

  /**
   * Asks all others that may reach a limit before `atMs`, where sites are at `thenMv`: those that are beyond a limit
   * then, and those whose tangent at the beginning leads there. @returns whether another one is the first.
   */
  askAll(series: Series, thenMv: Float64Array, sites: Sites, from: number, to: number): boolean {
    const firstMs = this.atMs;
    let i = series.due(from, to, thenMv, sites);
    while (i < to) {
      if (i !== this.site) this.ask(series, sites, i);
      i = series.due(i + 1, to, thenMv, sites);
    }
    return this.atMs < firstMs;
  }

  #note(i: number): void {
    if (i < this.askedFrom) this.askedFrom = i;
    if (i >= this.askedTo) this.askedTo = i + 1;
  }

  /** Whether a site that is short of its limit at `atMs` has been there before: it came, touched it and went. */
  #peaksBeyond(series: Series, i: number, goalMv: number, rises: boolean): boolean {
    const sign = rises ? 1 : -1;
    if (sign * series.slopeMvPerMs >= 0 || sign * series.beginSlopeMvPerMs[i + 1]! <= 0) return false;
    let low = 0;
    let high = this.atMs;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const middle = (low + high) / 2;
      if (!(middle > low && middle < high)) break;
      series.atMs = middle;
      series.look(i);
      if (sign * (series.mv - goalMv) >= 0) {
        return true;
      }
      if (sign * series.slopeMvPerMs > 0) low = middle;
      else high = middle;
    }
    return false;
  }

  /** Brings `atMs` to where a site reaches its limit before where it was just looked at, by Newton's method in a bracket. */
  #root(series: Series, i: number, goalMv: number, rises: boolean): void {
    const sign = rises ? 1 : -1;
    let low = 0;
    let high = series.atMs;
    // The parabola from the beginning, with the slope there, to where the site is beyond: a good guess.
    const ownMv = series.beginMv[i + 1]!;
    const ownSlope = series.beginSlopeMvPerMs[i + 1]!;
    const bend = (series.mv - ownMv - ownSlope * high) / (high * high);
    const root = Math.sqrt(Math.max(0, ownSlope * ownSlope - 4 * bend * (ownMv - goalMv)));
    const guessMs = (2 * (goalMv - ownMv)) / (ownSlope + sign * root);
    if (guessMs > low && guessMs < high) series.atMs = guessMs;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      series.look(i);
      const beyondMv = sign * (series.mv - goalMv);
      if (Math.abs(beyondMv) < CLOSE_MV) {
        high = series.atMs;
        break;
      }
      if (beyondMv > 0) high = series.atMs;
      else low = series.atMs;
      const stepMs = beyondMv / (sign * series.slopeMvPerMs);
      const next = series.atMs - stepMs;
      if (Math.abs(bend) * stepMs * stepMs < NO_MORE_MV && next > low && next < high) {
        // What the curve adds to the tangent is less than a look could tell.
        high = next;
        break;
      }
      const better = next > low && next < high ? next : (low + high) / 2;
      // A bracket too narrow for another number in between: its upper end has reached the limit.
      if (!(better > low && better < high)) break;
      series.atMs = better;
    }
    this.atMs = high;
  }
}
