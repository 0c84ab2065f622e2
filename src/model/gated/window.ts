/**
 * The surroundings of a few busy sites: open ones, and those that are about to open. Here time goes from one switch
 * to the next, in pieces of whatever length, while the axon beyond takes one long stretch.
 *
 * That is exact as long as the window is wide enough: within the stretch nothing that a switch changes is felt beyond
 * `reach` sites, so that outside the long stretch is right as it is, and gives the window its neighbours. Where a site
 * switches too close to an edge, the window grows.
 */

import { Crossing } from './crossing.js';
import type { GateLog } from './gate-log.js';
import { type Equation, Series } from './series.js';
import { REACHED_MV, REFRACTORY, type Sites } from './sites.js';

/** Pieces are at most this long, in units of 1 / the fastest decay: a switch follows soon, and few orders do. */
const PIECE_DECAYS = 1;
/** By how many sites more than it must a window grows. */
const GROWS_BY = 6;

export class Window {
  /** Sites `from` up to, but not including, `to`. */
  from = 0;
  to = 0;
  /** How many sites away a switch is felt at all. */
  reach = 0;
  /** To be set before `run`: when the stretch begins, and how long it is [ms]. */
  startMs = Number.NaN;
  lengthMs = Number.NaN;
  readonly #sites: Sites;
  readonly #equation: Equation;
  /** The axon as a whole, over the long stretch. */
  readonly #stretch: Series;
  readonly #log: GateLog;
  /** Told of a site whose conductance has changed. */
  readonly #changed: (site: number) => void;
  readonly #piece: Series;
  readonly #crossing = new Crossing();
  /** Where a piece ends, `[1 + site]` [mV]. */
  readonly #endMv: Float64Array;
  /** Where the long stretch ends, likewise. */
  readonly #after: Float64Array;
  /** How far the window has come [ms]. */
  #elapsedMs = Number.NaN;
  #fastestPerMs = 0;
  /** The next instant that ends a piece: some open site's time is up. */
  #deadlineMs = Number.NaN;
  /** The next instant at which a refractory site's time is up; it need not end a piece. */
  #recoveryMs = Number.NaN;

  constructor(
    sites: Sites,
    equation: Equation,
    stretch: Series,
    log: GateLog,
    after: Float64Array,
    changed: (site: number) => void,
  ) {
    this.#after = after;
    this.#sites = sites;
    this.#equation = equation;
    this.#stretch = stretch;
    this.#log = log;
    this.#changed = changed;
    this.#piece = new Series(sites.count);
    this.#endMv = new Float64Array(sites.count + 2);
  }

  /**
   * Brings the surroundings of sites `first` to `last` through the stretch; they must not leave `roomFrom` to `roomTo`.
   * Where they are then is written into `after`. @returns 0; or −1, 1 if there was no room to grow to the
   * left, to the right.
   */
  run(first: number, last: number, roomFrom: number, roomTo: number): number {
    const { lengthMs } = this;
    const stretch = this.#stretch;
    const piece = this.#piece;
    const crossing = this.#crossing;
    const now = piece.beginMv;
    const endMv = this.#endMv;
    this.from = Math.max(roomFrom, first - this.reach);
    this.to = Math.min(roomTo, last + 1 + this.reach);
    const { beginMv } = stretch;
    for (let j = this.from + 1; j <= this.to; j++) now[j] = beginMv[j]!;
    this.#lookAhead();
    this.#elapsedMs = 0;
    while (this.#elapsedMs < lengthMs) {
      const { from, to } = this;
      this.#takeNeighbours();
      const leftMs = lengthMs - this.#elapsedMs;
      piece.lengthMs = Math.min(
        leftMs,
        PIECE_DECAYS / this.#fastestPerMs,
        Math.max(0, this.#deadlineMs - (this.startMs + this.#elapsedMs)),
      );
      piece.offsetMs = this.#elapsedMs;
      piece.expand(this.#equation, from, to);
      piece.atMs = piece.lengthMs;
      piece.evaluate(from, to, endMv);
      crossing.find(piece, endMv, this.#sites, from, to);
      this.#recover();
      if (crossing.atMs < piece.lengthMs) {
        piece.atMs = crossing.atMs;
        piece.evaluate(from, to, endMv);
      }
      for (let j = from + 1; j <= to; j++) now[j] = endMv[j]!;
      this.#elapsedMs = crossing.atMs === leftMs ? lengthMs : this.#elapsedMs + crossing.atMs;
      const nowMs = this.startMs + this.#elapsedMs;
      if (crossing.site < 0 && nowMs < this.#deadlineMs) continue;
      const lacking = this.#settle(nowMs, roomFrom, roomTo);
      if (lacking !== 0) return lacking;
    }
    const after = this.#after;
    for (let j = this.from + 1; j <= this.to; j++) after[j] = now[j]!;
    return 0;
  }

  /** The neighbours outside go as the long stretch says. */
  #takeNeighbours(): void {
    const { from, to } = this;
    this.#stretch.atMs = this.#elapsedMs;
    if (from > 0) this.#piece.takeNeighbour(from - 1, this.#stretch);
    if (to < this.#sites.count) this.#piece.takeNeighbour(to, this.#stretch);
  }

  /** Refractory sites whose time is up within the piece rest again: nothing flows through them before or after. */
  #recover(): void {
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
        piece.lookAround(i);
        if (piece.beginMv[i + 1]! + piece.swingMv >= sites.spec.recoveryBelowMv) {
          // Too close to its limits to be left to itself: the piece ends here.
          crossing.atMs = Math.max(0, deadlineMs - pieceStartMs);
          crossing.site = i;
          return;
        }
        piece.atMs = Math.max(0, deadlineMs - pieceStartMs);
        piece.look(i);
        this.#log.timeMs = deadlineMs;
        this.#log.potentialMv = piece.mv;
        this.#log.enter(i, sites.following(i, piece.beginMv));
      }
      this.#recoveryMs = nextMs;
    }
  }

  /** Switches every site that has reached a limit or its deadline. @returns as `run`. */
  #settle(nowMs: number, roomFrom: number, roomTo: number): number {
    const sites = this.#sites;
    const now = this.#piece.beginMv;
    const log = this.#log;
    let first = sites.count;
    let last = -1;
    for (let i = this.from; i < this.to; i++) {
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
    const lacking = last < 0 ? 0 : this.#growTo(first - this.reach, last + 1 + this.reach, roomFrom, roomTo);
    this.#lookAhead();
    return lacking;
  }

  #growTo(wantedFrom: number, wantedTo: number, roomFrom: number, roomTo: number): number {
    const now = this.#piece.beginMv;
    const stretch = this.#stretch;
    const { count } = this.#sites;
    stretch.atMs = this.#elapsedMs;
    if (wantedFrom < this.from && this.from > 0) {
      if (wantedFrom < roomFrom && roomFrom > 0) return -1;
      const from = Math.max(roomFrom, wantedFrom - GROWS_BY);
      stretch.evaluate(from, this.from, now);
      this.from = from;
    }
    if (wantedTo > this.to && this.to < count) {
      if (wantedTo > roomTo && roomTo < count) return 1;
      const to = Math.min(roomTo, wantedTo + GROWS_BY);
      stretch.evaluate(this.to, to, now);
      this.to = to;
    }
    return 0;
  }

  /** What the sites of the window have before them. */
  #lookAhead(): void {
    const { state, deadlineMs } = this.#sites;
    const { decayPerMs, couplingPerMs } = this.#equation;
    let fastestPerMs = 0;
    let deadline = Number.POSITIVE_INFINITY;
    let recovery = Number.POSITIVE_INFINITY;
    for (let i = this.from; i < this.to; i++) {
      fastestPerMs = Math.max(fastestPerMs, decayPerMs[i + 1]!);
      if (state[i] === REFRACTORY) recovery = Math.min(recovery, deadlineMs[i]!);
      else deadline = Math.min(deadline, deadlineMs[i]!);
    }
    this.#fastestPerMs = fastestPerMs + 2 * couplingPerMs;
    this.#deadlineMs = deadline;
    this.#recoveryMs = recovery;
  }
}
