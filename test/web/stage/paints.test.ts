import { describe, expect, it } from 'vitest';
import type { Treatment } from '../../../src/controller/contract.js';
import { placeX, sceneGeometry } from '../../../src/web/geometry.js';
import { isInForce, paintedStretches, paintWords, sheaths } from '../../../src/web/stage/paints.js';
import { SET_A_FACTS } from '../page-state.js';

const geometry = sceneGeometry(1440, 404, 60);

function painted(treatments: readonly Treatment[], modelMs = 0) {
  const named = treatments.map((treatment, k) => ({ id: `${k}`, treatment, words: `words ${k}` }));
  return paintedStretches({ treatments: named, axon: SET_A_FACTS }, geometry, modelMs);
}

describe('a painted stretch', () => {
  it('lies over the sites that it treats: TTX on 49 to 53', () => {
    const [ttx] = painted([{ kind: 'ttx', from: 49, to: 53, sodiumFraction: 0 }]);
    expect(ttx).toMatchObject({
      shape: 'ttx',
      words: 'TTX: Na⁺ gates plugged',
      about: 'TTX, sites 49–53: no sodium channels left',
      row: 0,
    });
    expect(ttx!.fromX).toBeCloseTo(placeX(geometry, 48.5, SET_A_FACTS), 6);
    expect(ttx!.toX).toBeCloseTo(placeX(geometry, 53.5, SET_A_FACTS), 6);
  });

  it('has a shape of its own for each of the seven kinds, and warm is not ice', () => {
    const kinds: Treatment[] = [
      { kind: 'temperature', temperatureC: 0 },
      { kind: 'temperature', temperatureC: 30 },
      { kind: 'ttx', sodiumFraction: 0.3 },
      { kind: 'tea', potassiumFraction: 0.2 },
      { kind: 'bare' },
      { kind: 'dead' },
      { kind: 'potassium', outsideMillimolar: 30 },
      { kind: 'rest', shiftMv: -5 },
    ];
    expect(new Set(painted(kinds).map(({ shape }) => shape)).size).toBe(8);
    expect(kinds.map(paintWords)).toEqual([
      'ice: 0 °C',
      'warm: 30 °C',
      'TTX: 30 % of Na⁺ gates left',
      'TEA: 20 % of K⁺ gates left',
      'bare: no myelin',
      'dead: no gate works',
      'K⁺ outside: 30 mmol/l',
      'rest: −5 mV',
    ]);
  });

  it('is there from 5 ms to 10 ms where its treatment is', () => {
    const treatment: Treatment = { kind: 'dead', from: 2, to: 4, startMs: 5, endMs: 10 };
    expect([4.9, 5, 9.9, 10].map((ms) => isInForce(treatment, ms))).toEqual([false, true, true, false]);
    expect(painted([treatment], 4.9)).toEqual([]);
    expect(painted([treatment], 5)).toHaveLength(1);
  });

  it('has its word in a row of its own where two would run into one another', () => {
    const rows = painted([
      { kind: 'dead', from: 20, to: 21 },
      { kind: 'ttx', from: 23, to: 24, sodiumFraction: 0 },
      { kind: 'tea', from: 50, to: 52, potassiumFraction: 0 },
    ]).map(({ row }) => row);
    expect(rows).toEqual([0, 1, 0]);
  });
});

describe('myelin', () => {
  it('lies from node to node, but for the internode that is bare', () => {
    const xs = Array.from({ length: 10 }, (_, led) => led * 10);
    const found = sheaths([0, 3, 6, 9], xs, [{ kind: 'bare', from: 1, to: 2 }]);
    expect(found).toEqual([
      { fromX: 0, toX: 30, isBare: false },
      { fromX: 30, toX: 60, isBare: true },
      { fromX: 60, toX: 90, isBare: false },
    ]);
    expect(sheaths([], xs, [])).toEqual([]);
  });
});
