/** What people read must stand still for a while: lets a change through only so often, the newest one last. Pure. */
export class Pace {
  readonly #leastMs: number;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** @param leastMs from one change to the next. */
  constructor(leastMs: number) {
    this.#leastMs = leastMs;
  }

  /** Whether a change may be shown now; if so, the next one waits. */
  admits(wallMs: number): boolean {
    // A clock that runs backwards is another clock.
    if (wallMs >= this.#lastMs && wallMs - this.#lastMs < this.#leastMs) return false;
    this.#lastMs = wallMs;
    return true;
  }

  /** The next change is an answer to what somebody has just done. */
  hurry(): void {
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }
}
