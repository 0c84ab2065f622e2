/**
 * A stretch of the lattice as a power series in time. While no channel switches and every current runs straight, the
 * potentials obey
 *
 *     dV/dt = coupling · (V left + V right) − decay · V + drive + slope · t,
 *
 * a linear equation whose solution equals its Taylor series everywhere. The terms follow from one another by the
 * equation itself, and the series is taken as far as they matter. It is the solution at every instant at once, so the
 * instant at which a site reaches a potential can be read from it.
 *
 * Far from where things happen the terms vanish after a few orders, at rest after the first: each order is computed
 * only where the one before still counts.
 */

/** Enough for stretches of up to `MOST_DECAYS`: 5³⁴/34! is 2e-15. Odd, since orders after the first come in pairs. */
const MOST_ORDERS = 33;
/** A stretch is at most this long, in units of 1 / the fastest decay: beyond, terms cancel and digits are lost. */
export const MOST_DECAYS = 5;
/** Terms that would move a site by less than this in a millisecond are left out [mV/ms]. */
const NEGLIGIBLE_MV_PER_MS = 1e-8;

/** What the equation is made of; arrays are per site, `[1 + site]`. */
export interface Equation {
  /** Axial conductance over capacitance [1/ms]. */
  readonly couplingPerMs: number;
  /** All conductances of a site over its capacitance, those to its two neighbours among them [1/ms]. */
  readonly decayPerMs: Float64Array;
  /** Conductances times reversal potentials and injected current, over capacitance [mV/ms]. */
  readonly driveMvPerMs: Float64Array;
  /** How fast the injected current grows, over capacitance [mV/ms²]; null where none does. */
  slopeMvPerMs2: Float64Array | null;
}

/** That of a lattice with every channel shut, before any drive. */
export function shutEquation(count: number, couplingPerMs: number, decayPerMs: number): Equation {
  return {
    couplingPerMs,
    decayPerMs: new Float64Array(count + 2).fill(decayPerMs),
    driveMvPerMs: new Float64Array(count + 2),
    slopeMvPerMs2: null,
  };
}

/** Numbers that would be handed from call to call live in fields: handed over, they may be put on the heap. */
export class Series {
  /** Where the stretch begins [mV], `[1 + site]`; to be filled before `expand`. */
  readonly beginMv: Float64Array;
  /** How fast each site moves there [mV/ms], `[1 + site]`; filled by `expand`. */
  readonly beginSlopeMvPerMs: Float64Array;
  /** To be set before `expand`: how long the stretch is [ms]. */
  lengthMs = Number.NaN;
  /** To be set before `expand`: how long after the instant that the drive belongs to the stretch begins [ms]. */
  offsetMs = Number.NaN;
  /** To be set before `evaluate`, `look` and `takeNeighbour`: how long after the beginning [ms]. */
  atMs = Number.NaN;
  /** What `look` found. */
  mv = Number.NaN;
  slopeMvPerMs = Number.NaN;
  /** What `lookAround` found: how far from its beginning a site may come at most on the way [mV]. */
  swingMv = Number.NaN;
  /** What moves at all is between these: sites from the first up to, but not including, the second. */
  movesFrom = 0;
  movesTo = 0;

  readonly #count: number;
  readonly #stride: number;
  /**
   * Row k holds the k-th derivatives at the beginning over k! [mV/msᵏ], site by site; its first and its last place are
   * for the neighbours of the stretch or, at a sealed end, its mirror image. All rows are one array, for the sake of the
   * loops: they need few registers.
   */
  readonly #rows: Float64Array;
  /** Row k holds for sites from `#from[k]` up to, but not including, `#to[k]`; elsewhere it counts as zero. */
  readonly #from = new Int32Array(MOST_ORDERS + 1);
  readonly #to = new Int32Array(MOST_ORDERS + 1);
  readonly #drive: Float64Array;
  readonly #shifted = new Float64Array(MOST_ORDERS + 1);
  /** The neighbours taken last on either side, and how many orders of theirs are not zero. */
  readonly #takenSite = new Int32Array(2).fill(-1);
  readonly #takenOrders = new Int32Array(2);
  #highest = 0;

  constructor(count: number) {
    this.#count = count;
    this.#stride = count + 2;
    this.#rows = new Float64Array((MOST_ORDERS + 1) * this.#stride);
    this.beginMv = this.#rows.subarray(0, this.#stride);
    this.beginSlopeMvPerMs = this.#rows.subarray(this.#stride, 2 * this.#stride);
    this.#drive = new Float64Array(count + 2);
  }

  /**
   * The series of sites `from` up to, but not including, `to`. `beginMv` is there already, and so is every order of the
   * two neighbours outside, if they are not beyond an end of the axon.
   */
  expand(equation: Equation, from: number, to: number): void {
    const { lengthMs } = this;
    const rows = this.#rows;
    const stride = this.#stride;
    this.#from[0] = from;
    this.#to[0] = to;
    this.#mirror(0, from, to);
    this.#next(1, this.#driveOf(equation, from, to), equation, from, to);
    let power = lengthMs;
    let negligible = NEGLIGIBLE_MV_PER_MS;
    let low = from;
    let high = to;
    let k = 1;
    for (;;) {
      // Trimmed where the last row would move a site by less than what is negligible: |term| lengthᵏ.
      const row = k * stride;
      while (low < high && Math.abs(rows[row + low + 1]!) < negligible) low++;
      while (low < high && Math.abs(rows[row + high]!) < negligible) high--;
      if (k === 1) {
        this.movesFrom = low;
        this.movesTo = high;
      }
      if (low === high || k >= MOST_ORDERS) break;
      // The next two orders spread by two places and read three beyond.
      for (let i = Math.max(from, low - 3); i < low; i++) rows[row + i + 1] = 0;
      for (let i = Math.min(to, high + 3) - 1; i >= high; i--) rows[row + i + 1] = 0;
      this.#mirror(row, from, to);
      low = Math.max(from, low - 2);
      high = Math.min(to, high + 2);
      if (k === 1 && equation.slopeMvPerMs2) {
        this.#next(2, equation.slopeMvPerMs2, equation, low, high);
        k = 2;
      } else {
        if (low > from) rows[row + stride + low] = 0;
        if (high < to) rows[row + stride + high + 1] = 0;
        this.#nextTwo(k + 1, equation, low, high);
        power *= lengthMs;
        k += 2;
      }
      power *= lengthMs;
      negligible = (NEGLIGIBLE_MV_PER_MS * lengthMs) / power;
    }
    this.#highest = k;
  }

  /** Where sites `from` up to, but not including, `to` are `atMs` after the beginning, into `into`, `[1 + site]`. */
  evaluate(from: number, to: number, into: Float64Array): void {
    const { atMs } = this;
    const rows = this.#rows;
    const stride = this.#stride;
    const highest = this.#highest;
    for (let j = from + 1; j <= to; j++) into[j] = rows[j]!;
    const firstTo = Math.min(to, this.#to[1]!);
    for (let j = Math.max(from, this.#from[1]!) + 1; j <= firstTo; j++) into[j]! += rows[stride + j]! * atMs;
    let power = atMs;
    let k = 2;
    for (; k < highest; k += 2) {
      const row = k * stride;
      const last = Math.min(to, this.#to[k]!);
      const nextPower = power * atMs;
      power = nextPower * atMs;
      for (let j = Math.max(from, this.#from[k]!) + 1; j <= last; j++) {
        into[j]! += rows[row + j]! * nextPower + rows[row + stride + j]! * power;
      }
    }
    if (k > highest) return;
    // With a slope the pairs begin one order later, and one row is left over.
    const row = k * stride;
    const last = Math.min(to, this.#to[k]!);
    power *= atMs;
    for (let j = Math.max(from, this.#from[k]!) + 1; j <= last; j++) into[j]! += rows[row + j]! * power;
  }

  /** Brings `mv` and `slopeMvPerMs` to those of a site `atMs` after the beginning. */
  look(site: number): void {
    const { atMs } = this;
    const rows = this.#rows;
    const stride = this.#stride;
    const from = this.#from;
    const to = this.#to;
    let mv = 0;
    let slope = 0;
    let place = this.#highest * stride + site + 1;
    for (let k = this.#highest; k > 0; k--) {
      slope = slope * atMs + mv;
      mv = mv * atMs + (site >= from[k]! && site < to[k]! ? rows[place]! : 0);
      place -= stride;
    }
    this.slopeMvPerMs = slope * atMs + mv;
    this.mv = mv * atMs + rows[place]!;
  }

  /** Brings `swingMv` to what holds for a site. */
  lookAround(site: number): void {
    let swing = 0;
    for (let k = this.#highest; k > 0; k--) swing = (swing + Math.abs(this.#term(k, site))) * this.lengthMs;
    this.swingMv = swing;
  }

  /** The neighbour at `site`, outside of what will be expanded, stays where it is. */
  holdNeighbour(site: number): void {
    const rows = this.#rows;
    for (let place = this.#stride + site + 1; place < rows.length; place += this.#stride) rows[place] = 0;
  }

  /**
   * The neighbour at `site`, outside of what will be expanded, goes as `other` has it from its `atMs` on. `side`: 0 for
   * the one on the left, 1 for the one on the right; what stands there from the last time is written over.
   */
  takeNeighbour(site: number, other: Series, side: number): void {
    const shifted = this.#shifted;
    const highest = other.#shift(site, shifted);
    const rows = this.#rows;
    const upTo = this.#takenSite[side] === site ? Math.max(highest, this.#takenOrders[side]!) : MOST_ORDERS;
    let place = site + 1;
    for (let k = 0; k <= upTo; k++) {
      rows[place] = k <= highest ? shifted[k]! : 0;
      place += this.#stride;
    }
    this.#takenSite[side] = site;
    this.#takenOrders[side] = highest;
  }

  /** Neighbours that were taken before may have been written over since. */
  forgetNeighbours(): void {
    this.#takenSite.fill(-1);
  }

  /**
   * The terms of one site about `atMs` instead of the beginning, as far as they matter for the rest of the stretch.
   * @returns the highest order.
   */
  #shift(site: number, into: Float64Array): number {
    const { atMs, lengthMs } = this;
    let highest = 0;
    let negligible = NEGLIGIBLE_MV_PER_MS * lengthMs;
    into[0] = this.#rows[site + 1]!;
    for (let k = 1; k <= this.#highest; k++) {
      const term = this.#term(k, site);
      into[k] = term;
      negligible /= lengthMs;
      if (Math.abs(term) > negligible) highest = k;
    }
    // Horner's scheme, again and again: what remains of dividing by (t − atMs) are the terms about it.
    for (let low = 0; low < highest; low++) {
      let carry = into[highest]!;
      for (let k = highest - 1; k >= low; k--) {
        carry = into[k]! + carry * atMs;
        into[k] = carry;
      }
    }
    return highest;
  }

  #term(k: number, site: number): number {
    const inside = site >= this.#from[k]! && site < this.#to[k]!;
    return inside ? this.#rows[k * this.#stride + site + 1]! : 0;
  }

  /** The drive at the instant at which the stretch begins. */
  #driveOf({ driveMvPerMs, slopeMvPerMs2 }: Equation, from: number, to: number): Float64Array {
    if (slopeMvPerMs2 === null || this.offsetMs === 0) return driveMvPerMs;
    const drive = this.#drive;
    for (let j = from + 1; j <= to; j++) drive[j] = driveMvPerMs[j]! + slopeMvPerMs2[j]! * this.offsetMs;
    return drive;
  }

  /** A sealed end: no current to or from a neighbour that is the mirror image. */
  #mirror(row: number, from: number, to: number): void {
    const rows = this.#rows;
    if (from === 0) rows[row] = rows[row + 1]!;
    if (to === this.#count) rows[row + to + 1] = rows[row + to]!;
  }

  /** Order k, 1 or 2, to which the drive or its slope adds. */
  #next(k: number, added: Float64Array, equation: Equation, from: number, to: number): void {
    const rows = this.#rows;
    const { couplingPerMs, decayPerMs } = equation;
    const upper = k * this.#stride;
    const lower = upper - this.#stride;
    const perOrder = 1 / k;
    let left = rows[lower + from]!;
    let here = rows[lower + from + 1]!;
    for (let j = from + 1; j <= to; j++) {
      const right = rows[lower + j + 1]!;
      rows[upper + j] = (couplingPerMs * (left + right) - decayPerMs[j]! * here + added[j]!) * perOrder;
      left = here;
      here = right;
    }
    this.#from[k] = from;
    this.#to[k] = to;
  }

  /** Orders k and k + 1 in one sweep, the second one place behind the first: half the reading. */
  #nextTwo(k: number, { couplingPerMs, decayPerMs }: Equation, from: number, to: number): void {
    const rows = this.#rows;
    const upper = k * this.#stride;
    const lower = upper - this.#stride;
    const top = upper + this.#stride;
    const perOrder = 1 / k;
    const perNext = 1 / (k + 1);
    let left = rows[lower + from + 1]!;
    let here = rows[lower + from + 2]!;
    let decay = decayPerMs[from + 1]!;
    let upperHere = (couplingPerMs * (rows[lower + from]! + here) - decay * left) * perOrder;
    rows[upper + from + 1] = upperHere;
    if (from === 0) rows[upper] = upperHere;
    let upperLeft = rows[upper + from]!;
    for (let j = from + 2; j <= to; j++) {
      const right = rows[lower + j + 1]!;
      const nextDecay = decayPerMs[j]!;
      const upperRight = (couplingPerMs * (left + right) - nextDecay * here) * perOrder;
      rows[upper + j] = upperRight;
      rows[top + j - 1] = (couplingPerMs * (upperLeft + upperRight) - decay * upperHere) * perNext;
      left = here;
      here = right;
      upperLeft = upperHere;
      upperHere = upperRight;
      decay = nextDecay;
    }
    if (to === this.#count) rows[upper + to + 1] = upperHere;
    rows[top + to] = (couplingPerMs * (upperLeft + rows[upper + to + 1]!) - decay * upperHere) * perNext;
    this.#from[k] = from;
    this.#to[k] = to;
    this.#from[k + 1] = from;
    this.#to[k + 1] = to;
  }
}
