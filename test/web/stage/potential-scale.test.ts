import { describe, expect, it } from 'vitest';
import { sceneGeometry } from '../../../src/web/geometry.js';
import { figureYs, potentialScale, potentialY } from '../../../src/web/stage/potential-scale.js';
import { SET_A_FACTS, SQUID_FACTS } from '../page-state.js';

describe('the millivolt axis', () => {
  it('has the levels of the axon in force: those of the lesson, and those of a squid', () => {
    expect(potentialScale(SET_A_FACTS).figures.map(({ words }) => words)).toEqual(['+40', '0', '−55', '−70']);
    expect(potentialScale(SQUID_FACTS).figures.map(({ kind, words }) => `${kind} ${words}`)).toEqual([
      'peak +40',
      'zero 0',
      'rest −65',
    ]);
    const passive = potentialScale({ ...SET_A_FACTS, switching: false, excitable: false, restMv: -82 });
    expect(passive.figures.map(({ words }) => words)).toEqual(['0', '−82']);
  });

  it('reaches from −100 to +50 mV, and further where a level lies beyond', () => {
    expect(potentialScale(SET_A_FACTS)).toMatchObject({ lowMv: -100, highMv: 50 });
    const high = { ...SET_A_FACTS, channels: { ...SET_A_FACTS.channels, sodiumClosesMv: 55 }, restMv: -95 };
    expect(potentialScale(high)).toMatchObject({ lowMv: -105, highMv: 65 });
  });

  it('has no two figures on one another, and no potential outside it', () => {
    const geometry = sceneGeometry(1366, 300, 60);
    const scale = potentialScale(SET_A_FACTS);
    const ys = figureYs(geometry, scale);
    for (let k = 1; k < ys.length; k++) expect(ys[k]! - ys[k - 1]!).toBeGreaterThan(17);
    expect(potentialY(geometry, scale, 400)).toBe(geometry.curveTop);
    expect(potentialY(geometry, scale, -400)).toBe(geometry.curveBottom);
    expect(potentialY(geometry, scale, -25)).toBe((geometry.curveTop + geometry.curveBottom) / 2);
  });
});
