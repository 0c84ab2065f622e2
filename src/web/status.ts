/** The header's words, the panel below them, the caption, what is spoken, and refusals. */
import { channelsSwitch, type PagePicture, type PageState } from '../server/messages.js';
import { asShown } from './as-shown.js';
import { Caption } from './caption.js';
import type { Sentence } from './happening.js';
import type { Withheld } from './lesson/withheld.js';
import type { LinkState } from './link.js';
import { Spoken } from './spoken.js';
import { hearingOf, statusWords } from './status-words.js';
import { allById, byId, setAttribute } from './svg.js';
import { rigWords } from './words/rig-words.js';
import { fixedFigure, say } from './words/say.js';
import { NO_FIGURE, setText } from './words.js';

/** A limit is told at least this long, so that it can be read [ms of room]. */
const LIMIT_MS = 3000;
/** The current in figures changes no faster than this [ms of room]. */
const CURRENT_EVERY_MS = 200;
/** A refusal is a sentence; it stays long enough to be read twice [ms of room]. */
const REFUSAL_MS = 7000;
const MS_PER_S = 1000;

export class Status {
  readonly #button = byId('status', HTMLButtonElement);
  readonly #on = allById({
    words: 'status-words',
    current: 'current',
    currentLabel: 'current-label',
    refusal: 'refusal',
    said: 'said',
    captionHead: 'caption-head',
    captionWords: 'caption-words',
  });
  readonly #caption = new Caption();
  readonly #spoken = new Spoken();
  #refusalTimer: ReturnType<typeof setTimeout> | undefined;
  #unheardWords = '';
  #silence: ReturnType<typeof setInterval> | undefined;
  #link: LinkState = { kind: 'connecting' };
  #wasOpen = false;
  #heardMs = 0;
  #currentUntilMs = 0;
  #flashUntilMs = 0;
  #currentAtMs = 0;
  #state: PageState | undefined;

  link(link: LinkState, wallMs: number): void {
    const wasLost = this.#wasOpen && this.#link.kind !== 'open';
    this.#link = link;
    document.body.dataset.link = link.kind;
    if (link.kind === 'open') {
      if (wasLost) this.say(say('status.answersAgain'));
      if (this.#on.refusal.textContent === this.#unheardWords) this.#endRefusal();
      clearInterval(this.#silence);
      this.#silence = undefined;
      this.#wasOpen = true;
    } else {
      setText(this.#on.current, NO_FIGURE);
      // What it told of is not known to be so any more.
      this.#showCaption({ head: '', words: '' });
      if (this.#wasOpen && this.#silence === undefined) {
        this.#heardMs = wallMs - (link.kind === 'stale' ? MS_PER_S : 0);
        this.#silence = setInterval(() => this.#show(performance.now()), MS_PER_S);
      }
      if (link.kind !== 'stale') {
        this.#caption.forget();
        this.#spoken.forget();
      }
    }
    const shown = this.#show(wallMs);
    // Said once and not at every attempt: a screen reader would go on for ever.
    if (!wasLost && this.#wasOpen && link.kind !== 'open') this.say(shown);
  }

  /** Tells a screen reader. */
  say(words: string): void {
    this.#on.said.textContent = words;
  }

  /** Somebody presses while no rig hears: a press is never kept for later. */
  unheard(): void {
    this.#unheardWords = say(this.#wasOpen ? 'status.unheard' : 'status.notYet');
    this.refusal(this.#unheardWords);
  }

  state(state: PageState, wallMs: number): void {
    this.#state = state;
    const { body } = document;
    setText(byId('rig', HTMLElement), state.rig);
    setText(byId('device-words', HTMLElement), rigWords(state.device.words));
    setText(this.#on.currentLabel, say(state.ledPlaces ? 'header.leds' : 'header.strip'));
    const latency = state.latencyMs === null ? NO_FIGURE : `${fixedFigure(state.latencyMs, 1)} ms`;
    setText(byId('latency', HTMLElement), latency);
    body.dataset.channels = channelsSwitch(asShown(state)) ? 'on' : 'off';
    body.dataset.running = String(state.running);
    body.dataset.look = state.look.kind === 'live' ? 'live' : 'back';
    if (state.device.kind !== 'ready') setText(this.#on.current, NO_FIGURE);
    this.#caption.state(state);
    const words = this.#spoken.state(state, wallMs);
    if (words !== undefined) this.say(words);
    this.#show(wallMs);
  }

  /** A card asks what a press does: the caption and what is spoken do not tell it. */
  withhold(withheld: Withheld): void {
    this.#caption.withhold(withheld);
    this.#spoken.withheld = withheld !== 'no';
  }

  /** The rig, or the page, could not do what was asked. */
  refusal(words: string): void {
    this.#on.refusal.textContent = rigWords(words);
    this.#on.refusal.hidden = false;
    clearTimeout(this.#refusalTimer);
    this.#refusalTimer = setTimeout(() => this.#endRefusal(), REFUSAL_MS);
  }

  #endRefusal(): void {
    clearTimeout(this.#refusalTimer);
    this.#on.refusal.hidden = true;
  }

  /** Takes note of limits in every picture, also in one that is never drawn because a newer one came. */
  limits(picture: PagePicture, wallMs: number): void {
    if (picture.currentLimitActing) this.#currentUntilMs = wallMs + LIMIT_MS;
    if (picture.flashLimitActing) this.#flashUntilMs = wallMs + LIMIT_MS;
  }

  /** @returns whether something is still to change without a new picture. */
  picture(picture: PagePicture, wallMs: number): boolean {
    this.#showCaption(this.#caption.at(wallMs, picture));
    this.#show(wallMs);
    const spoken = this.#spoken.picture(picture, wallMs);
    const isStanding = spoken === 'waiting';
    if (spoken !== undefined && !isStanding) this.say(spoken);
    const waits = wallMs - this.#currentAtMs < CURRENT_EVERY_MS;
    if (!waits && this.#state?.device.kind === 'ready') {
      this.#currentAtMs = wallMs;
      setText(
        this.#on.current,
        say('header.current', {
          now: Math.round(picture.currentMa),
          most: Math.round(this.#state.currentLimitMa),
        }),
      );
    }
    return waits || isStanding || wallMs < Math.max(this.#currentUntilMs, this.#flashUntilMs);
  }

  #showCaption({ head, words }: Sentence): void {
    setText(this.#on.captionHead, head);
    setText(this.#on.captionWords, words);
  }

  /** @returns what stands there now. */
  #show(wallMs: number): string {
    const flash = wallMs < this.#flashUntilMs;
    const current = wallMs < this.#currentUntilMs;
    const hearing = hearingOf(this.#link, this.#wasOpen, (wallMs - this.#heardMs) / MS_PER_S);
    const limits = { flash, currentMa: current ? (this.#state?.currentLimitMa ?? 0) : null };
    const { device, buttonFaults } = this.#state ?? {};
    const { mark, words } = statusWords(hearing, device, limits, buttonFaults);
    setAttribute(this.#button, 'data-mark', mark);
    setText(this.#on.words, words);
    document.body.toggleAttribute('data-limited', flash || current);
    return words;
  }
}
