/** Where an electrode is shown while a hand holds it: where the hand is, whatever others ask for. Pure. */

export type Place = number | 'bath';

/** So long after it is let go the rig may take to say where it is [ms of room]. */
export const SETTLE_MS = 500;

export class HeldPlace {
  #at: Place | undefined;
  #droppedMs: number | undefined;

  get held(): boolean {
    return this.#at !== undefined && this.#droppedMs === undefined;
  }

  hold(at: Place): void {
    this.#at = at;
    this.#droppedMs = undefined;
  }

  drop(nowMs: number): void {
    if (this.held) this.#droppedMs = nowMs;
  }

  /** @param told where the rig has it. */
  shown(told: Place, nowMs: number): Place {
    if (this.#at === undefined) return told;
    if (this.#droppedMs === undefined) return this.#at;
    if (told !== this.#at && nowMs - this.#droppedMs < SETTLE_MS) return this.#at;
    this.#at = undefined;
    return told;
  }
}
