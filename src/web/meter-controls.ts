/** Where the electrodes are, by hand on the voltmeters: inside or in the bath, and at which place. */
import type { PageCommand, PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import { placeWords } from './happening.js';
import { byId } from './svg.js';

export class MeterControls {
  readonly #send: (command: PageCommand) => void;
  readonly #placeOf: (name: MeterName) => number;
  #state: PageState | undefined;

  /** @param placeOf where an electrode is, or was before it went into the bath. */
  constructor(send: (command: PageCommand) => void, placeOf: (name: MeterName) => number) {
    this.#send = send;
    this.#placeOf = placeOf;
    for (const name of METERS) this.#wire(name);
  }

  show(state: PageState): void {
    this.#state = state;
    for (const name of METERS) this.#show(name, state);
  }

  showAgain(): void {
    if (this.#state) this.show(this.#state);
  }

  /** Out into the bath, or back to its place. */
  toggle(name: MeterName): void {
    if (this.#state) this.#put(name, this.#state.electrodes[name] === 'bath');
  }

  #put(name: MeterName, inside: boolean): void {
    this.#send({ do: 'electrode', name, at: inside ? this.#placeOf(name) : 'bath' });
  }

  #show(name: MeterName, { electrodes, axon }: PageState): void {
    const place = electrodes[name];
    for (const radio of radios(name)) radio.checked = radio.value === (place === 'bath' ? 'bath' : 'inside');
    const slider = byId(`${name}-site`, HTMLInputElement);
    slider.max = String(axon.lastPlace);
    slider.step = axon.wholePlaces ? '1' : 'any';
    const site = place === 'bath' ? this.#placeOf(name) : place;
    if (document.activeElement !== slider || Number(slider.value) !== site) slider.value = String(site);
    slider.disabled = place === 'bath';
    slider.setAttribute('aria-disabled', String(slider.disabled));
    const words = place === 'bath' ? 'in the bath' : placeWords(place, axon);
    slider.setAttribute('aria-valuetext', words);
    byId(`${name}-site-words`, HTMLElement).textContent = words;
  }

  #wire(name: MeterName): void {
    for (const radio of radios(name))
      radio.addEventListener('change', () => this.#put(name, radio.value === 'inside'));
    const slider = byId(`${name}-site`, HTMLInputElement);
    slider.addEventListener('input', () =>
      this.#send({ do: 'electrode', name, at: Math.round(100 * Number(slider.value)) / 100 }),
    );
  }
}

function radios(name: MeterName): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name="${name}-place"]`)];
}
