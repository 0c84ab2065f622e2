/** The level at which the axon is to pause. */
import type { PageCommand, PageState } from '../server/messages.js';
import type { MeterName } from '../units.js';
import { closeOnEscape } from './popover.js';
import { byId } from './svg.js';
import { potentialFigure, setText } from './words.js';

/** `blue up through −55 mV` */
export function levelWords({ name, crossesMv, rising }: NonNullable<PageState['pauseWhen']>): string {
  const figure = potentialFigure(crossesMv, Number.isInteger(crossesMv) ? 0 : 1);
  return `${name} ${rising ? 'up' : 'down'} through ${figure} mV`;
}

export class LevelPanel {
  readonly #details = byId('levels', HTMLDetailsElement);
  readonly #name = byId('level-name', HTMLSelectElement);
  readonly #rising = byId('level-rising', HTMLSelectElement);
  readonly #mv = byId('level-mv', HTMLInputElement);
  readonly #words = byId('level-words', HTMLElement);

  constructor(send: (command: PageCommand) => void) {
    closeOnEscape(this.#details);
    byId('level-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const name = this.#name.value as MeterName;
      send({ do: 'pauseWhen', name, crossesMv: this.#mv.valueAsNumber, rising: this.#rising.value === 'up' });
      this.#details.open = false;
    });
    byId('level-off', HTMLButtonElement).addEventListener('click', () => {
      send({ do: 'pauseWhen', off: true });
      this.#details.open = false;
    });
  }

  show({ pauseWhen }: PageState): void {
    setText(this.#words, pauseWhen === null ? 'a level' : levelWords(pauseWhen));
  }
}
