/** The question with its choices: radios that are made again only when they are others. */
import { byId, setAttribute } from '../svg.js';
import { setText } from '../words.js';
import type { ChoiceShown, PhoneShows } from './phone-view.js';

export class ChoicesView {
  readonly #form = byId('choices', HTMLFieldSetElement);
  readonly #head = byId('head', HTMLElement);
  readonly #question = byId('question', HTMLElement);
  readonly #list = byId('choice-list', HTMLElement);
  readonly #choose: (choice: number) => void;
  /** Of the radios that stand there. */
  #key = '';

  constructor(choose: (choice: number) => void) {
    this.#choose = choose;
  }

  show({ head, question, language, choices, open, asked }: PhoneShows): void {
    setText(this.#head, head);
    setText(this.#question, question);
    if (language !== undefined) setAttribute(this.#form, 'lang', language);
    this.#list.hidden = choices.length === 0;
    const key = JSON.stringify([asked, choices.map(({ words }) => words)]);
    if (key !== this.#key) {
      this.#key = key;
      this.#list.replaceChildren(...choices.map((choice, k) => this.#row(choice, k)));
    }
    for (const [k, choice] of choices.entries()) update(this.#list.children[k]!, choice, open);
  }

  #row({ letter, words }: ChoiceShown, k: number): HTMLLabelElement {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    Object.assign(radio, { type: 'radio', name: 'choice', value: String(k) });
    radio.addEventListener('change', () => this.#choose(k));
    const [mark, told, room] = [spanOf('mark'), spanOf('told'), spanOf('room')];
    mark.dataset.letter = letter;
    mark.setAttribute('aria-hidden', 'true');
    told.textContent = words;
    label.append(radio, mark, told, room);
    return label;
  }
}

function spanOf(name: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = name;
  return span;
}

function update(row: Element, { chosen, voices, share, right }: ChoiceShown, open: boolean): void {
  const radio = row.querySelector('input')!;
  radio.checked = chosen;
  radio.disabled = !open;
  row.classList.toggle('right', right);
  const room = row.querySelector<HTMLElement>('.room')!;
  room.hidden = voices === null;
  room.style.setProperty('--share', String(share));
  setText(room, voices === null ? '' : `${right ? '✓ ' : ''}${voices}`);
}
