/** Run, step, reset and the time lens, turned into commands and kept in step with the rig. */
import type { PageCommand, PageState } from '../server/messages.js';
import type { KeyAction } from './keys.js';
import { LENS_POSITIONS, lensAt, nextRoundLens, positionOfLens } from './lens-scale.js';
import { byId } from './svg.js';
import { fastestWords, lensWords, setText } from './words.js';

export class Transport {
  readonly #send: (command: PageCommand) => void;
  readonly #lens = byId('lens', HTMLInputElement);
  readonly #run = byId('run', HTMLButtonElement);
  #state: PageState | undefined;
  /** The lens that the hand asks for while it is on the slider; the rig's answers must not pull it back. */
  #lensInHand: number | undefined;
  #lensSending = false;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    this.#wireLens();
    for (const action of ['run', 'step', 'reset'] as const)
      byId(action, HTMLButtonElement).addEventListener('click', () => this.act(action));
  }

  /** @returns whether this is done here. */
  act(action: KeyAction): boolean {
    const state = this.#state;
    switch (action) {
      case 'step-back':
        this.#send({ do: 'step', back: true });
        return true;
      case 'step':
      case 'reset':
        this.#send({ do: action });
        return true;
      case 'run':
        if (state) this.#send({ do: 'run', running: !state.running });
        return true;
      case 'faster':
      case 'slower':
        if (state) this.#send({ do: 'lens', roomMsPerAxonMs: nextLens(state, action === 'slower' ? 1 : -1) });
        return true;
      default:
        return false;
    }
  }

  show(state: PageState): void {
    this.#state = state;
    this.#run.textContent = state.running ? 'Pause' : 'Run';
    this.#lens.min = String(positionOfLens(state.fastestLens));
    const fastest = byId('lens-fastest', HTMLElement);
    setText(fastest, fastestWords(state));
    fastest.title = state.fastestBecause ?? '';
    this.#lens.setAttribute('aria-description', fastest.title);
    if (this.#lensInHand === undefined) this.#showLens(state.lens);
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
}

/** The next round lens, but first the fastest; from there on the rig says why not. */
function nextLens({ lens, fastestLens }: PageState, direction: 1 | -1): number {
  const next = nextRoundLens(lens, direction);
  return next < fastestLens && lens > fastestLens ? fastestLens : next;
}
