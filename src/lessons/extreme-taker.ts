/** The highest or the lowest that a voltmeter reads, found between samples, and what follows from it. */
import { type Extreme, refined } from '../experiment/index.js';
import type { Taken } from './measures.js';
import { type FromPress, NO_PICTURE, NO_PRESS, type Taker } from './taker.js';

/** Samples about an extreme, by which it is found between them: so many on each side. */
const BESIDE = 2;
const ABOUT = 2 * BESIDE + 1;

/** The highest or the lowest sample, with those beside it. */
class ExtremeFinder {
  readonly #sign: number;
  /** Of the last samples, and of those about the best. */
  readonly #lastMs = new Float64Array(BESIDE);
  readonly #lastMv = new Float64Array(BESIDE).fill(Number.NaN);
  readonly #ms = new Float64Array(ABOUT);
  readonly #mv = new Float64Array(ABOUT);
  #best = Number.NEGATIVE_INFINITY;
  /** How many after the best are there. */
  #after = BESIDE;
  picture = 0;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  sample(axonMs: number, mv: number, counts: boolean, picture: number): void {
    if (counts && this.#sign * mv > this.#best) {
      this.#best = this.#sign * mv;
      this.picture = picture;
      this.#ms.set(this.#lastMs);
      this.#mv.set(this.#lastMv);
      this.#ms[BESIDE] = axonMs;
      this.#mv[BESIDE] = mv;
      this.#mv.fill(Number.NaN, BESIDE + 1);
      this.#after = 0;
    } else if (this.#after < BESIDE) {
      this.#after++;
      this.#ms[BESIDE + this.#after] = axonMs;
      this.#mv[BESIDE + this.#after] = mv;
    }
    this.#lastMs.copyWithin(0, 1);
    this.#lastMv.copyWithin(0, 1);
    this.#lastMs[BESIDE - 1] = axonMs;
    this.#lastMv[BESIDE - 1] = mv;
  }

  /** Undefined: no sample has counted. */
  get found(): Extreme | undefined {
    if (this.#best === Number.NEGATIVE_INFINITY) return undefined;
    const known = this.#mv.every((mv) => !Number.isNaN(mv));
    return known ? refined(this.#ms, this.#mv, BESIDE) : { mv: this.#mv[BESIDE]!, ms: this.#ms[BESIDE]! };
  }
}

type OfExtreme = Extract<Taken, { kind: 'peak' | 'lowest' | 'rise' | 'peak-at' }>;

/** The highest or the lowest, and what follows from it. */
export function extreme({ kind }: OfExtreme, from: FromPress): Taker {
  const finder = new ExtremeFinder(kind === 'lowest' ? -1 : 1);
  return {
    pressed: (axonMs) => from.pressed(axonMs),
    sample(axonMs, mv, picture) {
      finder.sample(axonMs, mv, from.counts(axonMs, mv), picture);
    },
    end() {
      const { found } = finder;
      if (found === undefined) return from.startMs === Number.POSITIVE_INFINITY ? NO_PRESS : NO_PICTURE;
      const moment = { axonMs: found.ms, picture: finder.picture };
      if (kind === 'peak-at') return { value: found.ms - from.startMs, moment };
      return { value: kind === 'rise' ? found.mv - from.startMv : found.mv, moment };
    },
  };
}
