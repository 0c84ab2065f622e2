/** The line right of the tools: what a press or a reset did, as long as that is news, else what goes on now. */
import type { PressMark, PressOutcome } from '../controller/contract.js';
import type { PageState } from '../server/messages.js';
import { thenWords } from './as-shown.js';
import { activityWords, isUnanswered, plain, pressWords, type Sentence } from './happening.js';
import type { Withheld } from './lesson/withheld.js';
import { msFigure } from './meter-words.js';
import { type Moment, sweepMs } from './sweep-time.js';
import { rigWords } from './words/rig-words.js';
import { say } from './words/say.js';

/** What a press did stays this long where nothing else goes on, and this long beside a signal [ms of room]. */
export const NEWS_MS = 8000;
export const NEWS_BESIDE_MS = 2500;
/** A sentence stays at least this long: a flood cannot be read, and at real time a signal is over in 12 ms [ms of room]. */
export const HOLD_MS = 2000;

const NOTHING: Sentence = { head: '', words: '' };

export interface News {
  readonly sentence: Sentence;
  readonly kind: PressOutcome['kind'] | 'reset';
}

/** Pure: the caller brings the time. */
export class Caption {
  #state: PageState | undefined;
  #news: News | undefined;
  #newsMs = 0;
  #shownAtMs = Number.NEGATIVE_INFINITY;
  #lastMs = 0;
  #shown = NOTHING;
  /** What goes on, put into words once for each state. */
  #going = NOTHING;
  /** What is shown tells of a potential that comes back: with another press it is not so any more. */
  #isOfReturn = false;
  #withheld: Withheld = 'no';

  state(state: PageState): void {
    const last = this.#state;
    this.#state = state;
    this.#going = plain(invitation(state) ?? activityWords(state));
    const begins = last && isQuiet(last) && !isQuiet(state);
    const untrue = this.#news?.kind === 'reset' && last && (begins || isChanged(last, state));
    if (last?.channelsOn !== state.channelsOn || begins || untrue) this.#news = undefined;
    // What somebody has just done is answered at once.
    if (!last || isAnswered(last, state) || untrue || (begins && this.#isOfReturn))
      this.#shownAtMs = Number.NEGATIVE_INFINITY;
    const news = last && newsOf(last, state);
    if (!news) return;
    // An answer does not wait for what is only told; it does wait for another answer.
    if (!this.#news) this.#shownAtMs = Number.NEGATIVE_INFINITY;
    this.#news = news;
    this.#newsMs = 0;
  }

  /** A card asks what a press does: then nothing here tells it. */
  withhold(withheld: Withheld): void {
    if (withheld === this.#withheld) return;
    this.#withheld = withheld;
    this.#news = undefined;
    this.#shownAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Another rig, or the same after a break: what it tells of the past is no news. */
  forget(): void {
    this.#state = undefined;
    this.#news = undefined;
    this.#shown = NOTHING;
    this.#shownAtMs = Number.NEGATIVE_INFINITY;
  }

  /** The words at this moment of the room, for the picture that is shown. */
  at(wallMs: number, picture: Moment): Sentence {
    const state = this.#state;
    // While the axon stands still, what it did last is what can be seen.
    if (state?.running) this.#newsMs += Math.max(0, wallMs - this.#lastMs);
    this.#lastMs = wallMs;
    if (!state) return this.#shown;
    if (this.#newsMs >= (isQuiet(state) ? NEWS_MS : NEWS_BESIDE_MS)) this.#news = undefined;
    const isWithheld = this.#withheld !== 'no';
    const still = stillWords(state, picture, isWithheld ? undefined : this.#news);
    if (still) {
      // What comes after is answered at once.
      this.#shownAtMs = Number.NEGATIVE_INFINITY;
      return still;
    }
    if (isWithheld) return this.#withheld === 'watches' ? plain(say('caption.watch')) : NOTHING;
    const wanted = this.#news?.sentence ?? this.#going;
    if (isSame(wanted, this.#shown) || wallMs - this.#shownAtMs < HOLD_MS) return this.#shown;
    this.#shown = wanted;
    this.#isOfReturn = !this.#news && state.activity === 'returning';
    this.#shownAtMs = wallMs;
    return wanted;
  }
}

/** Where the axon stands still the caption says when: `Paused at 8.1 ms.` */
function stillWords(state: PageState, picture: Moment, news: News | undefined): Sentence | undefined {
  const back = state.look.kind === 'looking-back';
  if (state.running && !back) return undefined;
  const ms = sweepMs(state.presses, picture);
  const at = ms === undefined ? undefined : { ms: msFigure(ms) };
  if (back) {
    const head = at ? say('caption.rewoundTo', at) : say('caption.rewound');
    return { head, words: thenWords(state) };
  }
  const head = at ? say('caption.pausedAt', at) : say('caption.paused');
  return { head, words: state.stimulusWaits ? say('caption.waits') : (news?.sentence.words ?? '') };
}

/** The rig's own sentence that invites, until somebody presses. */
function invitation({ invite, activity, lastPress, presses }: PageState): string | undefined {
  const isUntouched = activity === 'none' && lastPress === null && presses.length === 0;
  return isUntouched && invite !== null ? rigWords(invite) : undefined;
}

/** Nothing of a press goes on. */
export function isQuiet({ activity }: Pick<PageState, 'activity'>): boolean {
  return activity === 'none' || activity === 'returning';
}

/** Somebody has done what is answered at once. */
function isAnswered(last: PageState, state: PageState): boolean {
  return last.channelsOn !== state.channelsOn || last.resets !== state.resets;
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

function isSame(a: Sentence, b: Sentence): boolean {
  return a.head === b.head && a.words === b.words;
}

/** A press of which nothing was known yet is told of, since nothing else will be. */
function resetWords(last: PageState, { presses }: PageState): string {
  const wasOpen = ({ press }: PressMark) => last.presses.some((one) => one.press === press && !one.outcome);
  const isCutOff = presses.some((mark) => mark.outcome?.kind === 'cut-off' && wasOpen(mark));
  return isCutOff ? `${say('caption.reset')} ${say('caption.cutOff')}` : say('caption.reset');
}

/** What a state tells of that the one before it did not: what a press did, or a reset. */
export function newsOf(last: PageState, state: PageState): News | undefined {
  const { axon, lastPress, presses, resets, treatments } = state;
  if (resets !== last.resets) return { sentence: plain(resetWords(last, state)), kind: 'reset' };
  if (!lastPress || lastPress.press === last.lastPress?.press) return undefined;
  const { press, outcome } = lastPress;
  const mark = presses.find((one) => one.press === press);
  const alike = presses.filter(
    (one) => one.sweep === mark?.sweep && one.outcome?.kind === outcome.kind,
  ).length;
  return {
    sentence: pressWords(outcome, axon, {
      mark,
      treatments,
      alike: isUnanswered(outcome) ? Math.max(1, alike) : 1,
    }),
    kind: outcome.kind,
  };
}
