/** What the page says in words: the device, the limits, the connection, what just changed. */
import type { PageFrame, PageState } from '../server/messages.js';
import type { LinkState } from './connection.js';
import { byId } from './svg.js';
import { lensWords } from './words.js';

/** A badge stays at least this long, so that it can be read and does not flicker [ms of room]. */
const BADGE_MS = 1200;
/** The current in figures changes no faster than this [ms of room]. */
const CURRENT_EVERY_MS = 200;

/** A refusal is a sentence; it stays long enough to be read twice [ms of room]. */
const REFUSAL_MS = 7000;

const AGAIN = 'Trying again by itself; nothing needs to be done here.';
const LOST = `Connection to the rig lost. ${AGAIN}`;

const CAPTIONS = {
  gated: 'Action potential: each site that reaches −55 mV lifts the next one over it.',
  passive: 'Electrotonic spread: the further along the axon, the smaller and the later.',
} as const;

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
  #currentUntilMs = 0;
  #flashUntilMs = 0;
  #currentAtMs = 0;
  #limitMa = 0;
  #last: PageState | undefined;

  link(state: LinkState): void {
    document.body.dataset.link = state.kind;
    if (state.kind === 'open') this.#lost.hidden = true;
    if (state.kind !== 'lost') return;
    // Said once and not at every attempt: a screen reader would go on for ever.
    setText(this.#lost, state.words === undefined ? LOST : `${state.words} ${AGAIN}`);
    this.#lost.hidden = false;
  }

  state(state: PageState): void {
    const last = this.#last;
    this.#last = state;
    this.#limitMa = state.currentLimitMa;
    setText(this.#currentLabel, state.ledPlaces ? 'LEDs' : 'strip');
    setText(byId('rig', HTMLElement), state.rig);
    const device = byId('device', HTMLElement);
    device.dataset.kind = state.device.kind;
    // Without a board nothing is lit but the page.
    if (state.device.kind !== 'ready') this.#showCurrent('\u2013');
    setText(byId('device-words', HTMLElement), state.device.words);
    document.body.dataset.membrane = state.membrane;
    document.body.dataset.running = String(state.running);
    setText(byId('caption', HTMLElement), CAPTIONS[state.membrane]);
    setText(this.#currentBadge, `current limit acting: ${Math.round(state.currentLimitMa)} mA`);
    this.#showPause(state);
    if (last) this.#say(last, state);
  }

  #showPause(state: PageState): void {
    const waits = state.stimulusWaits;
    this.#paused.hidden = state.running;
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
    setText(this.#current, `${drawnMa} of ${Math.round(this.#limitMa)} mA`);
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
    if (state.stimulusWaits && !last.stimulusWaits)
      this.#said.textContent = 'paused: the stimulus waits until the axon runs on';
    else if (state.running !== last.running) this.#said.textContent = state.running ? 'running' : 'paused';
    else if (state.membrane !== last.membrane)
      this.#said.textContent = state.membrane === 'gated' ? 'channels on' : 'channels off';
    else if (state.lens !== last.lens) this.#said.textContent = lensWords(state.lens);
    else if (state.electrodes.blue !== last.electrodes.blue) this.#said.textContent = place('blue', state);
    else if (state.electrodes.yellow !== last.electrodes.yellow)
      this.#said.textContent = place('yellow', state);
  }

  /** Takes note of limits in every picture, also in one that is never drawn because a newer one came. */
  limits(frame: PageFrame, wallMs: number): void {
    if (frame.currentLimitActing) this.#currentUntilMs = wallMs + BADGE_MS;
    if (frame.flashLimitActing) this.#flashUntilMs = wallMs + BADGE_MS;
  }

  /** @returns whether something is still to change without a new picture. */
  frame(frame: PageFrame, wallMs: number): boolean {
    this.#currentBadge.hidden = wallMs >= this.#currentUntilMs;
    this.#flashBadge.hidden = wallMs >= this.#flashUntilMs;
    const waits = wallMs - this.#currentAtMs < CURRENT_EVERY_MS;
    if (!waits) {
      this.#currentAtMs = wallMs;
      if (this.#last?.device.kind === 'ready') this.#showCurrent(Math.round(frame.currentMa));
    }
    return waits || !this.#currentBadge.hidden || !this.#flashBadge.hidden;
  }
}

function place(name: 'blue' | 'yellow', state: PageState): string {
  const at = state.electrodes[name];
  return at === 'bath' ? `${name} electrode in the bath` : `${name} electrode inside, site ${at}`;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
