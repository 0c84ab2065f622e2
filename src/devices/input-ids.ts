import { LAST_INPUT_ID } from '../units.js';

/** When inputs happened that no picture has taken into account yet, by id, on the clock of who saw them [µs]. */
export class InputIds {
  #lastId = 0;
  #waiting: { readonly id: number; readonly atUs: number }[] = [];

  /** The id of an input: 1 to 255, then 1 again. */
  next(atUs: number): number {
    this.#lastId = (this.#lastId % LAST_INPUT_ID) + 1;
    if (this.#waiting.length === LAST_INPUT_ID) this.#waiting.shift();
    this.#waiting.push({ id: this.#lastId, atUs });
    return this.#lastId;
  }

  /** A picture that knows of this input, and so of all before it, was complete then: tells how long each took [µs]. */
  confirm(inputId: number, shownUs: number, took: (id: number, us: number) => void): void {
    const at = this.#waiting.findIndex(({ id }) => id === inputId);
    if (at < 0) return;
    const confirmed = this.#waiting.slice(0, at + 1);
    this.#waiting = this.#waiting.slice(at + 1);
    for (const { id, atUs } of confirmed) took(id, (shownUs - atUs) >>> 0);
  }

  /** That clock is over. */
  forget(): void {
    this.#waiting = [];
  }
}
