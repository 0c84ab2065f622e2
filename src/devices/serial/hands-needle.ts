/**
 * A needle that is turned pulse by pulse. The board takes two stops and a level: here the stops are where the needle
 * stands and where it is to go, and the level is the last, so it walks there by itself and can go nowhere else. One way is
 * walked to its end before the next begins, of those that are asked meanwhile only the latest.
 */
import type { NeedleSetup } from '../../protocol/index.js';
import type { Timers } from '../timers.js';

/** A slow servo from end to end: where a needle stands before its first pulse nobody knows. */
const FIRST_MS = 600;
const PERIOD_MS = 20;
/** The line, and the period in which the board takes the stops. */
const MARGIN_MS = 60;

interface Way {
  readonly toUs: number;
  readonly done: () => void;
}

export class NeedleWalk {
  readonly #timers: Timers;
  readonly #slewUs: number;
  readonly #changed: () => void;
  #fromUs: number | null = null;
  #way: Way | undefined;
  /** `told`: the stops of this way are with the board, and it walks. */
  #phase: 'standing' | 'to tell' | 'telling' | 'told' = 'standing';
  #next: Way | undefined;
  #cancel = () => {};

  /** @param changed there are other stops to tell. */
  constructor(slewUs: number, timers: Timers, changed: () => void) {
    this.#slewUs = slewUs;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** What the board is to know of it; null: no pulse. */
  get setup(): NeedleSetup | null {
    const toUs = this.#way?.toUs ?? this.#fromUs;
    return toUs === null ? null : { lowUs: this.#fromUs ?? toUs, highUs: toUs };
  }

  /** Resolves when it has arrived, or another call has taken its place. */
  walk(toUs: number): Promise<void> {
    return new Promise((done) => {
      this.#next?.done();
      this.#next = { toUs, done };
      if (this.#way === undefined) this.#begin();
    });
  }

  /** The stops are on their way to the board. */
  telling(): void {
    if (this.#phase === 'to tell') this.#phase = 'telling';
  }

  /** The board has them. */
  told(): void {
    if (this.#phase !== 'telling') return;
    this.#phase = 'told';
    const { toUs } = this.#way!;
    const wayMs =
      this.#fromUs === null
        ? FIRST_MS
        : Math.ceil(Math.abs(toUs - this.#fromUs) / this.#slewUs) * PERIOD_MS + MARGIN_MS;
    this.#cancel = this.#timers.after(wayMs, () => this.#arrive());
  }

  /** The board has restarted: its pulses begin where they are to end. */
  startAgain(): void {
    this.#cancel();
    if (this.#way === undefined) return;
    this.#fromUs = null;
    this.#phase = 'to tell';
  }

  /** No pulse any more; who waits is told. */
  stop(): void {
    this.#cancel();
    this.#way?.done();
    this.#next?.done();
    this.#way = this.#next = undefined;
    this.#fromUs = null;
    this.#phase = 'standing';
  }

  #begin(): void {
    this.#way = this.#next;
    this.#next = undefined;
    this.#phase = 'to tell';
    this.#changed();
  }

  #arrive(): void {
    const { toUs, done } = this.#way!;
    this.#fromUs = toUs;
    this.#way = undefined;
    this.#phase = 'standing';
    done();
    if (this.#next) this.#begin();
  }
}
