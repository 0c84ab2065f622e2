/** What can be undone for a while, until somebody looks back: a wipe, a treatment that was taken away, a reset. */
import type { PageCommand, PageState } from '../server/messages.js';
import { byId } from './svg.js';
import { setText } from './words.js';

/** [ms of room] */
export const OFFERED_MS = 8000;

export interface Offer {
  /** What Undo does, in words. */
  readonly words: string;
  /** The commands that undo it, from where things stand; none where nothing is to be undone. */
  commands(state: PageState): readonly PageCommand[];
  /** What else comes back with it; there is something to undo then in any case. */
  undone?(): void;
}

export class UndoOffer {
  readonly #send: (command: PageCommand) => void;
  readonly #button = byId('undo', HTMLButtonElement);
  #offer: Offer | undefined;
  /** What the commands were once the thing had happened: where they are others, somebody has done more. */
  #key: string | undefined;
  #state: PageState | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    this.#button.addEventListener('click', () => {
      const offer = this.#offer;
      if (!offer || !this.#state) return;
      for (const command of offer.commands(this.#state)) this.#send(command);
      offer.undone?.();
      this.#withdraw();
    });
  }

  /** @param expected what the state will be once it has happened; left out: it has. */
  offer(offer: Offer, expected: PageState): void {
    this.#offer = offer;
    this.#key = JSON.stringify(offer.commands(expected));
    setText(this.#button, offer.words);
    this.#button.hidden = this.#key === '[]' && !offer.undone;
    this.#wait();
  }

  show(state: PageState): void {
    const before = this.#state;
    this.#state = state;
    const offer = this.#offer;
    if (!offer || !before) return;
    const key = (of: PageState): string => JSON.stringify(offer.commands(of));
    const isOther = state.experiment !== before.experiment || state.look.kind === 'looking-back';
    if (isOther || (key(before) === this.#key && key(state) !== this.#key)) this.#withdraw();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A hand that is on it is not left with nothing under it.
      if (this.#button.matches(':hover, :focus')) this.#wait();
      else this.#withdraw();
    }, OFFERED_MS);
  }

  #withdraw(): void {
    clearTimeout(this.#timer);
    this.#offer = undefined;
    this.#button.hidden = true;
  }
}
