/** Who has a voice: each phone one, as many as a lecture hall holds, and not too many from one place. No names. */

/** Phones that may vote until the votes are cleared: a lecture hall. */
export const MOST_VOICES = 500;
/** Voices from one address: as many as it may have pages. */
export const MOST_VOICES_FROM_THERE = 8;

export const HALL_FULL = `${MOST_VOICES} phones have voted, and no more can. The teacher can clear the votes for a new class.`;
export const TOO_MANY_VOICES = `${MOST_VOICES_FROM_THERE} phones have voted from your address, and no more can.`;

export interface Voices {
  /**
   * The number of a voice, from 0; a new one gets the next.
   * @param from where it is, if there is a bound for that place.
   * @returns the number, or a sentence that says why there is none for it.
   */
  admit(voice: string, from: string | undefined): number | string;
  /** Undefined: it has not chosen anything so far. */
  numberOf(voice: string): number | undefined;
  clear(): void;
}

export function createVoices(): Voices {
  const numbers = new Map<string, number>();
  /** How many voices there are of each place. */
  const places = new Map<string, number>();
  return {
    admit(voice, from) {
      const known = numbers.get(voice);
      if (known !== undefined) return known;
      if (numbers.size >= MOST_VOICES) return HALL_FULL;
      const there = from === undefined ? 0 : (places.get(from) ?? 0);
      if (there >= MOST_VOICES_FROM_THERE) return TOO_MANY_VOICES;
      if (from !== undefined) places.set(from, there + 1);
      numbers.set(voice, numbers.size);
      return numbers.size - 1;
    },
    numberOf: (voice) => numbers.get(voice),
    clear() {
      numbers.clear();
      places.clear();
    },
  };
}
