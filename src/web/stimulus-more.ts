/** What of a press is asked for more rarely: its place by keyboard, the weakest that fires, whether it lasts while held. */
import type { PageCommand, PageState } from '../server/messages.js';
import { roundPlace } from './meter-controls.js';
import { placeWords } from './meter-words.js';
import { placeBeside } from './panel-place.js';
import { samePlaces } from './press-plan.js';
import type { Presser } from './presser.js';
import { Slider } from './slider.js';
import { placeScale } from './slider-keys.js';
import { firingFigure } from './strength-scale.js';
import { byId } from './svg.js';
import { rigWords } from './words/rig-words.js';
import { listWords, say } from './words/say.js';
import { setText } from './words.js';

/** What stands on the button that searches for the weakest press. */
export function weakestWords({ weakest, strength }: Pick<PageState, 'weakest' | 'strength'>): string {
  switch (weakest.kind) {
    case 'searching':
      return say('press.searching', { percent: Math.round(100 * weakest.share) });
    case 'found':
      if (weakest.strength === strength) return say('press.isWeakest');
      return say('press.takeWeakest', { strength: firingFigure(weakest.strength), unit: weakest.unit });
    case 'none':
      return say('press.nothingFires');
    case 'not-asked':
      return say('stimulus.findWeakest');
  }
}

/** `site 20`, `sites 20 and 40` */
function placesWords(places: readonly number[], axon: PageState['axon']): string {
  if (places.length === 0) return say('places.nowhere');
  return listWords(places.map((place) => placeWords(place, axon)));
}

export class StimulusMore {
  readonly #presser: Presser;
  readonly #weakest = byId('weakest', HTMLButtonElement);
  readonly #hold = byId('hold', HTMLInputElement);
  readonly #place: Slider;
  #state: PageState | undefined;

  constructor(send: (command: PageCommand) => void, presser: Presser) {
    this.#presser = presser;
    placeBeside(byId('stimulus-open', HTMLButtonElement), byId('stimulus-panel', HTMLElement), 'above');
    this.#place = new Slider(byId('stimulus-place', HTMLInputElement), {
      moved: (place) => presser.put([place]),
      words: (place) => (this.#state ? placeWords(place, this.#state.axon) : ''),
      round: (place) => roundPlace(place, this.#state?.axon.wholePlaces ?? true),
    });
    byId('stimulus-own-place', HTMLButtonElement).addEventListener('click', () => {
      if (this.#state) presser.put(this.#state.axon.stimulusPlaces);
    });
    this.#weakest.addEventListener('click', () => {
      const state = this.#state;
      if (!state) return;
      const { weakest, strength, axon } = state;
      const { places } = presser.places;
      if (weakest.kind === 'found' && weakest.strength !== strength)
        send({ do: 'strength', strength: weakest.strength });
      else if (samePlaces(places, axon.stimulusPlaces)) send({ do: 'weakest' });
      else send({ do: 'weakest', at: places });
    });
    this.#hold.addEventListener('change', () => {
      presser.holds = this.#hold.checked;
    });
  }

  show(state: PageState): void {
    this.#state = state;
    const { axon, weakest } = state;
    const { places } = this.#presser.places;
    this.#place.show(places[0] ?? 0, placeScale(axon));
    setText(byId('stimulus-place-words', HTMLElement), placesWords(places, axon));
    byId('stimulus-place-box', HTMLElement).hidden = axon.lastPlace === 0;
    byId('stimulus-own-place', HTMLButtonElement).hidden = samePlaces(places, axon.stimulusPlaces);
    setText(this.#weakest, weakestWords(state));
    setText(
      byId('weakest-words', HTMLElement),
      weakest.kind === 'none' ? rigWords(weakest.because) : say('press.weakestFrom'),
    );
    this.#hold.checked = this.#presser.holds || axon.press.holds;
  }
}
