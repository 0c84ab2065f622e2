import { describe, expect, it } from 'vitest';
import { timeConstantMs } from '../../src/controller/axon-facts.js';
import { createAxon, SET_A } from '../../src/model/index.js';
import { createBenchRig } from './bench-rig.js';

describe('the facts of the axon', () => {
  it('are those of the specs that it runs on, channels on or off', () => {
    const gated = { ...SET_A.membrane, channelEvery: 4, sodiumOpensMv: -58, potassiumClosesMv: -85 };
    const geometry = { ...SET_A.axon, siteCount: 30, leakReversalMv: -100 };
    const { controller } = createBenchRig({
      axon: createAxon(geometry, gated, { stepMs: 0.025 }),
      membranes: [{ kind: 'passive' }, gated],
    });
    const facts = {
      siteCount: 30,
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
    };
    expect(controller.snapshot().axon).toEqual(facts);
    controller.start();
    controller.command({ do: 'membrane', kind: 'passive' });
    expect(controller.snapshot().axon).toEqual(facts);
  });

  it('have the time constant of a lattice, 1 µF / 0.1 mS = 10 ms', () => {
    expect(timeConstantMs(SET_A.axon)).toBeCloseTo(10, 12);
    expect(timeConstantMs({ kind: 'patch', capacitanceUfPerCm2: 1 })).toBe(Infinity);
  });
});
