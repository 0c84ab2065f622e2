/** Where the electrode of the stimulus is: at the experiment's own places, where somebody puts it, or where one last pressed. */
import { describe, expect, it } from 'vitest';
import { StimulusPlaces } from '../../src/web/stimulus-places.js';
import { PRESS_MARK, STATE } from './page-state.js';

const pressed = (press: number, ...places: number[]) => ({ ...PRESS_MARK, press, places });

describe('the electrode of the stimulus', () => {
  it('stands at the places of the experiment until somebody presses or puts it elsewhere', () => {
    const places = new StimulusPlaces();
    places.state(STATE);
    expect(places.places).toEqual([0]);
    places.choose([20]);
    places.state(STATE);
    expect(places.places).toEqual([20]);
  });

  it('goes along with the latest press of anybody, and an older one does not take it back', () => {
    const places = new StimulusPlaces();
    places.state({ ...STATE, presses: [pressed(1, 40)] });
    expect(places.places).toEqual([40]);
    places.choose([20]);
    places.state({ ...STATE, presses: [pressed(1, 40)] });
    expect(places.places).toEqual([20]);
    places.state({ ...STATE, presses: [pressed(1, 40), pressed(2, 20, 40)] });
    expect(places.places).toEqual([20, 40]);
  });

  it('is put back by a reset and by another experiment, also where old presses are still told', () => {
    for (const change of [{ resets: 1 }, { experiment: 'squid-axon' }]) {
      const places = new StimulusPlaces();
      places.state({ ...STATE, presses: [pressed(1, 40)] });
      places.state({ ...STATE, ...change, presses: [pressed(1, 40)] });
      expect(places.places).toEqual([0]);
    }
  });

  it('is put back after each press elsewhere while a card says that it was elsewhere, whichever is told first', () => {
    const places = new StimulusPlaces();
    places.state({ ...STATE, presses: [pressed(1, 27)] });
    places.keep(true);
    expect(places.places).toEqual([0]);
    places.choose([40]);
    places.keep(true);
    expect(places.places).toEqual([40]);
    places.state({ ...STATE, presses: [pressed(1, 27), pressed(2, 40)] });
    expect(places.places).toEqual([0]);
    places.keep(false);
    places.state({ ...STATE, presses: [pressed(2, 40), pressed(3, 30)] });
    expect(places.places).toEqual([30]);
  });

  it('goes along with press 1 of a rig that was started again, after press 5 of the one before', () => {
    const places = new StimulusPlaces();
    places.state({ ...STATE, presses: [pressed(1, 40), pressed(5, 40)] });
    places.state({ ...STATE, presses: [] });
    places.state({ ...STATE, presses: [{ ...pressed(1, 20), atMs: 3 }] });
    expect(places.places).toEqual([20]);
  });

  it('has the same list as long as the places are the same, so that nothing is drawn again', () => {
    const places = new StimulusPlaces();
    places.state({ ...STATE, presses: [pressed(1, 40)] });
    const { places: before } = places;
    places.state({ ...STATE, presses: [pressed(1, 40), pressed(2, 40)] });
    expect(places.places).toBe(before);
  });
});
