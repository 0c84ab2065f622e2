/** What people read must stand still for a while: lets a change through only so often, the newest one last. Pure. */
export class Pace {
  readonly #leastMs: number;
  readonly #leastCalls: number;
  #calls = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  /**
   * @param leastMs from one change to the next.
   * @param leastCalls so many calls are from one change to the next: where drawing is slow, what is dear comes less often.
   */
  constructor(leastMs: number, leastCalls = 1) {
    this.#leastMs = leastMs;
    this.#leastCalls = leastCalls;
  }

  /** Whether a change may be shown now; if so, the next one waits. */
  admits(wallMs: number): boolean {
    this.#calls++;
    // A clock that runs backwards is another clock.
    const isOther = wallMs < this.#lastMs;
    if (!isOther && (this.#calls < this.#leastCalls || wallMs - this.#lastMs < this.#leastMs)) return false;
    this.#calls = 0;
    this.#lastMs = wallMs;
    return true;
  }

  /** The next change is an answer to what somebody has just done. */
  hurry(): void {
    this.#lastMs = Number.NEGATIVE_INFINITY;
    this.#calls = this.#leastCalls;
  }
}
