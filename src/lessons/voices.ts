/**
 * Who has a voice: each phone one, as many as a lecture hall holds, and not too many from one place. Where there is no
 * room, the voice that has been silent for longest makes place, so that nobody who fills the hall once keeps a class
 * out. No names.
 */

/** Phones that may vote until the votes are cleared: a lecture hall. */
export const MOST_VOICES = 500;
/** Voices from one address: as many as it may have pages. */
export const MOST_VOICES_FROM_THERE = 8;

export const HALL_FULL = `${MOST_VOICES} phones have voted, and no more can. The teacher can clear the votes for a new class.`;
export const TOO_MANY_VOICES = `${MOST_VOICES_FROM_THERE} phones have voted from your address, and no more can.`;

/** What the ballots know of voices. */
export interface OfVoices {
  /** It has chosen nothing on the card that is asked about. */
  isSilent(voice: number): boolean;
  /** Its number is somebody else's from now on. */
  forget(voice: number): void;
}

export interface Voices {
  /**
   * The number of a voice that chooses, from 0; a new one gets the next, or that of a silent one.
   * @param from where it is, if there is a bound for that place.
   * @returns the number, or a sentence that says why there is none for it.
   */
  admit(voice: string, from: string | undefined, others: OfVoices): number | string;
  /** Undefined: it has not chosen anything so far. */
  numberOf(voice: string): number | undefined;
  clear(): void;
}

interface Known {
  readonly number: number;
  readonly from: string | undefined;
}

export function createVoices(): Voices {
  /** Who was silent for longest first. */
  const voices = new Map<string, Known>();
  /** How many voices there are of each place. */
  const places = new Map<string, number>();

  const countOf = (from: string | undefined) => (from === undefined ? 0 : (places.get(from) ?? 0));

  function add(voice: string, known: Known): number {
    if (known.from !== undefined) places.set(known.from, countOf(known.from) + 1);
    voices.set(voice, known);
    return known.number;
  }

  /** The number of a silent voice, which is gone. @param from of this place; undefined: of any. */
  function freed(from: string | undefined, { isSilent, forget }: OfVoices): number | undefined {
    for (const [voice, known] of voices) {
      if ((from !== undefined && known.from !== from) || !isSilent(known.number)) continue;
      voices.delete(voice);
      if (known.from !== undefined) places.set(known.from, countOf(known.from) - 1);
      if (known.from !== undefined && countOf(known.from) === 0) places.delete(known.from);
      forget(known.number);
      return known.number;
    }
    return undefined;
  }

  return {
    admit(voice, from, others) {
      const known = voices.get(voice);
      if (known) {
        voices.delete(voice);
        voices.set(voice, known);
        return known.number;
      }
      const isCrowded = countOf(from) >= MOST_VOICES_FROM_THERE;
      if (!isCrowded && voices.size < MOST_VOICES) return add(voice, { number: voices.size, from });
      const number = freed(isCrowded ? from : undefined, others);
      if (number === undefined) return isCrowded ? TOO_MANY_VOICES : HALL_FULL;
      return add(voice, { number, from });
    },
    numberOf: (voice) => voices.get(voice)?.number,
    clear() {
      voices.clear();
      places.clear();
    },
  };
}
