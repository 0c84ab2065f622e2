/** Where current enters the axon in the picture that is shown. Pure. */
import type { PressMark } from '../controller/contract.js';
import type { PagePicture, PageState } from '../server/messages.js';

/** Runs of the axon's time that are told apart; marks of older ones are no longer on the tape. */
const MOST_RUNS = 64;

/** Every reset and every other experiment begins another run of the axon's time, with the next picture that is live. */
export class Runs {
  #key: string | undefined;
  #begins = false;
  #starts: number[] = [];

  state({ resets, experiment }: Pick<PageState, 'resets' | 'experiment'>): void {
    const key = `${resets} ${experiment}`;
    if (this.#key !== undefined && key !== this.#key) this.#begins = true;
    this.#key = key;
  }

  picture({ picture, lookingBack }: Pick<PagePicture, 'picture' | 'lookingBack'>): void {
    if (!this.#begins || lookingBack) return;
    this.#begins = false;
    this.#starts.push(picture);
    if (this.#starts.length > MOST_RUNS) this.#starts.shift();
  }

  /** Whether two pictures are of one run. */
  isOne(first: number, second: number): boolean {
    return !this.#starts.some((start) => first < start && start <= second);
  }
}

/** Whether a stimulus of this press lasted at some time that a picture shows, which is the time since the one before. */
export function isLit(
  { picture, atMs, untilMs }: Pick<PressMark, 'picture' | 'atMs' | 'untilMs'>,
  shown: Pick<PagePicture, 'picture' | 'modelMs' | 'samples'>,
  runs: Runs,
): boolean {
  return (
    picture <= shown.picture &&
    atMs <= shown.modelMs &&
    (shown.samples[0] ?? shown.modelMs) < (untilMs ?? Number.POSITIVE_INFINITY) &&
    runs.isOne(picture, shown.picture)
  );
}
