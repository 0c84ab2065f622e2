/**
 * Whether firmware is being put on a board, known to every tab of this page. A mark that is kept says that it has begun; a
 * lock, which the browser lets go of with its tab, says that the tab is still there.
 */
import type { Keeper } from './keeper.js';

/** The part of `navigator.locks` that is used. */
export interface Locks {
  request<T>(
    name: string,
    options: {
      readonly mode?: 'shared' | 'exclusive';
      readonly ifAvailable?: boolean;
      readonly signal?: AbortSignal;
    },
    held: (lock: unknown) => T | Promise<T>,
  ): Promise<T>;
}

/** An upload that this page has not begun, or not in this life of it. */
export type EarlierFlash =
  | 'none'
  /** Another tab is at it. */
  | 'goes-on'
  /** It was broken off, and none has ended well since. */
  | 'cut-off'
  /** This browser has no locks: it is one of the two. */
  | 'unknown';

const NAME = 'axon-rig-flash';
/** What one tab has kept may come to another one later than its lock [ms]. */
const SETTLES_MS = 500;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class FlashMark {
  readonly #keeper: Keeper;
  readonly #locks: Locks | undefined;
  readonly #watching = new AbortController();
  #letGo: (() => void) | undefined;

  constructor(keeper: Keeper, locks: Locks | undefined) {
    this.#keeper = keeper;
    this.#locks = locks;
  }

  /** This tab puts firmware on a board. */
  begin(): void {
    // What becomes of others is no news in a tab that flashes itself.
    this.#watching.abort();
    this.#keeper.keep({ flashing: true });
    if (this.#letGo !== undefined) return;
    const isOver = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    // Where locks are forbidden nothing is kept either.
    this.#locks?.request(NAME, { mode: 'shared' }, () => isOver).catch(() => {});
  }

  /** It is done, or this tab has said that it is not. */
  end(): void {
    if (this.#keeper.kept.flashing) this.#keeper.keep({ flashing: false });
    this.letGo();
  }

  /** This tab can go on no more; the mark stays, for the next one. */
  letGo(): void {
    this.#letGo?.();
    this.#letGo = undefined;
  }

  /** @param told at once, and once more when another tab has come to its end. Resolves after the last. */
  async watch(told: (earlier: EarlierFlash) => void): Promise<void> {
    const { signal } = this.#watching;
    if (!this.#keeper.kept.flashing || signal.aborted) return;
    if (this.#locks === undefined) {
      told('unknown');
      return;
    }
    try {
      if (!(await this.#locks.request(NAME, { ifAvailable: true }, (lock) => lock !== null))) {
        told('goes-on');
        await this.#locks.request(NAME, { signal }, () => {});
        await wait(SETTLES_MS);
      }
      if (!signal.aborted) told(this.#keeper.there.flashing ? 'cut-off' : 'none');
    } catch {
      if (!signal.aborted) told('unknown');
    }
  }
}
