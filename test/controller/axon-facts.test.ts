import { describe, expect, it } from 'vitest';
import { timeConstantMs } from '../../src/controller/axon-facts.js';
import { HODGKIN_HUXLEY, SET_A } from '../../src/model/index.js';
import { createBenchRig } from './bench-rig.js';

describe('the facts of the axon', () => {
  it('are those of the specs that it runs on, channels on or off', () => {
    const gated = { ...SET_A.membrane, channelEvery: 4, sodiumOpensMv: -58, potassiumClosesMv: -85 };
    const geometry = { ...SET_A.axon, siteCount: 30, leakReversalMv: -100 };
    const { controller } = createBenchRig({
      geometry,
      membrane: gated,
    });
    const facts = {
      kind: 'lattice',
      siteCount: 30,
      lastPlace: 29,
      placeUnit: 'site',
      wholePlaces: true,
      nodeLeds: [],
      restMv: -100,
      channels: {
        every: 4,
        sodiumOpensMv: -58,
        sodiumClosesMv: 40,
        potassiumClosesMv: -85,
        sodiumReversalMv: 60,
        potassiumReversalMv: -90,
      },
      switching: true,
      excitable: true,
      press: { unit: 'µA', strength: 200, most: 1_000_000 },
    };
    expect(controller.snapshot().axon).toMatchObject(facts);
    controller.start();
    controller.command({ do: 'channels', on: false });
    expect(controller.snapshot().axon).toMatchObject(facts);
  });

  it('say where a bare press enters: each place of the experiment’s stimuli once, in order', () => {
    const placesOf = (changes: object) => createBenchRig(changes).controller.snapshot().axon.stimulusPlaces;
    expect(placesOf({})).toEqual([0]);
    const pulse = { kind: 'pulse', startMs: 0, durationMs: 0.5, currentUa: 200 };
    expect(
      placesOf({
        stimuli: [
          { ...pulse, at: [59, 0] },
          { ...pulse, at: 0, startMs: 5 },
        ],
      }),
    ).toEqual([0, 59]);
    expect(placesOf({ stimuli: [] })).toEqual([]);
  });

  it('have the time constant of a lattice, 1 µF / 0.1 mS = 10 ms', () => {
    expect(timeConstantMs(SET_A.axon, SET_A.membrane)).toBeCloseTo(10, 12);
    expect(timeConstantMs({ kind: 'patch', capacitanceUfPerCm2: 1 }, HODGKIN_HUXLEY)).toBeCloseTo(1.5, 0);
  });
});
