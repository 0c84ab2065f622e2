/** Questions to the tape for sweeps that a page has missed, one at a time. Pure. */
import type { Sweep } from './sweep.js';

/** What the tape answers of the traces around a picture. */
export interface TapeTraces {
  /** Time of the axon [ms], blue, yellow [mV], again and again. */
  readonly samples: readonly number[];
  /** Time of the axon [ms], then what `PagePicture.inside` has, again and again. */
  readonly inside: readonly number[];
}

export type AskTape = (picture: number, reachMs: number) => Promise<TapeTraces | null>;

/** Most questions that wait; the oldest goes. */
const MOST_WAITING = 3;
/** What the tape is asked for beyond a span [ms]. */
const MARGIN_MS = 1;

export class TapeQueue {
  readonly #ask: AskTape;
  readonly #answered: (sweep: Sweep) => void;
  #asking: Sweep | undefined;
  #waiting: readonly Sweep[] = [];

  /** @param answered a question is over, and the sweep has what the tape had of it. */
  constructor(ask: AskTape, answered: (sweep: Sweep) => void) {
    this.#ask = ask;
    this.#answered = answered;
  }

  /** Whether the tape is asked for a sweep, or will be. */
  has(sweep: Sweep): boolean {
    return this.#asking === sweep || this.#waiting.includes(sweep);
  }

  /** Asks for a sweep; but not for what the tape has no more: its pictures are others by now. */
  ask(sweep: Sweep): void {
    if (sweep.cutOff) return;
    if (this.#asking !== undefined) {
      const others = this.#waiting.filter((waiting) => waiting !== sweep);
      this.#waiting = [...others, sweep].slice(-MOST_WAITING);
      return;
    }
    this.#asking = sweep;
    const end = (answer: TapeTraces | null): void => {
      this.#asking = undefined;
      if (answer && !sweep.cutOff) sweep.fill(answer.samples, answer.inside);
      const [next, ...others] = this.#waiting.filter(({ cutOff }) => !cutOff);
      this.#waiting = others;
      if (next) this.ask(next);
      this.#answered(sweep);
    };
    this.#ask(sweep.first.picture, sweep.spanMs + MARGIN_MS).then(end, () => end(null));
  }
}
