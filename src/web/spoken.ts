/**
 * What a screen reader is told: what somebody has changed, why a press had no answer, and at the end of a sweep what
 * happened, once, in one sentence with numbers. Pure: the caller brings the time.
 */
import type { NamedTreatment, PressOutcome } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { isQuiet, newsOf } from './caption.js';
import { inOneLine, isUnanswered } from './happening.js';
import { msFigure, placeWords, readingsWords } from './meter-words.js';
import { firingFigure } from './strength-scale.js';
import { summaryWords } from './summary.js';
import { type Moment, sweepMs } from './sweep-time.js';
import { treatmentHeading } from './treatment-words.js';
import { rigWords } from './words/rig-words.js';
import { say } from './words/say.js';
import { roomWords, signedFigure } from './words.js';

/** Why presses have no answer is said again no sooner than this: who presses again and again is not answered each time [ms of room]. */
export const AGAIN_MS = 10_000;
/** A moment that somebody steps or drags to is said when it has stood so long [ms of room]. */
export const STOOD_MS = 500;

/** What of a picture is said where the axon stands still. */
export interface Standing extends Moment {
  readonly blueMv: number;
  readonly yellowMv: number;
}

export class Spoken {
  #last: PageState | undefined;
  /** A sweep of which nothing has been said yet. */
  #unsaid = false;
  #failure: PressOutcome['kind'] | undefined;
  #failureMs = Number.NEGATIVE_INFINITY;
  /** A card asks what a press does: then nothing here tells it. */
  withheld = false;
  /** The moment at which the axon stands still, since when [ms of room], and whether it has been said. */
  readonly #still = { picture: Number.NaN, modelMs: Number.NaN, sinceMs: 0, isSaid: true };

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

  /**
   * The picture that is shown, as often as it is drawn.
   * @returns what is to be said; `waiting`: it has to stand a little longer, so call again; undefined: nothing.
   */
  picture(picture: Standing, wallMs: number): string | 'waiting' | undefined {
    const state = this.#last;
    const still = this.#still;
    if (!state || (state.running && state.look.kind === 'live')) {
      still.picture = Number.NaN;
      still.isSaid = true;
      return undefined;
    }
    if (picture.picture !== still.picture || picture.modelMs !== still.modelMs) {
      still.picture = picture.picture;
      still.modelMs = picture.modelMs;
      still.sinceMs = wallMs;
      still.isSaid = false;
    }
    if (still.isSaid) return undefined;
    if (wallMs - still.sinceMs < STOOD_MS) return 'waiting';
    still.isSaid = true;
    return stillWords(state, picture);
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
    if (!this.withheld && news && outcome && isUnanswered(outcome)) {
      if (outcome.kind === this.#failure && wallMs - this.#failureMs < AGAIN_MS) return undefined;
      this.#failure = outcome.kind;
      this.#failureMs = wallMs;
      return inOneLine(news.sentence);
    }
    if (news) this.#unsaid = true;
    if (!this.#unsaid || !isQuiet(state)) return undefined;
    this.#unsaid = false;
    this.#failure = undefined;
    return this.withheld ? say('spoken.complete') : sweepWords(state);
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

/** `Paused at 4.4 ms: blue −77.9, yellow −70.0 millivolts.` */
function stillWords({ look, presses }: PageState, picture: Standing): string {
  const isBack = look.kind === 'looking-back';
  const ms = sweepMs(presses, picture);
  const readings = readingsWords((name) => signedFigure(picture[`${name}Mv`]));
  if (ms === undefined) return say(isBack ? 'spoken.rewound' : 'spoken.paused', { readings });
  return say(isBack ? 'spoken.rewoundTo' : 'spoken.pausedAt', { ms: msFigure(ms), readings });
}

/** `TTX, sites 27–32.`, `Taken away: TTX, sites 27–32.`; what came first, where both are so. */
function treatedWords(last: PageState, state: PageState): string | undefined {
  const heading = ({ treatment }: NamedTreatment): string => treatmentHeading(treatment, state.axon);
  const isIn = ({ treatments }: PageState, words: string): boolean =>
    treatments.some((treatment) => treatment.words === words);
  const added = state.treatments.filter(({ words }) => !isIn(last, words));
  const gone = last.treatments.filter(({ words }) => !isIn(state, words));
  if (added.length > 0) return `${added.map(heading).join('; ')}.`;
  if (gone.length === 0) return undefined;
  if (gone.length > 1 && state.treatments.length === 0) return say('spoken.nothingPainted');
  return say('spoken.takenAway', { treatments: gone.map(heading).join('; ') });
}

/** What somebody has changed. */
function changeWords(last: PageState, state: PageState): string | undefined {
  if (state.stimulusWaits && !last.stimulusWaits) return say('caption.waits');
  if (state.weakest.kind !== last.weakest.kind) {
    const { weakest } = state;
    if (weakest.kind === 'found')
      return say('spoken.weakest', { strength: firingFigure(weakest.strength), unit: weakest.unit });
    if (weakest.kind === 'none') return say('spoken.nothingFires', { because: rigWords(weakest.because) });
  }
  // Of a pause the moment is said, as soon as its picture is there.
  if (state.running && !last.running) return say('spoken.running');
  if (state.experiment === last.experiment) {
    const treated = treatedWords(last, state);
    if (treated !== undefined) return treated;
  }
  if (state.channelsOn !== last.channelsOn)
    return say(state.channelsOn ? 'spoken.channelsOn' : 'spoken.channelsOff');
  if (state.lens !== last.lens) return say('spoken.lens', { room: roomWords(state.lens) });
  if (state.electrodes.blue !== last.electrodes.blue) return placed('blue', state);
  if (state.electrodes.yellow !== last.electrodes.yellow) return placed('yellow', state);
  return undefined;
}

function placed(name: MeterName, { axon, electrodes }: PageState): string {
  const at = electrodes[name];
  return at === 'bath'
    ? say(`spoken.${name}InBath`)
    : say(`spoken.${name}At`, { place: placeWords(at, axon) });
}
