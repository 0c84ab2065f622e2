/** All figures of the line to the board, in the panel below the status. */
import type { LineGroup, PageLine } from '../server/messages.js';
import { byId } from './svg.js';

export class LinePanel {
  readonly #panel = byId('status-panel', HTMLElement);
  readonly #groups = byId('line-groups', HTMLElement);
  #latest: PageLine | undefined;

  constructor() {
    this.#panel.addEventListener('toggle', () => this.#fill());
  }

  show(line: PageLine): void {
    this.#latest = line;
    this.#fill();
  }

  /** There is no rig to tell anything. */
  hide(): void {
    this.#latest = undefined;
    this.#groups.replaceChildren();
  }

  #fill(): void {
    if (!this.#panel.matches(':popover-open') || !this.#latest) return;
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
