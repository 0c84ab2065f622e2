/** So many restarts within RESTART_WINDOW_MS are no accident and no finger on the reset button. */
const MANY = 4;
export const RESTART_WINDOW_MS = 30_000;

/** Notices a board that does not stay up: its supply voltage dips whenever the strip lights, or its program hangs. */
export class RestartWatch {
  #atMs: number[] = [];

  /** The board has restarted, or its port has gone. */
  note(nowMs: number): void {
    this.#atMs = [...this.#recent(nowMs), nowMs].slice(-MANY);
  }

  /** Whether that has happened again and again lately. */
  many(nowMs: number): boolean {
    return this.#recent(nowMs).length >= MANY;
  }

  #recent(nowMs: number): number[] {
    return this.#atMs.filter((atMs) => nowMs - atMs < RESTART_WINDOW_MS);
  }
}
