/** What the page says in words: the device, the limits, the connection, what just changed. */
import type { PressOutcome } from '../controller/contract.js';
import { channelsSwitch, type PagePicture, type PageState } from '../server/messages.js';
import { Caption, newsWords } from './caption.js';
import type { LinkState } from './connection.js';
import { placeWords } from './happening.js';
import { strengthFigure } from './strength-scale.js';
import { byId } from './svg.js';
import {
  AGAIN_WORDS,
  LOST_WORDS,
  lensWords,
  OLD_PICTURE_WORDS,
  PRESS_UNHEARD_WORDS,
  STALE_WORDS,
  setText,
  UNHEARD_WORDS,
} from './words.js';

/** A badge stays at least this long, so that it can be read and does not flicker [ms of room]. */
const BADGE_MS = 1200;
/** The current in figures changes no faster than this [ms of room]. */
const CURRENT_EVERY_MS = 200;

/** A refusal is a sentence; it stays long enough to be read twice [ms of room]. */
const REFUSAL_MS = 7000;

/** What presses did is said again no sooner than this: somebody who presses again and again is not answered each time [ms of room]. */
const SAID_EVERY_MS = 2000;

export class Status {
  readonly #current = byId('current', HTMLElement);
  readonly #currentLabel = byId('current-label', HTMLElement);
  readonly #currentBadge = byId('current-badge', HTMLElement);
  readonly #flashBadge = byId('flash-badge', HTMLElement);
  readonly #lost = byId('lost', HTMLElement);
  readonly #refusal = byId('refusal', HTMLElement);
  #refusalTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #paused = byId('paused', HTMLElement);
  readonly #latency = byId('latency', HTMLElement);
  readonly #said = byId('said', HTMLElement);
  readonly #captionLine = byId('caption', HTMLElement);
  readonly #caption = new Caption();
  /** Which kind of outcome was said last, and when. */
  #saidKind: PressOutcome['kind'] | undefined;
  #saidMs = Number.NEGATIVE_INFINITY;
  #currentUntilMs = 0;
  #flashUntilMs = 0;
  #currentAtMs = 0;
  #last: PageState | undefined;

  link(state: LinkState): void {
    const before = document.body.dataset.link;
    document.body.dataset.link = state.kind;
    if (state.kind === 'open') {
      if (!this.#lost.hidden) setText(this.#said, 'the rig answers again');
      this.#lost.hidden = true;
      if (before === 'stale' && this.#last) this.#showPause(this.#last);
      return;
    }
    this.#showCurrent('\u2013');
    setText(this.#latency, UNHEARD_WORDS);
    this.#latency.classList.remove('by-key');
    // Said once and not at every attempt: a screen reader would go on for ever.
    if (state.kind === 'stale') this.#showLost(STALE_WORDS);
    else {
      this.#last = undefined;
      this.#caption.forget();
      if (state.kind === 'lost')
        this.#showLost(state.words === undefined ? LOST_WORDS : `${state.words} ${AGAIN_WORDS}`);
    }
  }

  #showLost(words: string): void {
    setText(this.#captionLine, OLD_PICTURE_WORDS);
    setText(this.#lost, words);
    this.#lost.hidden = false;
  }

  /** Somebody stimulates while no rig hears. */
  unheard(): void {
    this.#said.textContent = PRESS_UNHEARD_WORDS;
  }

  state(state: PageState): void {
    const last = this.#last;
    this.#last = state;
    setText(this.#currentLabel, state.ledPlaces ? 'LEDs' : 'strip');
    setText(byId('rig', HTMLElement), state.rig);
    const device = byId('device', HTMLElement);
    device.dataset.kind = state.device.kind;
    // Without a board nothing is lit but the page.
    if (state.device.kind !== 'ready') this.#showCurrent('\u2013');
    setText(byId('device-words', HTMLElement), state.device.words);
    document.body.dataset.channels = channelsSwitch(state) ? 'on' : 'off';
    document.body.dataset.running = String(state.running);
    this.#caption.state(state);
    setText(this.#currentBadge, `current limit acting: ${Math.round(state.currentLimitMa)} mA`);
    this.#showPause(state);
    if (last) this.#say(last, state);
  }

  #showPause(state: PageState): void {
    const waits = state.stimulusWaits;
    // Looking back has words of its own.
    this.#paused.hidden = state.running || state.look.kind !== 'live';
    this.#paused.classList.toggle('waits', waits);
    byId('paused-go', HTMLElement).hidden = waits;
    byId('paused-waits', HTMLElement).hidden = !waits;
    const untouched = !waits && state.latencyMs === null;
    this.#latency.classList.toggle('by-key', untouched);
    if (waits) setText(this.#latency, 'waits until the axon runs on');
    else if (state.latencyMs === null) setText(this.#latency, 'or press the space bar');
    else setText(this.#latency, `last press to light: ${state.latencyMs.toFixed(1)} ms`);
  }

  #showCurrent(drawnMa: number | '\u2013'): void {
    const limit = this.#last ? ` of ${Math.round(this.#last.currentLimitMa)} mA` : '';
    setText(this.#current, `${drawnMa}${limit}`);
  }

  /** The rig could not do what was asked. */
  refusal(words: string): void {
    this.#refusal.textContent = words;
    this.#refusal.hidden = false;
    clearTimeout(this.#refusalTimer);
    this.#refusalTimer = setTimeout(() => {
      this.#refusal.hidden = true;
    }, REFUSAL_MS);
  }

  #say(last: PageState, state: PageState): void {
    const news = newsWords(last, state);
    if (state.resets !== last.resets) {
      setText(this.#said, news!);
      return;
    }
    const sentences = [changeWords(last, state), news && this.#isSaid(state) ? news : undefined];
    const words = sentences.filter((sentence) => sentence !== undefined).join('. ');
    if (words !== '') this.#said.textContent = words;
  }

  #isSaid({ lastPress }: PageState): boolean {
    const kind = lastPress?.outcome.kind;
    const nowMs = performance.now();
    // The end of a signal is told even where an unanswered press has just been told.
    const other = kind !== this.#saidKind && (kind === 'signal' || kind === 'spread');
    if (!other && nowMs - this.#saidMs < SAID_EVERY_MS) return false;
    this.#saidKind = kind;
    this.#saidMs = nowMs;
    return true;
  }

  /** Takes note of limits in every picture, also in one that is never drawn because a newer one came. */
  limits(picture: PagePicture, wallMs: number): void {
    if (picture.currentLimitActing) this.#currentUntilMs = wallMs + BADGE_MS;
    if (picture.flashLimitActing) this.#flashUntilMs = wallMs + BADGE_MS;
  }

  /** @returns whether something is still to change without a new picture. */
  picture(picture: PagePicture, wallMs: number): boolean {
    setText(this.#captionLine, this.#caption.at(wallMs));
    this.#currentBadge.hidden = wallMs >= this.#currentUntilMs;
    this.#flashBadge.hidden = wallMs >= this.#flashUntilMs;
    const waits = wallMs - this.#currentAtMs < CURRENT_EVERY_MS;
    if (!waits) {
      this.#currentAtMs = wallMs;
      if (this.#last?.device.kind === 'ready') this.#showCurrent(Math.round(picture.currentMa));
    }
    return waits || !this.#currentBadge.hidden || !this.#flashBadge.hidden;
  }
}

/** What somebody has changed. */
function changeWords(last: PageState, state: PageState): string | undefined {
  if (state.stimulusWaits && !last.stimulusWaits) return 'paused: the stimulus waits until the axon runs on';
  if (state.weakest.kind !== last.weakest.kind) {
    const { weakest } = state;
    if (weakest.kind === 'found')
      return `The weakest press that fires: ${strengthFigure(weakest.strength)} ${weakest.unit}`;
    if (weakest.kind === 'none') return `Nothing fires: ${weakest.because}`;
  }
  if (state.running !== last.running) return state.running ? 'running' : 'paused';
  if (state.channelsOn !== last.channelsOn) return state.channelsOn ? 'channels on' : 'channels off';
  if (state.lens !== last.lens) return lensWords(state.lens);
  if (state.electrodes.blue !== last.electrodes.blue) return place('blue', state);
  if (state.electrodes.yellow !== last.electrodes.yellow) return place('yellow', state);
  return undefined;
}

function place(name: 'blue' | 'yellow', state: PageState): string {
  const at = state.electrodes[name];
  return at === 'bath'
    ? `${name} electrode in the bath`
    : `${name} electrode inside, ${placeWords(at, state.axon)}`;
}
