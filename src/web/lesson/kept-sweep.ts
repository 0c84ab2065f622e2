/** The sweep that a card wants to keep behind those of its later steps: it is pinned until the card is over. Pure. */
import type { LessonState } from '../../server/messages.js';
import type { Sweep } from '../sweep.js';

/** What it needs of the sweeps of the page. */
export interface Pins {
  readonly current: Sweep | undefined;
  readonly pins: readonly Sweep[];
  /** Pins survive a reset. */
  pinsStay: boolean;
  pin(): boolean;
  unpin(sweep: Sweep): void;
}

export class KeptSweep {
  readonly #sweeps: Pins;
  #card = '';
  /** The first step whose sweep stays. */
  #step: number | undefined;
  #kept: Sweep | undefined;

  constructor(sweeps: Pins) {
    this.#sweeps = sweeps;
  }

  follow({ card, plan }: LessonState): void {
    const name = card ? `${plan?.index ?? ''} ${card.name}` : '';
    if (name !== this.#card) this.#letGo(name);
    this.#sweeps.pinsStay = card !== null;
    if (!card?.keep) return;
    const { at } = card;
    this.#step ??= at.phase === 'doing' ? at.step : 0;
    const isDone = at.phase === 'doing' && at.step === this.#step && at.stage === 'done';
    if (!isDone || this.#kept === this.#sweeps.current) return;
    this.#drop();
    if (this.#sweeps.pin()) this.#kept = this.#sweeps.current;
  }

  #drop(): void {
    if (this.#kept) this.#sweeps.unpin(this.#kept);
    this.#kept = undefined;
  }

  #letGo(name: string): void {
    this.#drop();
    this.#card = name;
    this.#step = undefined;
  }
}
