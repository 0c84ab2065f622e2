import type { Timers } from '../../../src/devices/timers.js';

/** The timers of one life of a program: they end with it, as those of a process do. */
export class LifeTimers implements Timers {
  readonly #room: Timers;
  readonly #cancels = new Set<() => void>();
  #isOver = false;

  constructor(room: Timers) {
    this.#room = room;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#cancels.size;
  }

  nowMs(): number {
    return this.#room.nowMs();
  }

  after(ms: number, fn: () => void): () => void {
    const cancel = this.#keep(
      this.#room.after(this.#isOver ? Number.POSITIVE_INFINITY : ms, () => {
        this.#cancels.delete(cancel);
        fn();
      }),
    );
    return cancel;
  }

  every(ms: number, fn: () => void): () => void {
    return this.#keep(this.#room.every(ms, fn));
  }

  /** The program is gone: nothing of it happens any more. */
  end(): void {
    this.#isOver = true;
    for (const cancel of this.#cancels) cancel();
  }

  #keep(stop: () => void): () => void {
    const cancel = (): void => {
      this.#cancels.delete(cancel);
      stop();
    };
    this.#cancels.add(cancel);
    if (this.#isOver) cancel();
    return cancel;
  }
}
