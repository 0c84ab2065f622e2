/** So many pictures make a judgement: 0.4 s of them, in which they drift once through a timer of 16 ms. */
const SAMPLES = 24;
/** More than an adapter with a timer of 4.1 ms and no packet (a genuine Uno's) adds in the middle, or at all [ms]. */
const HOLDS_FROM_MS = 5;
/** Below this it holds nothing back; the gap keeps it from going to and fro [ms]. */
const HANDS_ON_BELOW_MS = 3;

/**
 * Whether the adapter keeps short lines back until its packet is full or its timer runs out. A credit is such a line:
 * of pictures that travel alone the quickest says what the way takes, and the middle one what is added to it.
 */
export class HeldLines {
  readonly #delaysMs = new Float64Array(SAMPLES);
  #count = 0;
  #quickestMs = Infinity;
  #held = false;

  get held(): boolean {
    return this.#held;
  }

  /** From the sending of a picture to its credit, while nothing else was under way [ms]. */
  add(delayMs: number): void {
    this.#quickestMs = Math.min(this.#quickestMs, delayMs);
    this.#delaysMs[this.#count++] = delayMs;
    if (this.#count < SAMPLES) return;
    this.#count = 0;
    this.#delaysMs.sort();
    const addedMs = this.#delaysMs[SAMPLES / 2]! - this.#quickestMs;
    this.#held = addedMs >= (this.#held ? HANDS_ON_BELOW_MS : HOLDS_FROM_MS);
  }
}
