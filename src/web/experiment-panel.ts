/** Which experiment plays, and what is done to its axon: to choose and to take away. */
import type { PageCommand, PageState } from '../server/messages.js';
import { byId } from './svg.js';

export class ExperimentPanel {
  readonly #send: (command: PageCommand) => void;
  readonly #box = byId('experiment-box', HTMLElement);
  readonly #select = byId('experiment', HTMLSelectElement);
  readonly #list = byId('treatments', HTMLUListElement);
  #shown = '';
  #treated = '';

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    this.#select.addEventListener('change', () => send({ do: 'load', name: this.#select.value }));
  }

  show({ experiments, experiment, treatments }: PageState): void {
    const shown = JSON.stringify(experiments);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#select.replaceChildren(...experiments.map(({ name, title }) => new Option(title, name)));
      this.#box.hidden = experiments.length < 2;
    }
    if (this.#select.value !== experiment) this.#select.value = experiment;
    const treated = JSON.stringify(treatments);
    if (treated === this.#treated) return;
    this.#treated = treated;
    this.#list.hidden = treatments.length === 0;
    this.#list.replaceChildren(...treatments.map(({ id, words }) => this.#item(id, words)));
  }

  #item(id: string, words: string): HTMLLIElement {
    const item = document.createElement('li');
    const lift = document.createElement('button');
    lift.type = 'button';
    lift.textContent = 'Take away';
    lift.setAttribute('aria-label', `Take away: ${words}`);
    lift.addEventListener('click', () => this.#send({ do: 'treat', id, treatment: null }));
    const text = document.createElement('span');
    text.textContent = words;
    item.append(text, lift);
    return item;
  }
}
