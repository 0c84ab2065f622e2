/**
 * What a screen reader is told: what somebody has changed, why a press had no answer, and at the end of a sweep what
 * happened, once, in one sentence with numbers. Pure: the caller brings the time.
 */
import type { PressOutcome } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { isQuiet, newsOf, WAITS_WORDS } from './caption.js';
import { inOneLine, isUnanswered, placeWords } from './happening.js';
import { strengthFigure } from './strength-scale.js';
import { summaryWords } from './summary.js';
import { lensWords } from './words.js';

/** Why presses have no answer is said again no sooner than this: who presses again and again is not answered each time [ms of room]. */
export const AGAIN_MS = 10_000;

export class Spoken {
  #last: PageState | undefined;
  /** A sweep of which nothing has been said yet. */
  #unsaid = false;
  #failure: PressOutcome['kind'] | undefined;
  #failureMs = Number.NEGATIVE_INFINITY;

  /** @returns what is to be said now; undefined: nothing. */
  state(state: PageState, wallMs: number): string | undefined {
    const last = this.#last;
    this.#last = state;
    if (!last) return undefined;
    const news = newsOf(last, state);
    if (news?.kind === 'reset') {
      this.#unsaid = false;
      return inOneLine(news.sentence);
    }
    const sentences = [changeWords(last, state), this.#pressWords(last, state, wallMs)];
    const words = sentences.filter((sentence) => sentence !== undefined).join(' ');
    return words === '' ? undefined : words;
  }

  /** Another rig, or the same after a break. */
  forget(): void {
    this.#last = undefined;
    this.#unsaid = false;
    this.#failure = undefined;
  }

  #pressWords(last: PageState, state: PageState, wallMs: number): string | undefined {
    const outcome = state.lastPress?.outcome;
    const news = newsOf(last, state);
    if (news && outcome && isUnanswered(outcome)) {
      if (outcome.kind === this.#failure && wallMs - this.#failureMs < AGAIN_MS) return undefined;
      this.#failure = outcome.kind;
      this.#failureMs = wallMs;
      return inOneLine(news.sentence);
    }
    if (news) this.#unsaid = true;
    if (!this.#unsaid || !isQuiet(state)) return undefined;
    this.#unsaid = false;
    this.#failure = undefined;
    return sweepWords(state);
  }
}

/** What a signal did where it did not run to its end, and how both voltmeters rose. */
function sweepWords(state: PageState): string | undefined {
  const news = newsOf({ ...state, lastPress: null }, state);
  const outcome = state.lastPress?.outcome;
  if (!news || !outcome) return undefined;
  const summary = summaryWords(state.measures, state.axon);
  const ranOut = outcome.kind === 'signal' && outcome.end === 'ran-out';
  if (ranOut && summary !== '') return summary;
  return outcome.kind === 'spread'
    ? inOneLine(news.sentence)
    : `${inOneLine(news.sentence)} ${summary}`.trim();
}

/** What somebody has changed. */
function changeWords(last: PageState, state: PageState): string | undefined {
  if (state.stimulusWaits && !last.stimulusWaits) return WAITS_WORDS;
  if (state.weakest.kind !== last.weakest.kind) {
    const { weakest } = state;
    if (weakest.kind === 'found')
      return `The weakest press that fires: ${strengthFigure(weakest.strength)} ${weakest.unit}.`;
    if (weakest.kind === 'none') return `Nothing fires: ${weakest.because}.`;
  }
  if (state.running !== last.running) return state.running ? 'Running.' : 'Paused.';
  if (state.channelsOn !== last.channelsOn) return state.channelsOn ? 'Channels on.' : 'Channels off.';
  if (state.lens !== last.lens) return `${lensWords(state.lens)}.`;
  if (state.electrodes.blue !== last.electrodes.blue) return placed('Blue', state.electrodes.blue, state);
  if (state.electrodes.yellow !== last.electrodes.yellow)
    return placed('Yellow', state.electrodes.yellow, state);
  return undefined;
}

function placed(name: string, at: PageState['electrodes']['blue'], { axon }: PageState): string {
  return at === 'bath'
    ? `${name} electrode in the bath.`
    : `${name} electrode inside, ${placeWords(at, axon)}.`;
}
