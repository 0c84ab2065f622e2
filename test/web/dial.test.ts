import { describe, expect, it } from 'vitest';
import type { AxonFacts } from '../../src/controller/contract.js';
import {
  dialFigures,
  dialScale,
  dialTicks,
  needleDegrees,
  sodiumRange,
  thresholds,
} from '../../src/web/dial.js';
import { SET_A_FACTS, SQUID_FACTS } from './page-state.js';

const LESSON = dialScale(SET_A_FACTS);
const LOW_REST: AxonFacts = { ...SET_A_FACTS, restMv: -100 };

describe('the dial', () => {
  it('goes from −100 to +50 mV for the lesson’s axon, and from −150 for one that rests at −100', () => {
    expect(LESSON).toEqual({ lowMv: -100, highMv: 50 });
    expect(dialScale(LOW_REST)).toEqual({ lowMv: -150, highMv: 50 });
  });

  it.each([-120, -100, -70, -56, 20])(
    'shows a rest of %i mV, each threshold and the bath on its scale',
    (restMv) => {
      const axon = { ...SET_A_FACTS, restMv };
      const { lowMv, highMv } = dialScale(axon);
      for (const potentialMv of [restMv, 0, ...thresholds(axon).map((level) => level.potentialMv)]) {
        expect(potentialMv).toBeGreaterThan(lowMv);
        expect(potentialMv).toBeLessThan(highMv);
      }
    },
  );

  it('marks the thresholds of the axon that runs, in their order', () => {
    const channels = {
      ...SET_A_FACTS.channels,
      sodiumOpensMv: -50,
      sodiumClosesMv: 30,
      potassiumClosesMv: -85,
    };
    expect(
      thresholds({ ...SET_A_FACTS, channels }).map(({ words, potentialMv }) => [words, potentialMv]),
    ).toEqual([
      ['K closes', -85],
      ['Na opens', -50],
      ['K opens', 30],
    ]);
  });

  it('is straight up in the middle, −25 mV', () => {
    expect(needleDegrees(-25, LESSON)).toBeCloseTo(0, 10);
    expect(needleDegrees(-100, LESSON)).toBeCloseTo(-needleDegrees(50, LESSON), 10);
  });

  it('moves by the same angle for every millivolt', () => {
    const angle = (fromMv: number) => needleDegrees(fromMv + 10, LESSON) - needleDegrees(fromMv, LESSON);
    expect(angle(-70)).toBeCloseTo(angle(30), 10);
  });

  it('stops at a pin just beyond the scale, whatever it is given', () => {
    expect(needleDegrees(1e9, LESSON)).toBeLessThan(85);
    expect(needleDegrees(1e9, LESSON)).toBeGreaterThan(needleDegrees(50, LESSON));
    expect(needleDegrees(-1e9, LESSON)).toBeLessThan(needleDegrees(-100, LESSON));
    expect(Number.isFinite(needleDegrees(Number.NaN, LESSON))).toBe(true);
  });

  it('has 16 ticks, and figures at rest, thresholds, 0 and its lower end; +50 has no room beside +40', () => {
    expect(dialTicks(LESSON)).toHaveLength(16);
    expect(dialFigures(SET_A_FACTS, LESSON)).toEqual([
      { potentialMv: -70, kind: 'rest' },
      { potentialMv: -55, kind: 'threshold' },
      { potentialMv: 40, kind: 'threshold' },
      { potentialMv: 0, kind: 'plain' },
      { potentialMv: -100, kind: 'plain' },
    ]);
  });

  it('says nothing of levels where channels do not switch: the squid’s has −65, 0 and both ends', () => {
    const figures = dialFigures(SQUID_FACTS, dialScale(SQUID_FACTS));
    expect(figures.map(({ potentialMv }) => potentialMv)).toEqual([-65, 0, -100, 50]);
    expect(sodiumRange(SQUID_FACTS)).toBeUndefined();
    expect(sodiumRange(SET_A_FACTS)).toEqual({ lowMv: -55, highMv: 40 });
  });
});
