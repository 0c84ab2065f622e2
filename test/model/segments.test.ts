/** Stretches that are alike are worked out as one: a split too many costs time, one too few is wrong. */
import { describe, expect, it } from 'vitest';
import { compartmentsOf } from '../../src/model/compartments.js';
import type { Geometry } from '../../src/model/geometry.js';
import { HODGKIN_HUXLEY, SET_A, SET_M2, SQUID_AXON, type Treatment } from '../../src/model/index.js';
import { compartmentPlaces } from '../../src/model/place.js';
import { segmentsOf } from '../../src/model/segments.js';

function stretches(geometry: Geometry, treatments: readonly Treatment[] = []) {
  const membrane = geometry.kind === 'lattice' ? SET_A.membrane : HODGKIN_HUXLEY;
  return segmentsOf(
    geometry,
    compartmentsOf(geometry),
    compartmentPlaces(geometry),
    membrane,
    treatments,
    0,
  ).map(({ from, to, conditions }) => ({ from, to, ...conditions }));
}

const cable = { ...SQUID_AXON.axon, compartments: 100 };

describe('an axon', () => {
  it('is one stretch where nothing was done to it', () => {
    for (const geometry of [cable, SET_A.axon]) {
      const found = stretches(geometry);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ from: 0, sodiumFraction: 1, potassiumFraction: 1, dead: false });
    }
    expect(stretches(cable)[0]!.to).toBe(100);
  });

  it('is three stretches with TTX from 20 to 40 of its 100 mm', () => {
    const found = stretches(cable, [{ kind: 'ttx', from: 20, to: 40, sodiumFraction: 0.25 }]);
    expect(found.map(({ from, to, sodiumFraction }) => [from, to, sodiumFraction])).toEqual([
      [0, 20, 1],
      [20, 40, 0.25],
      [40, 100, 1],
    ]);
  });

  it('is five stretches where a cold one lies across the end of one with TTX', () => {
    const found = stretches(cable, [
      { kind: 'ttx', from: 20, to: 40, sodiumFraction: 0.25 },
      { kind: 'temperature', from: 30, to: 50, temperatureC: 5 },
    ]);
    expect(
      found.map(({ from, sodiumFraction, temperatureC }) => [from, sodiumFraction, temperatureC]),
    ).toEqual([
      [0, 1, Number.NaN],
      [20, 0.25, Number.NaN],
      [30, 0.25, 5],
      [40, 1, 5],
      [50, 1, Number.NaN],
    ]);
  });

  it('with 21 nodes has 20 stretches of myelin, 10 compartments each, between them', () => {
    const found = stretches(SET_M2.axon);
    expect(found.map(({ from, to }) => to - from)).toEqual(
      Array.from({ length: 41 }, (_, n) => (n % 2 === 0 ? 1 : 10)),
    );
  });
});
