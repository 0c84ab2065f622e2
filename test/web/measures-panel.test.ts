import { describe, expect, it } from 'vitest';
import { measureRows, measureWords } from '../../src/web/measures-panel.js';
import { potentialFigure, sameCrest } from '../../src/web/words.js';
import { LOOKING_BACK, NO_MEASURES, SET_A_FACTS, STATE } from './page-state.js';

const rowsOf = (part: Partial<typeof STATE>) => new Map(measureRows({ ...STATE, ...part }));

describe('the measures on the page', () => {
  it('say where the front is as a place, and one site as one', () => {
    const measures = { ...NO_MEASURES, front: { value: 19.31, unit: 'sites' } };
    expect(rowsOf({ measures }).get('Front now at')).toBe('site 19.3');
    const axon = { ...SET_A_FACTS, placeUnit: 'mm' } as const;
    expect(rowsOf({ measures, axon }).get('Front now at')).toBe('19.3 mm');
    expect(measureWords({ value: 1, unit: 'sites' })).toBe('1 site');
    expect(measureWords({ value: 1, unit: 'sites/ms' })).toBe('1.00 sites/ms');
  });

  it('tell of locked sites on a lattice only', () => {
    expect(rowsOf({}).has('Locked stretch now')).toBe(true);
    expect(rowsOf({ axon: { ...SET_A_FACTS, kind: 'cable' } }).has('Locked stretch now')).toBe(false);
  });

  it('are not those of a moment of the past', () => {
    const look = LOOKING_BACK;
    expect(new Set(rowsOf({ look }).values())).toEqual(new Set(['not kept for past moments']));
  });

  it('have the same figure of a crest as *highest*', () => {
    const peak = { value: 25.5499, unit: 'mV' };
    const highestMv = Math.fround(25.5501);
    expect(potentialFigure(sameCrest(highestMv, peak))).toBe(potentialFigure(peak.value));
    expect(sameCrest(40, peak)).toBe(40);
    expect(sameCrest(-70, { value: null, because: 'a voltmeter is in the bath' })).toBe(-70);
    expect(sameCrest(Number.NaN, peak)).toBeNaN();
  });
});
