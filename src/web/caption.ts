/** The line over the axon: what a press or a reset did, as long as that is news, else what goes on now. */
import type { PageState } from '../server/messages.js';
import { activityWords, pressWords, RESET_WORDS } from './happening.js';

/** What a press did stays this long where nothing else goes on, and this long beside a signal [ms of room]. */
export const NEWS_MS = 8000;
export const NEWS_BESIDE_MS = 2500;
/** A sentence stays at least this long: at real time a signal is over in 12 ms [ms of room]. */
export const HOLD_MS = 700;

/** What goes on now is not what is shown then. */
export const LOOKING_BACK_WORDS = 'Looking back';

/** Pure: the caller brings the time. */
export class Caption {
  #state: PageState | undefined;
  #news: string | undefined;
  #newsMs = 0;
  #shownAtMs = Number.NEGATIVE_INFINITY;
  #lastMs = 0;
  #text = '';

  state(state: PageState): void {
    const last = this.#state;
    this.#state = state;
    const begins = last && isQuiet(last) && !isQuiet(state);
    const untrue = this.#news === RESET_WORDS && last && (begins || isChanged(last, state));
    if (last?.channelsOn !== state.channelsOn || begins || untrue) this.#news = undefined;
    // What somebody has just done is answered at once.
    if (last?.channelsOn !== state.channelsOn || last.resets !== state.resets || untrue)
      this.#shownAtMs = Number.NEGATIVE_INFINITY;
    const news = last && newsWords(last, state);
    if (!news) return;
    this.#news = news;
    this.#newsMs = 0;
  }

  /** Another rig, or the same after a break: what it tells of the past is no news. */
  forget(): void {
    this.#state = undefined;
    this.#news = undefined;
    this.#text = '';
    this.#shownAtMs = Number.NEGATIVE_INFINITY;
  }

  /** The words at this moment. */
  at(wallMs: number): string {
    const state = this.#state;
    // While the axon stands still, what it did last is what can be seen.
    if (state?.running) this.#newsMs += Math.max(0, wallMs - this.#lastMs);
    this.#lastMs = wallMs;
    if (!state) return this.#text;
    if (state.look.kind === 'looking-back') {
      // What comes after is answered at once.
      this.#shownAtMs = Number.NEGATIVE_INFINITY;
      return LOOKING_BACK_WORDS;
    }
    if (this.#newsMs >= (isQuiet(state) ? NEWS_MS : NEWS_BESIDE_MS)) this.#news = undefined;
    const text = this.#news ?? activityWords(state);
    if (text === this.#text || wallMs - this.#shownAtMs < HOLD_MS) return this.#text;
    this.#text = text;
    this.#shownAtMs = wallMs;
    return text;
  }
}

/** Nothing of a press goes on. */
function isQuiet({ activity }: PageState): boolean {
  return activity === 'none' || activity === 'returning';
}

/** Somebody has changed what a reset puts back. */
function isChanged(last: PageState, state: PageState): boolean {
  return (
    state.channelsOn !== last.channelsOn ||
    state.lens !== last.lens ||
    state.running !== last.running ||
    state.stimulusWaits !== last.stimulusWaits ||
    state.electrodes.blue !== last.electrodes.blue ||
    state.electrodes.yellow !== last.electrodes.yellow
  );
}

/** What a state tells of that the one before it did not: what a press did, or a reset. */
export function newsWords(last: PageState, { axon, lastPress, resets }: PageState): string | undefined {
  if (resets !== last.resets) return RESET_WORDS;
  return lastPress && lastPress.press !== last.lastPress?.press
    ? pressWords(lastPress.outcome, axon)
    : undefined;
}
