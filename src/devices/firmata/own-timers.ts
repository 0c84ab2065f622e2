import type { Timers } from '../timers.js';

/** The timers of one owner, which end together with it. */
export class OwnTimers {
  readonly #timers: Timers;
  readonly #cancels = new Set<() => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  after(ms: number, fn: () => void): void {
    const cancel = this.#timers.after(ms, () => {
      this.#cancels.delete(cancel);
      fn();
    });
    this.#cancels.add(cancel);
  }

  every(ms: number, fn: () => void): void {
    this.#cancels.add(this.#timers.every(ms, fn));
  }

  cancelAll(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
