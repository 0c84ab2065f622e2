/**
 * The surroundings of a few busy sites: open ones, and those that are about to open. Here time goes from one switch
 * to the next, in pieces of any length, while the axon beyond takes one long period.
 *
 * That is exact as long as the window is wide enough: within the period nothing that a switch changes is felt beyond
 * `reach` sites, so that outside the long period is right as it is, and gives the window its neighbours. Where a site
 * switches too close to an edge, the window grows.
 */

import { Crossing } from './crossing.js';
import type { Equation } from './equation.js';
import type { GateLog } from './gate-log.js';
import { Series } from './series.js';
import { REACHED_MV, REFRACTORY, REST, type Sites } from './sites.js';

/** Pieces are at most this long, in units of 1 / the fastest decay: a switch follows soon, and few orders do. */
const PIECE_DECAYS = 1.8;
/** Nor are they shorter than this because a switch is expected sooner: a guess must not hold time up. */
const SHORTEST_PIECE_DECAYS = 0.05;
/** A piece is this much longer than the next switch is expected to take. */
const EXPECTED_MARGIN = 1.2;
/** How far from the nearest busy site a resting one may be that is expected to switch. */
const NEIGHBOURS = 4;
/** Resting sites further from their limit than this are not expected to switch next [mV]. */
const CLOSE_MV = 14;
/** By how many sites more than it must a window grows. */
const GROWS_BY = 6;

export class Window {
  /** Sites `from` up to, but not including, `to`. */
  from = 0;
  to = 0;
  /** How many sites away a switch is felt at all. */
  reach = 0;
  /** To be set before `run`: when the period begins, and how long it is [ms]. */
  startMs = Number.NaN;
  lengthMs = Number.NaN;

  readonly #sites: Sites;
  readonly #equation: Equation;
  /** The axon as a whole, over the long period. */
  readonly #period: Series;
  readonly #log: GateLog;
  /** What stimuli let sites open [mS]: such a site decays faster than a resting one, whatever its channels do. */
  readonly #openedMs: Float64Array;
  /** Told of a site whose conductance has changed. */
  readonly #changed: (site: number) => void;
  readonly #piece: Series;
  readonly #crossing = new Crossing();
  /** Where a piece ends, `[1 + site]` [mV]. */
  readonly #endMv: Float64Array;
  /** Where the long period ends, likewise. */
  readonly #after: Float64Array;
  /** How far the window has come [ms]. */
  #elapsedMs = Number.NaN;
  #expectedMs = Number.NaN;
  #fastestPerMs = 0;
  /** No site outside of these has open channels. */
  #busyFrom = 0;
  #busyTo = 0;
  /** The next instant that ends a piece: some open site's time is up. */
  #deadlineMs = Number.NaN;
  /** The next instant at which a refractory site's time is up; it need not end a piece. */
  #recoveryMs = Number.NaN;

  constructor(
    sites: Sites,
    equation: Equation,
    period: Series,
    log: GateLog,
    after: Float64Array,
    openedMs: Float64Array,
    changed: (site: number) => void,
  ) {
    this.#after = after;
    this.#sites = sites;
    this.#equation = equation;
    this.#period = period;
    this.#log = log;
    this.#openedMs = openedMs;
    this.#changed = changed;
    this.#piece = new Series(sites.count, equation);
    this.#endMv = new Float64Array(sites.count + 2);
  }

  /**
   * Brings the surroundings of sites `first` to `last` through the period; they must not leave `roomFrom` to `roomTo`.
   * Where they are then is written into `after`. @returns 0; or −1, 1 if there was no room to grow to the
   * left, to the right.
   */
  run(first: number, last: number, roomFrom: number, roomTo: number): number {
    const { lengthMs } = this;
    const period = this.#period;
    const piece = this.#piece;
    const crossing = this.#crossing;
    const now = piece.beginMv;
    const endMv = this.#endMv;
    this.from = Math.max(roomFrom, first - this.reach);
    this.to = Math.min(roomTo, last + 1 + this.reach);
    const { beginMv } = period;
    for (let j = this.from + 1; j <= this.to; j++) now[j] = beginMv[j]!;
    this.#busyFrom = this.from;
    this.#busyTo = this.to;
    this.#recoveryMs = Number.POSITIVE_INFINITY;
    this.#lookAhead();
    this.#elapsedMs = 0;
    piece.forgetNeighbours();
    while (this.#elapsedMs < lengthMs) {
      const { from, to } = this;
      this.#takeNeighbours();
      piece.offsetMs = this.#elapsedMs;
      piece.begin(from, to);
      const leftMs = lengthMs - this.#elapsedMs;
      const expected = this.#expect();
      piece.lengthMs = Math.min(
        leftMs,
        PIECE_DECAYS / this.#fastestPerMs,
        this.#expectedMs,
        Math.max(0, this.#deadlineMs - (this.startMs + this.#elapsedMs)),
      );
      piece.expand();
      crossing.begin(piece);
      if (expected >= 0) crossing.ask(piece, this.#sites, expected);
      do {
        piece.atMs = crossing.atMs;
        piece.evaluate(from, to, endMv);
      } while (crossing.askAll(piece, endMv, this.#sites, from, to) || this.#recover());
      for (let j = from + 1; j <= to; j++) now[j] = endMv[j]!;
      this.#elapsedMs = crossing.atMs === leftMs ? lengthMs : this.#elapsedMs + crossing.atMs;
      if (crossing.site < 0 && this.startMs + this.#elapsedMs < this.#deadlineMs) continue;
      const lacking = this.#settle(roomFrom, roomTo);
      if (lacking !== 0) return lacking;
    }
    const after = this.#after;
    for (let j = this.from + 1; j <= this.to; j++) after[j] = now[j]!;
    return 0;
  }

  /** The neighbours outside go as the long period says. */
  #takeNeighbours(): void {
    const { from, to } = this;
    this.#period.atMs = this.#elapsedMs;
    if (from > 0) this.#piece.takeNeighbour(from - 1, this.#period, 0);
    if (to < this.#sites.count) this.#piece.takeNeighbour(to, this.#period, 1);
  }

  /**
   * Refractory sites whose time is up within the piece rest again: nothing flows through them before or after. @returns
   * whether the piece ends earlier for one that is too close to its limits to be left to itself.
   */
  #recover(): boolean {
    const crossing = this.#crossing;
    const pieceStartMs = this.startMs + this.#elapsedMs;
    while (this.#recoveryMs <= pieceStartMs + crossing.atMs) {
      const sites = this.#sites;
      const piece = this.#piece;
      let nextMs = Number.POSITIVE_INFINITY;
      for (let i = this.from; i < this.to; i++) {
        if (sites.state[i] !== REFRACTORY) continue;
        const deadlineMs = sites.deadlineMs[i]!;
        if (deadlineMs > this.#recoveryMs) {
          nextMs = Math.min(nextMs, deadlineMs);
          continue;
        }
        piece.lookAround(i, i + 1);
        if (piece.beginMv[i + 1]! + piece.swingMv[i + 1]! >= sites.spec.recoveryBelowMv) {
          return crossing.claim(i, Math.max(0, deadlineMs - pieceStartMs));
        }
        piece.atMs = Math.max(0, deadlineMs - pieceStartMs);
        piece.look(i);
        this.#log.timeMs = deadlineMs;
        this.#log.potentialMv = piece.mv;
        this.#log.enter(i, sites.following(i, piece.beginMv));
      }
      this.#recoveryMs = nextMs;
    }
    return false;
  }

  /**
   * Guesses which site will switch next, and when, from slopes and curvatures: a piece that is hardly longer than it
   * must be wants fewer orders. A wrong guess costs time, nothing else. @returns the site, or −1; `#expectedMs`: how
   * long the piece should be [ms].
   */
  #expect(): number {
    const { state, upperMv, lowerMv } = this.#sites;
    const { beginMv, beginSlopeMvPerMs } = this.#piece;
    const { couplingPerMs, decayPerMs } = this.#equation;
    let soonestMs = Number.POSITIVE_INFINITY;
    let site = -1;
    const to = Math.min(this.to, this.#busyTo + NEIGHBOURS);
    for (let i = Math.max(this.from, this.#busyFrom - NEIGHBOURS); i < to; i++) {
      if (state[i] === REFRACTORY) continue;
      const j = i + 1;
      const mv = beginMv[j]!;
      if (state[i] === REST && upperMv[i]! - mv > CLOSE_MV) continue;
      const shortMv = upperMv[i] === Number.POSITIVE_INFINITY ? lowerMv[i]! - mv : upperMv[i]! - mv;
      const slope = beginSlopeMvPerMs[j]!;
      const left = i > this.from ? beginSlopeMvPerMs[j - 1]! : slope;
      const right = j < this.to ? beginSlopeMvPerMs[j + 1]! : slope;
      const bend = couplingPerMs * (left + right) - decayPerMs[j]! * slope;
      // ½ bend t² + slope t = short, in the form that does not cancel.
      const root = slope * slope + 2 * bend * shortMv;
      if (!(root >= 0)) continue;
      const ms = (2 * shortMv) / (slope + Math.sign(shortMv) * Math.sqrt(root));
      if (ms > 0 && ms < soonestMs) {
        soonestMs = ms;
        site = i;
      }
    }
    this.#expectedMs = Math.max(soonestMs * EXPECTED_MARGIN, SHORTEST_PIECE_DECAYS / this.#fastestPerMs);
    return site;
  }

  /** Switches every site that has reached a limit or its deadline. @returns as `run`. */
  #settle(roomFrom: number, roomTo: number): number {
    const nowMs = this.startMs + this.#elapsedMs;
    const sites = this.#sites;
    const now = this.#piece.beginMv;
    const log = this.#log;
    let first = sites.count;
    let last = -1;
    // By potential only those can switch that were asked.
    const byTime = nowMs >= this.#deadlineMs;
    const to = byTime ? this.to : this.#crossing.askedTo;
    for (let i = byTime ? this.from : this.#crossing.askedFrom; i < to; i++) {
      const mv = now[i + 1]!;
      // What was found to be due is due, whatever rounding makes of it.
      let forced = i === this.#crossing.site;
      while (
        forced ||
        mv >= sites.upperMv[i]! - REACHED_MV ||
        mv <= sites.lowerMv[i]! + REACHED_MV ||
        nowMs >= sites.deadlineMs[i]!
      ) {
        forced = false;
        log.timeMs = nowMs;
        log.potentialMv = mv;
        log.enter(i, sites.following(i, now));
        this.#changed(i);
        first = Math.min(first, i);
        last = i;
      }
    }
    this.#busyFrom = Math.min(this.#busyFrom, first);
    this.#busyTo = Math.max(this.#busyTo, last + 1);
    const lacking = last < 0 ? 0 : this.#growTo(first - this.reach, last + 1 + this.reach, roomFrom, roomTo);
    this.#lookAhead();
    return lacking;
  }

  #growTo(wantedFrom: number, wantedTo: number, roomFrom: number, roomTo: number): number {
    const now = this.#piece.beginMv;
    const period = this.#period;
    const { count } = this.#sites;
    period.atMs = this.#elapsedMs;
    if (wantedFrom < this.from && this.from > 0) {
      if (wantedFrom < roomFrom && roomFrom > 0) return -1;
      const from = Math.max(roomFrom, wantedFrom - GROWS_BY);
      period.evaluate(from, this.from, now);
      this.from = from;
      this.#busyFrom = from;
    }
    if (wantedTo > this.to && this.to < count) {
      if (wantedTo > roomTo && roomTo < count) return 1;
      const to = Math.min(roomTo, wantedTo + GROWS_BY);
      period.evaluate(this.to, to, now);
      this.to = to;
      this.#busyTo = to;
    }
    return 0;
  }

  /** What the busy sites have before them, and those that a stimulus opens: a narrower look, where only they count. */
  #lookAhead(): void {
    const { state, deadlineMs } = this.#sites;
    const { decayPerMs, couplingPerMs } = this.#equation;
    let fastestPerMs = decayPerMs[this.from + 1]!;
    let deadline = Number.POSITIVE_INFINITY;
    let first = this.to;
    let last = this.from - 1;
    const to = this.#busyTo;
    for (let i = this.#busyFrom; i < to; i++) {
      const refractory = state[i] === REFRACTORY;
      if (refractory) this.#recoveryMs = Math.min(this.#recoveryMs, deadlineMs[i]!);
      if ((refractory || state[i] === REST) && this.#openedMs[i] === 0) continue;
      if (first > i) first = i;
      last = i;
      fastestPerMs = Math.max(fastestPerMs, decayPerMs[i + 1]!);
      if (!refractory) deadline = Math.min(deadline, deadlineMs[i]!);
    }
    this.#busyFrom = first;
    this.#busyTo = last + 1;
    this.#fastestPerMs = fastestPerMs + 2 * couplingPerMs;
    this.#deadlineMs = deadline;
  }
}
