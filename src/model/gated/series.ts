/**
 * A period of the lattice's time as a power series. While no channel switches and every current runs straight, the
 * potentials obey
 *
 *     dV/dt = coupling · (V left + V right) − decay · V + drive + slope · t,
 *
 * a linear equation whose solution equals its Taylor series everywhere. The terms follow from one another by the
 * equation itself, and the series is taken as far as they matter. It is the solution at every instant at once, so the
 * instant at which a site reaches a potential can be read from it.
 *
 * Far from where things happen the terms vanish after a few orders, at rest after the first: each order is computed
 * only where the one before still counts. The loops over sites are in terms.ts.
 */

import type { Equation } from './equation.js';
import { NEGLIGIBLE_MV_PER_MS, ROWS, Terms } from './terms.js';

/** A period is at most this long, in units of 1 / the fastest decay: beyond, terms cancel and digits are lost. */
export const MOST_DECAYS = 5;

/** Where sites switch [mV], `[site]`. */
interface Limits {
  readonly lowerMv: Float64Array;
  readonly upperMv: Float64Array;
}

/** A site outside of what is expanded, and its terms about the beginning of the series it was taken from. */
interface Neighbour {
  site: number;
  highest: number;
  readonly terms: Float64Array;
}

/** Numbers that would be handed from call to call live in fields: handed over, they may be put on the heap. */
export class Series {
  /** Where the period begins [mV], `[1 + site]`; to be filled before `begin`. */
  readonly beginMv: Float64Array;
  /** How fast each site moves there [mV/ms], `[1 + site]`; filled by `begin`. */
  readonly beginSlopeMvPerMs: Float64Array;
  /** What `lookAround` found: how far from its beginning a site may come at most on the way [mV], `[1 + site]`. */
  readonly swingMv: Float64Array;
  /** To be set before `expand`: how long the period is [ms]. */
  lengthMs = Number.NaN;
  /** To be set before `begin`: how long after the instant that the drive belongs to the period begins [ms]. */
  offsetMs = Number.NaN;
  /** To be set before `evaluate`, `look` and `takeNeighbour`: how long after the beginning [ms]. */
  atMs = Number.NaN;
  /** What `look` found. */
  mv = Number.NaN;
  slopeMvPerMs = Number.NaN;
  /** What moves at all is between these: sites from the first up to, but not including, the second. */
  movesFrom = 0;
  movesTo = 0;

  readonly #equation: Equation;
  readonly #terms: Terms;
  readonly #drive: Float64Array;
  readonly #shifted = new Float64Array(ROWS);
  /** The neighbours taken last on either side. */
  readonly #neighbours: readonly Neighbour[] = [
    { site: -1, highest: 0, terms: new Float64Array(ROWS) },
    { site: -1, highest: 0, terms: new Float64Array(ROWS) },
  ];

  constructor(count: number, equation: Equation) {
    this.#equation = equation;
    this.#terms = new Terms(count, equation);
    const { rows, stride } = this.#terms;
    this.beginMv = rows.subarray(0, count + 2);
    this.beginSlopeMvPerMs = rows.subarray(stride, stride + count + 2);
    this.#drive = new Float64Array(count + 2);
    this.swingMv = new Float64Array(count + 2);
  }

  /**
   * The first order of sites `from` up to, but not including, `to`. `beginMv` is there already, and so is every order
   * of the two neighbours outside, if they are not beyond an end of the axon.
   */
  begin(from: number, to: number): void {
    this.#terms.from[0] = from;
    this.#terms.to[0] = to;
    this.#terms.mirror(0, from, to);
    this.#order(1, this.#driveNow(from, to));
  }

  /** All orders that matter within the period, after `begin`. */
  expand(): void {
    const from = this.#terms.from[0]!;
    const to = this.#terms.to[0]!;
    const { slopeMvPerMs2 } = this.#equation;
    this.#terms.lengthMs = this.lengthMs;
    if (slopeMvPerMs2) {
      this.#terms.mirror(1, from, to);
      this.#order(2, slopeMvPerMs2);
    }
    this.#terms.expand(slopeMvPerMs2 ? 2 : 1);
    this.movesFrom = slopeMvPerMs2 ? from : this.#terms.movesFrom;
    this.movesTo = slopeMvPerMs2 ? to : this.#terms.movesTo;
  }

  /** Where sites `from` up to, but not including, `to` are `atMs` after the beginning, into `into`, `[1 + site]`. */
  evaluate(from: number, to: number, into: Float64Array): void {
    this.#terms.atMs = this.atMs;
    this.#terms.evaluate(from, to, into);
  }

  /** Brings `mv` and `slopeMvPerMs` to those of a site `atMs` after the beginning. */
  look(site: number): void {
    const { atMs } = this;
    const { rows, stride, from, to, highest } = this.#terms;
    let mv = 0;
    let slope = 0;
    let place = highest * stride + site + 1;
    for (let k = highest; k > 0; k--) {
      slope = slope * atMs + mv;
      mv = mv * atMs + (site >= from[k]! && site < to[k]! ? rows[place]! : 0);
      place -= stride;
    }
    this.slopeMvPerMs = slope * atMs + mv;
    this.mv = mv * atMs + rows[place]!;
  }

  /** Brings `swingMv` to what holds for sites `from` up to, but not including, `to`. */
  lookAround(from: number, to: number): void {
    this.#terms.swing(from, to, this.swingMv);
  }

  /**
   * The first site from `from` up to, but not including, `to` that may reach a limit before the instant at which
   * `evaluate` has brought sites to `thenMv`: it is beyond a limit then, or its tangent at the beginning leads there.
   * @returns `to` if there is none.
   */
  due(from: number, to: number, thenMv: Float64Array, { lowerMv, upperMv }: Limits): number {
    const { beginMv, beginSlopeMvPerMs, atMs } = this;
    for (let i = from; i < to; i++) {
      const j = i + 1;
      const mv = thenMv[j]!;
      const tangentMv = beginMv[j]! + beginSlopeMvPerMs[j]! * atMs;
      const lower = lowerMv[i]!;
      const upper = upperMv[i]!;
      if (!(mv < upper && tangentMv < upper && mv > lower && tangentMv > lower)) return i;
    }
    return to;
  }

  /** The neighbour at `site`, outside of what will be expanded, stays where it is. */
  holdNeighbour(site: number): void {
    const rows = this.#terms.rows;
    for (let place = this.#terms.stride + site + 1; place < rows.length; place += this.#terms.stride)
      rows[place] = 0;
  }

  /**
   * The neighbour at `site`, outside of what will be expanded, goes as `other` has it from its `atMs` on. `side`: 0 for
   * the one on the left, 1 for the one on the right; what stands there from the last time is written over.
   */
  takeNeighbour(site: number, other: Series, side: number): void {
    const neighbour = this.#neighbours[side]!;
    if (neighbour.site !== site) {
      neighbour.site = site;
      neighbour.highest = other.#read(site, neighbour.terms);
      // Whatever stands there.
      for (let k = neighbour.highest + 1, place = k * this.#terms.stride + site + 1; k < ROWS; k++) {
        this.#terms.rows[place] = 0;
        place += this.#terms.stride;
      }
    }
    this.#shift(neighbour, other, site + 1);
  }

  /** Neighbours that were taken before go on in another way now. */
  forgetNeighbours(): void {
    for (const neighbour of this.#neighbours) neighbour.site = -1;
  }

  /** The terms of one site, as far as they matter for the period. @returns the highest order. */
  #read(site: number, into: Float64Array): number {
    const { rows, stride, from, to, lengthToThe, highest: most } = this.#terms;
    const negligibleMv = NEGLIGIBLE_MV_PER_MS * this.lengthMs;
    let highest = 0;
    let place = site + 1;
    into[0] = rows[place]!;
    for (let k = 1; k <= most; k++) {
      place += stride;
      const term = site >= from[k]! && site < to[k]! ? rows[place]! : 0;
      into[k] = term;
      if (Math.abs(term) * lengthToThe[k]! > negligibleMv) highest = k;
    }
    return highest;
  }

  /** The terms of a neighbour about the `atMs` of `other` instead of its beginning, into its place in the rows. */
  #shift({ terms, highest }: Neighbour, { atMs }: Series, place: number): void {
    const shifted = this.#shifted;
    const rows = this.#terms.rows;
    for (let k = 0; k <= highest; k++) shifted[k] = terms[k]!;
    // Horner's scheme, again and again: what remains of dividing by (t − atMs) are the terms about it.
    for (let low = 0; low <= highest; low++) {
      let carry = shifted[highest]!;
      for (let k = highest - 1; k >= low; k--) {
        carry = shifted[k]! + carry * atMs;
        shifted[k] = carry;
      }
      rows[place + low * this.#terms.stride] = carry;
    }
  }

  /** Order k of all sites of row 0. */
  #order(k: number, added: Float64Array): void {
    const from = this.#terms.from[0]!;
    const to = this.#terms.to[0]!;
    this.#terms.order(k, from, to);
    this.#terms.add(k, from, to, added);
    this.#terms.from[k] = from;
    this.#terms.to[k] = to;
  }

  /** The drive at the instant at which the period begins. */
  #driveNow(from: number, to: number): Float64Array {
    const { driveMvPerMs, slopeMvPerMs2 } = this.#equation;
    if (slopeMvPerMs2 === null || this.offsetMs === 0) return driveMvPerMs;
    const drive = this.#drive;
    for (let j = from + 1; j <= to; j++) drive[j] = driveMvPerMs[j]! + slopeMvPerMs2[j]! * this.offsetMs;
    return drive;
  }
}
