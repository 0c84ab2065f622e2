/** Where the next press of the button enters: where somebody has put the electrode, else where the last press entered. Pure. */
import type { PageState } from '../server/messages.js';
import { PressMemory } from './press-memory.js';

export class StimulusPlaces {
  #key = '';
  /** The latest press that is known; those up to it move nothing. */
  #press = 0;
  #places: readonly number[] = [];
  #own: readonly number[] = [];
  #isKept = false;
  readonly #memory = new PressMemory();

  /** Another experiment, another rig and a reset put it back to the experiment's own places; a press by anybody takes it along. */
  state({ experiment, resets, axon, presses }: PlacedState): void {
    const key = JSON.stringify([experiment, resets, axon.stimulusPlaces]);
    const last = presses.at(-1);
    if (key !== this.#key) {
      const isFirst = this.#key === '';
      this.#key = key;
      this.#own = axon.stimulusPlaces;
      this.#places = this.#own;
      if (!isFirst && last) this.#press = last.press;
    }
    if (this.#memory.isOther(presses)) {
      this.#press = 0;
      this.#places = this.#own;
    }
    if (last && last.press > this.#press) {
      this.#press = last.press;
      if (this.#isKept) this.#places = this.#own;
      else if (last.places.length > 0) this.#put(last.places);
    }
  }

  /** While somebody is told that a press was elsewhere than it is asked for, the next one enters where it is. */
  keep(isKept: boolean): void {
    if (isKept && !this.#isKept) this.#places = this.#own;
    this.#isKept = isKept;
  }

  choose(places: readonly number[]): void {
    this.#put(places);
  }

  /** The same list as long as the places are the same. */
  get places(): readonly number[] {
    return this.#places;
  }

  #put(places: readonly number[]): void {
    const same = (other: readonly number[]): boolean =>
      places.length === other.length && places.every((place, k) => place === other[k]);
    if (same(this.#own)) this.#places = this.#own;
    else if (!same(this.#places)) this.#places = [...places];
  }
}

export type PlacedState = Pick<PageState, 'experiment' | 'resets' | 'axon' | 'presses'>;
