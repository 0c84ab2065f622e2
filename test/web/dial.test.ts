import { describe, expect, it } from 'vitest';
import type { AxonFacts } from '../../src/controller/contract.js';
import { dialScale, dialTicks, needleDegrees, thresholds } from '../../src/web/dial.js';
import { SET_A_FACTS } from './page-state.js';

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
    expect(needleDegrees(1e9, LESSON)).toBeLessThan(60);
    expect(needleDegrees(1e9, LESSON)).toBeGreaterThan(needleDegrees(50, LESSON));
    expect(needleDegrees(-1e9, LESSON)).toBeLessThan(needleDegrees(-100, LESSON));
    expect(Number.isFinite(needleDegrees(Number.NaN, LESSON))).toBe(true);
  });

  it('has 31 ticks and figures at −100, −50, 0 and 50', () => {
    expect(dialTicks(LESSON)).toHaveLength(31);
    expect(
      dialTicks(LESSON)
        .filter(({ kind }) => kind === 'long')
        .map(({ potentialMv }) => potentialMv),
    ).toEqual([-100, -50, 0, 50]);
  });
});
