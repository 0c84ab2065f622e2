/** Longest lag behind the room that is still made up for [ms]; beyond it the time is given up. */
const MAX_LAG_MS = 100;
/** Longest piece that is run at once, so that input and output get their turn [ms]. */
const MAX_PIECE_MS = 5;

/** Decides how much of the board's time to run so that it keeps pace with the room. */
export class Pacer {
  #originMs: number;
  #doneMs = 0;
  /** Time given up because the machine was too slow [ms]. */
  lostMs = 0;

  constructor(nowMs: number) {
    this.#originMs = nowMs;
  }

  /** The piece to run now [ms]; 0 when the board is up to date. It counts as run. */
  take(nowMs: number): number {
    const lagMs = nowMs - this.#originMs - this.#doneMs;
    if (!(lagMs > 0)) return 0;
    if (lagMs > MAX_LAG_MS) {
      const excessMs = lagMs - MAX_LAG_MS;
      this.#originMs += excessMs;
      this.lostMs += excessMs;
    }
    const pieceMs = Math.min(lagMs, MAX_PIECE_MS);
    this.#doneMs += pieceMs;
    return pieceMs;
  }

  /** Begins again after a pause that is nobody's fault. */
  restart(nowMs: number): void {
    this.#originMs = nowMs;
    this.#doneMs = 0;
  }
}
