/** The time lens: faster, slower, and a list of what each lens makes of 10 ms. */
import type { PageCommand, PageState } from '../server/messages.js';
import { Held } from './held.js';
import { exampleWords, lensesFrom, nextLens, slowerWords } from './lens-scale.js';
import { byId } from './svg.js';
import { rigWords } from './words/rig-words.js';
import { say } from './words/say.js';
import { setText, shortNumber } from './words.js';

export class LensPanel {
  readonly #send: (command: PageCommand) => void;
  readonly #figure = byId('lens-figure', HTMLElement);
  readonly #life = byId('lens-life', HTMLElement);
  readonly #list = byId('lens-list', HTMLElement);
  readonly #choices = byId('lens-choices', HTMLFieldSetElement);
  readonly #fastest = byId('lens-fastest', HTMLElement);
  /** The lens that was asked for last: a step that comes before the rig's answer goes on from there. */
  readonly #asked = new Held<number>();
  #state: PageState | undefined;
  /** The list has been made for this one. */
  #listedFastest = Number.NaN;

  constructor(send: (command: PageCommand) => void) {
    this.#send = send;
    byId('faster', HTMLButtonElement).addEventListener('click', () => this.step(-1));
    byId('slower', HTMLButtonElement).addEventListener('click', () => this.step(1));
    this.#choices.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement) send({ do: 'lens', roomMsPerAxonMs: Number(target.value) });
    });
    this.#list.addEventListener('beforetoggle', (event) => {
      if ((event as ToggleEvent).newState === 'open') this.#fill();
    });
  }

  /** The next round lens. */
  step(direction: 1 | -1): void {
    const state = this.#state;
    if (!state) return;
    const { lens, fastestLens } = state;
    const nowMs = performance.now();
    const next = nextLens(this.#asked.shown(lens, nowMs), fastestLens, direction);
    this.#asked.hold(next);
    this.#asked.drop(nowMs);
    this.#send({ do: 'lens', roomMsPerAxonMs: next });
  }

  show(state: PageState): void {
    this.#state = state;
    const { lens } = state;
    setText(
      this.#figure,
      lens <= 1 ? say('transport.realTime') : say('transport.timesSlower', { times: shortNumber(lens) }),
    );
    setText(this.#life, say(lens <= 1 ? 'transport.asInLife' : 'transport.thanLife'));
    if (this.#list.matches(':popover-open')) this.#fill();
  }

  #fill(): void {
    const { lens, fastestLens, fastestBecause } = this.#state ?? {};
    if (lens === undefined || fastestLens === undefined) return;
    if (fastestLens !== this.#listedFastest) {
      this.#listedFastest = fastestLens;
      const legend = this.#choices.querySelector('legend')!;
      this.#choices.replaceChildren(legend, ...lensesFrom(fastestLens).map(choiceOf));
    }
    setText(
      this.#fastest,
      fastestBecause ? say('transport.notFaster', { because: rigWords(fastestBecause) }) : '',
    );
    this.#fastest.hidden = !fastestBecause;
    for (const input of this.#choices.querySelectorAll('input')) input.checked = Number(input.value) === lens;
  }
}

function choiceOf(lens: number): HTMLElement {
  const label = document.createElement('label');
  const input = document.createElement('input');
  Object.assign(input, { type: 'radio', name: 'lens', value: String(lens) });
  const [name, example] = [document.createElement('b'), document.createElement('span')];
  name.textContent = slowerWords(lens);
  example.textContent = exampleWords(lens);
  label.append(input, name, example);
  return label;
}
