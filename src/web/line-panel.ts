/** A quiet line in the footer that opens into all figures of the line to the board. */
import type { LineGroup, PageLine } from '../server/messages.js';
import { closeOnEscape } from './popover.js';
import { byId } from './svg.js';

export class LinePanel {
  readonly #details = byId('line', HTMLDetailsElement);
  readonly #summary = byId('line-summary', HTMLElement);
  readonly #groups = byId('line-groups', HTMLElement);
  #latest: PageLine | undefined;

  constructor() {
    this.#details.addEventListener('toggle', () => this.#fill());
    closeOnEscape(this.#details);
  }

  show(line: PageLine): void {
    this.#latest = line;
    this.#details.hidden = false;
    if (this.#summary.textContent !== line.summary) this.#summary.textContent = line.summary;
    this.#fill();
  }

  /** There is no rig to tell anything. */
  hide(): void {
    this.#latest = undefined;
    this.#details.hidden = true;
  }

  #fill(): void {
    if (!this.#details.open || !this.#latest) return;
    this.#groups.replaceChildren(...this.#latest.groups.map(groupElement));
  }
}

function groupElement({ title, rows }: LineGroup): HTMLElement {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = title;
  const list = document.createElement('dl');
  for (const [label, figure] of rows) {
    const [term, value] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = label;
    value.textContent = figure;
    value.className = 'figure';
    list.append(term, value);
  }
  section.append(heading, list);
  return section;
}
