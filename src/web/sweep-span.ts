/** How long the time axis of a sweep is. Pure. */

/** What it may be [ms]. */
const SPANS_MS = [5, 10, 14, 20, 50, 100, 200, 500, 1000];
/** As long as nothing is known of an axon [ms]. */
const FIRST_SPAN_MS = 14;
/** The tape tells of no more at once [ms]. */
export const LONGEST_SPAN_MS = 1000;
/** After the arrival at the end there is still something to be seen. */
const ROOM_AFTER = 1.15;
/** Most experiments whose spans are known. */
const MOST_KNOWN = 64;

/** The first that holds so much; the longest where none does. */
export function spanFor(neededMs: number): number {
  return SPANS_MS.find((spanMs) => spanMs >= neededMs) ?? LONGEST_SPAN_MS;
}

/** What was seen of each experiment. */
export class Spans {
  readonly #known = new Map<string, number>();

  of(experiment: string): number {
    return this.#known.get(experiment) ?? FIRST_SPAN_MS;
  }

  knows(experiment: string): boolean {
    return this.#known.has(experiment);
  }

  /**
   * A signal has come to the ends of the axon after so long [ms]: the next sweep of this experiment has an axis for it.
   * What is known grows and does not shrink, so that sweeps can be compared.
   */
  learn(experiment: string, arrivalMs: number): void {
    this.#keep(experiment, Math.max(this.#known.get(experiment) ?? 0, spanFor(ROOM_AFTER * arrivalMs)));
  }

  #keep(experiment: string, spanMs: number): void {
    this.#known.delete(experiment);
    this.#known.set(experiment, spanMs);
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!);
  }
}
