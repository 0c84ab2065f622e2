import { describe, expect, it } from 'vitest';
import { type Axon, createAxon, SQUID_AXON, type Treatment } from '../../src/model/index.js';

/** Too little to matter, but where it flows compartments are filled first and eliminated then. */
const NEXT_TO_NOTHING_NA = 1e-9;

function spiking(compartments: number, treatments: readonly Treatment[] = []): Axon {
  const axon = createAxon(
    { ...SQUID_AXON.axon, compartments, lengthMm: 0.1 * compartments },
    SQUID_AXON.membrane,
    { stepMs: 0.025, treatments },
  );
  axon.inject({ kind: 'pulse', at: 0, startMs: 0.1, durationMs: 0.2, currentNa: 6000 });
  axon.inject({
    kind: 'pulse',
    at: 0.08 * compartments,
    startMs: 0.3,
    durationMs: 0.2,
    currentNa: 6000,
  });
  return axon;
}

/** The largest distance between a spike computed in one go and one computed one after the other [mV]. */
function worstMv(compartments: number, treatments: readonly Treatment[] = []): number {
  const inOneGo = spiking(compartments, treatments);
  const oneByOne = spiking(compartments, treatments);
  oneByOne.inject({
    kind: 'step',
    at: [...oneByOne.places],
    startMs: 0,
    currentNa: NEXT_TO_NOTHING_NA,
  });
  let worst = 0;
  let highestMv = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < 120; k++) {
    inOneGo.step();
    oneByOne.step();
    inOneGo.potentialMv.forEach((v, i) => {
      worst = Math.max(worst, Math.abs(v - oneByOne.potentialMv[i]!));
      highestMv = Math.max(highestMv, v);
    });
  }
  // There was a spike that could have gone differently.
  expect(highestMv).toBeGreaterThan(0);
  return worst;
}

describe('a staggered step in one go', () => {
  it.each([1, 2, 3, 4, 5, 64, 127, 128, 129, 130, 257, 400])(
    'is that of filling first and eliminating then, within 1e-7 mV, with %i compartments',
    (compartments) => {
      expect(worstMv(compartments)).toBeLessThan(1e-7);
    },
  );

  it('is so where left and right differ in every number that treatments can change', () => {
    const treatments: Treatment[] = [
      { kind: 'ttx', from: 0, to: 14.3, sodiumFraction: 0.8 },
      { kind: 'tea', from: 3, to: 9, potassiumFraction: 0.5 },
      { kind: 'temperature', from: 17, to: 22, temperatureC: 12 },
      { kind: 'potassium', from: 20, to: 28, outsideMillimolar: 14 },
      { kind: 'rest', from: 25, to: 30, shiftMv: 1.5 },
    ];
    expect(worstMv(301, treatments)).toBeLessThan(1e-7);
  });

  it('is so where one side is dead', () => {
    expect(worstMv(300, [{ kind: 'dead', from: 2, to: 4 }])).toBeLessThan(1e-7);
  });
});
