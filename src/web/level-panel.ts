/** The level at which the axon is to pause. */
import type { PageCommand, PageState } from '../server/messages.js';
import { LEVEL_BASE_MV, LEVEL_MAX, type MeterName, mvOfLevel } from '../units.js';
import { meterWords } from './meter-words.js';
import { byId } from './svg.js';
import { say } from './words/say.js';
import { potentialFigure, setText } from './words.js';

/** As for a button of the rig. */
const LOWEST_MV = LEVEL_BASE_MV;
const HIGHEST_MV = Math.floor(mvOfLevel(LEVEL_MAX));

/** `blue up through −55 mV` */
export function levelWords({ name, crossesMv, rising }: NonNullable<PageState['pauseWhen']>): string {
  const figure = potentialFigure(crossesMv, Number.isInteger(crossesMv) ? 0 : 1);
  const direction = say(rising ? 'readings.up' : 'readings.down');
  return say('table.level', { meter: meterWords(name), direction, mv: figure });
}

export class LevelPanel {
  readonly #name = byId('level-name', HTMLSelectElement);
  readonly #rising = byId('level-rising', HTMLSelectElement);
  readonly #mv = byId('level-mv', HTMLInputElement);
  readonly #words = byId('level-words', HTMLElement);

  /** @param refused a level cannot be, in words. */
  constructor(send: (command: PageCommand) => void, refused: (words: string) => void) {
    byId('level-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const crossesMv = this.#mv.valueAsNumber;
      // A number that is none is beyond both, too.
      if (!(crossesMv >= LOWEST_MV && crossesMv <= HIGHEST_MV)) {
        refused(say('table.levelRange', { from: potentialFigure(LOWEST_MV, 0), to: HIGHEST_MV }));
        this.#mv.focus();
        return;
      }
      const name = this.#name.value as MeterName;
      send({ do: 'pauseWhen', name, crossesMv, rising: this.#rising.value === 'up' });
    });
    byId('level-off', HTMLButtonElement).addEventListener('click', () => {
      send({ do: 'pauseWhen', off: true });
    });
  }

  show({ pauseWhen }: PageState): void {
    setText(this.#words, pauseWhen === null ? say('readings.aLevel') : levelWords(pauseWhen));
  }
}
