/** What is shown while a hand holds it: what the hand asks for, whatever others do, until the rig has answered. Pure. */

/** Where an electrode is: a compartment, or the bath. */
export type Place = number | 'bath';

/** So long after it is let go the rig may take to say what it has [ms of room]. */
export const SETTLE_MS = 500;

export class Held<Value> {
  #at: Value | undefined;
  #droppedMs: number | undefined;

  get held(): boolean {
    return this.#at !== undefined && this.#droppedMs === undefined;
  }

  hold(at: Value): void {
    this.#at = at;
    this.#droppedMs = undefined;
  }

  drop(nowMs: number): void {
    if (this.held) this.#droppedMs = nowMs;
  }

  /** @param told what the rig has. */
  shown(told: Value, nowMs: number): Value {
    if (this.#at === undefined) return told;
    if (this.#droppedMs === undefined) return this.#at;
    if (told !== this.#at && nowMs - this.#droppedMs < SETTLE_MS) return this.#at;
    this.#at = undefined;
    return told;
  }
}
