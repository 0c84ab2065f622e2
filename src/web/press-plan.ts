/** What a press asks of the rig. Pure. */
import type { PageCommand, PageState } from '../server/messages.js';

export interface WantedPress {
  /** Where current is to enter; the experiment's own places are left for it to say. */
  readonly places: readonly number[];
  /** It lasts until it is let go. */
  readonly held: boolean;
}

type PlannedState = Pick<PageState, 'axon' | 'look'>;

/** A press while somebody looks back goes back to now and lets the axon run. */
export function pressCommands({ places, held }: WantedPress, { axon, look }: PlannedState): PageCommand[] {
  const stimulate: PageCommand = {
    do: 'stimulate',
    ...(!samePlaces(places, axon.stimulusPlaces) && { at: places.length === 1 ? places[0]! : places }),
    // A stimulus without an end lasts by itself; visitors may not say how long a press is.
    ...(held && !axon.press.holds && { held }),
  };
  if (look.kind === 'live') return [stimulate];
  return look.wasRunning
    ? [{ do: 'now' }, stimulate]
    : [{ do: 'now' }, { do: 'run', running: true }, stimulate];
}

export function samePlaces(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((place) => others.includes(place));
}

/** Two fingers that come down within this are one press at two places [ms of room]. */
export const TOGETHER_MS = 30;

/**
 * Fingers on the axon: each waits a moment for another one, and then all of them are one press.
 * @param later calls back after so many ms of room.
 */
export class Fingers {
  readonly #press: (places: readonly number[]) => void;
  readonly #later: (then: () => void, ms: number) => void;
  #waiting: number[] = [];

  constructor(press: (places: readonly number[]) => void, later: (then: () => void, ms: number) => void) {
    this.#press = press;
    this.#later = later;
  }

  down(place: number): void {
    if (this.#waiting.length === 0)
      this.#later(() => {
        const places = this.#waiting;
        this.#waiting = [];
        this.#press(places);
      }, TOGETHER_MS);
    if (!this.#waiting.includes(place)) this.#waiting.push(place);
  }
}
