/** Where the electrodes are, by hand on the voltmeters: inside or in the bath, and at which place. */
import type { PageState } from '../server/messages.js';
import { METERS, type MeterName } from '../units.js';
import type { Place } from './held.js';
import { placeWords } from './meter-words.js';
import { Slider } from './slider.js';
import { placeScale } from './slider-keys.js';
import { byId } from './svg.js';
import { say } from './words/say.js';
import { setText } from './words.js';

export class MeterControls {
  readonly #move: (name: MeterName, at: Place) => void;
  readonly #placeOf: (name: MeterName) => number;
  readonly #sliders: Readonly<Record<MeterName, Slider>>;
  #state: PageState | undefined;

  /** @param placeOf where an electrode is, or was before it went into the bath. */
  constructor(move: (name: MeterName, at: Place) => void, placeOf: (name: MeterName) => number) {
    this.#move = move;
    this.#placeOf = placeOf;
    this.#sliders = { blue: this.#slider('blue'), yellow: this.#slider('yellow') };
    for (const name of METERS)
      for (const radio of radios(name))
        radio.addEventListener('change', () => this.#put(name, radio.value === 'inside'));
  }

  show(state: PageState): void {
    this.#state = state;
    for (const name of METERS) this.#show(name, state);
  }

  /** All controls were off: an electrode in the bath has no place to choose. */
  showAgain(): void {
    if (this.#state) this.show(this.#state);
  }

  /** Out into the bath, or back to its place. */
  toggle(name: MeterName): void {
    if (this.#state) this.#put(name, this.#state.electrodes[name] === 'bath');
  }

  #put(name: MeterName, inside: boolean): void {
    this.#move(name, inside ? this.#placeOf(name) : 'bath');
  }

  #show(name: MeterName, { electrodes, axon }: PageState): void {
    const place = electrodes[name];
    for (const radio of radios(name)) radio.checked = radio.value === (place === 'bath' ? 'bath' : 'inside');
    const slider = this.#sliders[name];
    slider.show(place === 'bath' ? this.#placeOf(name) : place, placeScale(axon));
    slider.element.disabled = place === 'bath';
    slider.element.setAttribute('aria-disabled', String(slider.element.disabled));
    setText(byId(`${name}-site-words`, HTMLElement), this.#words(name, slider.value));
  }

  #words(name: MeterName, value: number): string {
    const state = this.#state;
    if (!state) return '';
    return state.electrodes[name] === 'bath' ? say('meters.inBath') : placeWords(value, state.axon);
  }

  #slider(name: MeterName): Slider {
    return new Slider(byId(`${name}-site`, HTMLInputElement), {
      moved: (at) => this.#move(name, at),
      words: (value) => this.#words(name, value),
      round: (value) => roundPlace(value, this.#state?.axon.wholePlaces ?? true),
    });
  }
}

/** To whole places, or to hundredths. */
export function roundPlace(place: number, whole: boolean): number {
  return whole ? Math.round(place) : Math.round(100 * place) / 100;
}

function radios(name: MeterName): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name="${name}-place"]`)];
}
