/** Which presses a page knows by their numbers, and whether a rig that tells of them is still the same one. Bounded. Pure. */
import type { PressMark } from '../controller/contract.js';

/** As many as a rig tells of. */
const MOST_KNOWN = 64;

/** A rig that was started again counts its presses from 1: a number that is known then stands for another press. */
export class PressMemory {
  #known = new Map<number, string>();
  #last = 0;

  /** @returns whether these are presses of another rig than those before; then those before are forgotten. */
  isOther(presses: readonly PressMark[]): boolean {
    const isOther = presses.some(
      (mark) => mark.press <= this.#last && this.#known.get(mark.press) !== nameOf(mark),
    );
    if (isOther) {
      this.#known.clear();
      this.#last = 0;
    }
    for (const mark of presses) {
      if (mark.press <= this.#last) continue;
      this.#last = mark.press;
      this.#known.set(mark.press, nameOf(mark));
      if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!);
    }
    return isOther;
  }
}

function nameOf({ atMs, run }: PressMark): string {
  return `${run} ${atMs}`;
}
