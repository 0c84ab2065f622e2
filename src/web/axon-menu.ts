/** Which axon plays: the experiments of the rig by their titles, and what the axon of each is in one line. */
import type { PageCommand, PageState } from '../server/messages.js';
import { placeBeside } from './panel-place.js';
import { byId } from './svg.js';
import { axonWords } from './treatment-words.js';
import { rigWords } from './words/rig-words.js';
import { setText } from './words.js';

export class AxonMenu {
  readonly #send: (command: PageCommand) => void;
  readonly #button = byId('axon-open', HTMLButtonElement);
  readonly #panel = byId('axon-panel', HTMLElement);
  readonly #list = byId('axon-list', HTMLUListElement);
  #shown = '';
  #card: string | undefined;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    placeBeside(this.#button, this.#panel);
    this.#panel.addEventListener('toggle', () => {
      if (this.#panel.matches(':popover-open'))
        this.#list.querySelector<HTMLButtonElement>('[aria-current="true"]')?.focus();
    });
  }

  /** The title of the card that is played, whose axons the rig does not list; undefined: none is. */
  card(title: string | undefined): void {
    this.#card = title;
  }

  show({ experiments, experiment, axon }: Pick<PageState, 'experiments' | 'experiment' | 'axon'>): void {
    const shown = JSON.stringify([experiments, experiment, axon.lengthWords, this.#card]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#button.hidden = experiments.length < 2;
    const named = experiments.find(({ name }) => name === experiment)?.title;
    const title = named === undefined ? (this.#card ?? axonWords(axon)) : rigWords(named);
    setText(byId('axon-title', HTMLElement), title);
    this.#button.title = axonWords(axon);
    this.#list.replaceChildren(
      ...experiments.map((one) => {
        const isChosen = one.name === experiment;
        const words = axonWords(one);
        return this.#item(one.name, one.title, words, isChosen);
      }),
    );
  }

  #item(name: string, title: string, words: string, isChosen: boolean): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.dataset.name = name;
    if (isChosen) button.setAttribute('aria-current', 'true');
    for (const [className, text] of [
      ['axon-name', rigWords(title)],
      ['axon-words', words],
    ] as const) {
      const span = document.createElement('span');
      span.className = className;
      span.textContent = text;
      button.append(span);
    }
    button.addEventListener('click', () => {
      this.#panel.hidePopover();
      if (!isChosen) this.#send({ do: 'load', name });
    });
    item.append(button);
    return item;
  }
}
