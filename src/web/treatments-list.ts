/** What is done to the axon: a list to look at, and to take away from. */
import type { PageState } from '../server/messages.js';
import { placeBeside } from './panel-place.js';
import { byId } from './svg.js';
import { treatmentWords } from './treatment-words.js';
import { say } from './words/say.js';
import { setText } from './words.js';

export class TreatmentsList {
  readonly #button = byId('treatments-open', HTMLButtonElement);
  readonly #panel = byId('treatments-panel', HTMLElement);
  readonly #list = byId('treatments', HTMLUListElement);
  readonly #takeAway: (id: string) => void;
  #treated = '';

  constructor(takeAway: (id: string) => void) {
    this.#takeAway = takeAway;
    placeBeside(this.#button, this.#panel);
  }

  show({ treatments, axon }: Pick<PageState, 'treatments' | 'axon'>): void {
    const treated = JSON.stringify([treatments, axon.placeUnit, axon.lastPlace]);
    if (treated === this.#treated) return;
    this.#treated = treated;
    const { length } = treatments;
    this.#button.hidden = length === 0;
    if (length === 0 && this.#panel.matches(':popover-open')) this.#panel.hidePopover();
    setText(byId('treatments-count', HTMLElement), String(length));
    const buttons = (): HTMLButtonElement[] => [...this.#list.querySelectorAll('button')];
    const focused = buttons().indexOf(document.activeElement as HTMLButtonElement);
    this.#list.replaceChildren(
      ...treatments.map(({ id, treatment }) => this.#item(id, treatmentWords(treatment, axon))),
    );
    if (focused >= 0) buttons()[Math.min(focused, length - 1)]?.focus({ preventScroll: true });
  }

  #item(id: string, words: string): HTMLLIElement {
    const item = document.createElement('li');
    const lift = document.createElement('button');
    lift.type = 'button';
    lift.textContent = say('toolbar.takeAway');
    lift.setAttribute('aria-label', say('toolbar.takeAwayOf', { treatment: words }));
    lift.addEventListener('click', () => this.#takeAway(id));
    const text = document.createElement('span');
    text.textContent = words;
    item.append(text, lift);
    return item;
  }
}
