/** Everything that a person can do on the page, turned into commands; and the controls kept in step with the rig. */
import type { PageCommand, PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import { placeWords } from './happening.js';
import type { KeyAction } from './keys.js';
import { keyAction, ownUseOf } from './keys.js';
import { LENS_POSITIONS, lensAt, nextRoundLens, positionOfLens } from './lens-scale.js';
import { PressPanel } from './press-panel.js';
import { byId } from './svg.js';
import { fastestWords, lensWords, setText } from './words.js';

export class Controls {
  readonly #send: (command: PageCommand) => void;
  readonly #siteOf: (name: MeterName) => number;
  readonly #unheard: () => void;
  readonly #lens = byId('lens', HTMLInputElement);
  readonly #run = byId('run', HTMLButtonElement);
  readonly #press: PressPanel;
  readonly #letterKeys = byId('letter-keys', HTMLInputElement);
  #state: PageState | undefined;
  /** The lens that the hand asks for while it is on the slider; the rig's answers must not pull it back. */
  #lensInHand: number | undefined;
  #lensSending = false;
  /** Whether there is a rig that hears. */
  #live = true;
  /** What had the focus when the rig was lost: a disabled control cannot keep it. */
  #focused: Element | null = null;

  /**
   * @param unheard somebody stimulates by a key while no rig hears.
   * @param refused somebody asks for what cannot be, in words.
   */
  constructor(
    send: (command: PageCommand) => void,
    siteOf: (name: MeterName) => number,
    unheard: () => void,
    refused: (words: string) => void,
  ) {
    this.#send = send;
    this.#siteOf = siteOf;
    this.#unheard = unheard;
    this.#press = new PressPanel(send, () => this.#act('stimulate'), refused);
    this.#wireLens();
    this.#run.addEventListener('click', () => this.#act('run'));
    byId('step', HTMLButtonElement).addEventListener('click', () => this.#act('step'));
    byId('reset', HTMLButtonElement).addEventListener('click', () => this.#act('reset'));
    for (const radio of radios('channels'))
      radio.addEventListener('change', () => this.#switchChannels(radio.value === 'on'));
    for (const name of METERS) this.#wireMeter(name);
    document.addEventListener('keydown', (event) => this.#key(event));
    // After a click the focus goes back to the page, so that Space stimulates again. Keyboard users keep theirs.
    document.addEventListener('click', (event) => {
      const focused = document.activeElement;
      if (event.detail === 0 || !(focused instanceof HTMLElement) || focused === document.body) return;
      // Where something is to be written or chosen it stays.
      if (ownUseOf(focused) !== 'text') focused.blur();
    });
  }

  /** Without a rig nothing here does anything, and nothing looks as if it did. */
  link(live: boolean): void {
    if (live === this.#live) return;
    this.#live = live;
    if (!live) this.#focused = document.activeElement;
    for (const control of document.querySelectorAll<HTMLInputElement | HTMLButtonElement | HTMLSelectElement>(
      'main :is(button, input, select), #experiment',
    )) {
      control.disabled = !live;
      control.setAttribute('aria-disabled', String(!live));
    }
    if (!live) return;
    // An electrode in the bath has no site to choose.
    if (this.#state) this.show(this.#state);
    if (this.#focused instanceof HTMLElement && document.activeElement === document.body)
      this.#focused.focus({ preventScroll: true });
    this.#focused = null;
  }

  /** Shows what the rig says it is doing. */
  show(state: PageState): void {
    this.#state = state;
    for (const radio of radios('channels')) radio.checked = (radio.value === 'on') === state.channelsOn;
    for (const name of METERS) this.#showMeter(name, state);
    setText(byId('channel-places', HTMLElement), channelPlaces(state));
    this.#run.textContent = state.running ? 'Pause' : 'Run';
    this.#press.show(state);
    this.#lens.min = String(positionOfLens(state.fastestLens));
    const fastest = byId('lens-fastest', HTMLElement);
    setText(fastest, fastestWords(state));
    fastest.title = state.fastestBecause ?? '';
    this.#lens.setAttribute('aria-description', fastest.title);
    if (this.#lensInHand === undefined) this.#showLens(state.lens);
  }

  #showMeter(name: MeterName, state: PageState): void {
    const place = state.electrodes[name];
    for (const radio of radios(`${name}-place`))
      radio.checked = radio.value === (place === 'bath' ? 'bath' : 'inside');
    const slider = byId(`${name}-site`, HTMLInputElement);
    slider.max = String(state.axon.lastPlace);
    slider.step = state.axon.wholePlaces ? '1' : 'any';
    const site = place === 'bath' ? this.#siteOf(name) : place;
    if (document.activeElement !== slider || Number(slider.value) !== site) slider.value = String(site);
    slider.disabled = place === 'bath';
    slider.setAttribute('aria-disabled', String(slider.disabled));
    const words = place === 'bath' ? 'in the bath' : placeWords(place, state.axon);
    slider.setAttribute('aria-valuetext', words);
    byId(`${name}-site-words`, HTMLElement).textContent = words;
  }

  #showLens(lens: number): void {
    const words = lensWords(lens);
    this.#lens.value = String(positionOfLens(lens));
    this.#lens.setAttribute('aria-valuetext', words);
    byId('lens-words', HTMLOutputElement).textContent = words;
  }

  #wireLens(): void {
    this.#lens.max = String(LENS_POSITIONS);
    this.#lens.addEventListener('input', () => {
      this.#lensInHand = Math.max(lensAt(Number(this.#lens.value)), this.#state?.fastestLens ?? 1);
      const words = lensWords(this.#lensInHand);
      this.#lens.setAttribute('aria-valuetext', words);
      byId('lens-words', HTMLOutputElement).textContent = words;
      this.#sendLensSoon();
    });
    this.#lens.addEventListener('change', () => {
      // Rests with the hand's wish until the rig's next state says what it made of it.
      requestAnimationFrame(() => {
        this.#lensInHand = undefined;
      });
    });
  }

  /** At most one command a picture, however fast the hand. */
  #sendLensSoon(): void {
    if (this.#lensSending) return;
    this.#lensSending = true;
    requestAnimationFrame(() => {
      this.#lensSending = false;
      if (this.#lensInHand !== undefined) this.#send({ do: 'lens', roomMsPerAxonMs: this.#lensInHand });
    });
  }

  #wireMeter(name: MeterName): void {
    for (const radio of radios(`${name}-place`))
      radio.addEventListener('change', () =>
        this.#send({ do: 'electrode', name, at: radio.value === 'bath' ? 'bath' : this.#siteOf(name) }),
      );
    const slider = byId(`${name}-site`, HTMLInputElement);
    slider.addEventListener('input', () =>
      this.#send({ do: 'electrode', name, at: Math.round(100 * Number(slider.value)) / 100 }),
    );
  }

  #switchChannels(on: boolean): void {
    this.#send({ do: 'channels', on });
  }

  #key(event: KeyboardEvent): void {
    const action = keyAction(event, ownUseOf(document.activeElement), this.#letterKeys.checked);
    if (!action) return;
    event.preventDefault();
    this.#act(action);
  }

  #act(action: KeyAction): void {
    if (!this.#live) {
      if (action === 'stimulate') this.#unheard();
      return;
    }
    const state = this.#state;
    switch (action) {
      case 'stimulate':
        this.#press.press();
        return;
      case 'step-back':
        this.#send({ do: 'step', back: true });
        return;
      case 'step':
      case 'reset':
        this.#send({ do: action });
        return;
    }
    if (!state) return;
    switch (action) {
      case 'membrane':
        this.#switchChannels(!state.channelsOn);
        return;
      case 'run':
        this.#send({ do: 'run', running: !state.running });
        return;
      case 'faster':
      case 'slower':
        this.#send({ do: 'lens', roomMsPerAxonMs: nextLens(state, action === 'slower' ? 1 : -1) });
        return;
      case 'blue':
      case 'yellow':
        this.#send({
          do: 'electrode',
          name: action,
          at: state.electrodes[action] === 'bath' ? this.#siteOf(action) : 'bath',
        });
    }
  }
}

/** The next round lens, but first the fastest; from there on the rig says why not. */
function nextLens({ lens, fastestLens }: PageState, direction: 1 | -1): number {
  const next = nextRoundLens(lens, direction);
  return next < fastestLens && lens > fastestLens ? fastestLens : next;
}

/** Where the channels are, in words. */
function channelPlaces({ axon }: PageState): string {
  if (!axon.excitable) return 'there are none';
  const { every } = axon.channels;
  switch (axon.kind) {
    case 'lattice':
      return every === 1 ? 'at every site' : `at 1 site in ${every}`;
    case 'cable':
      return 'all along the axon';
    case 'myelinated':
      return 'at the nodes';
    case 'patch':
      return 'in the patch';
  }
}

function radios(name: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
}
