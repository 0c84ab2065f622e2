/** What was measured is judged against the card's figures, and against what each choice says. */
import { describe, expect, it } from 'vitest';
import { comparisonOf } from '../../src/lessons/comparison.js';
import { holds, judge, measuredValue, unprovenOf, type Value } from '../../src/lessons/judge.js';
import { cardOf, PUSH } from './lesson-rig.js';

const card = cardOf(PUSH);
const values = (blue: number | null, yellow: number | null, blueAt = 3.29, yellowAt = 9.93) =>
  new Map<string, Value>(
    Object.entries({
      'blue-rise': blue,
      'yellow-rise': yellow,
      'blue-at': blueAt,
      'yellow-at': yellowAt,
    }).map(([name, value]): [string, Value] => [
      name,
      value === null ? { value, because: { kind: 'nothing-pressed' } } : { value },
    ]),
  );
const measured = values(9.42, 1.38);

describe('a comparison', () => {
  it.each([
    ['yellow-rise < blue-rise', true],
    ['yellow-rise > blue-rise', false],
    ['yellow-rise = blue-rise', false],
    ['blue-rise = 9.4 within 0.05', true],
    ['blue-rise = 9.4 within 0.01', false],
    // As near as the tolerance of the measure: 0.05.
    ['blue-rise = 9.46', true],
    ['blue-rise = 9.48', false],
    ['later > 6.6', true],
    ['9 < blue-rise', true],
    ['blue-rise > -3.5', true],
  ])('%s: %s', (text, is) => {
    expect(holds(comparisonOf(text)!, card, measured)).toBe(is);
  });

  it('of something that was not measured is neither', () => {
    expect(holds(comparisonOf('yellow-rise < blue-rise')!, card, values(null, 1.38))).toBeNull();
  });

  it.each([
    '',
    'yellow-rise',
    'a < b < c',
    'a <= b',
    'a < b within 1',
    'a = b within x',
    'A < b',
    '1e5 < b',
    'a = b within -1',
  ])('%j is none', (text) => {
    expect(comparisonOf(text)).toBeUndefined();
  });
});

describe('a measure that is made of others', () => {
  const ratio = { name: 'times', words: 'Times', within: 0, unit: '' } as const;

  it('is their difference, or their ratio', () => {
    expect(measuredValue(card.measures[4]!, measured).value).toBeCloseTo(6.64);
    const of = { kind: 'ratio', of: 'blue-rise', to: 'yellow-rise' } as const;
    expect(measuredValue({ ...ratio, of }, measured).value).toBeCloseTo(6.826, 3);
  });

  it('says why there is none', () => {
    const of = { kind: 'ratio', of: 'blue-rise', to: 'yellow-rise' } as const;
    expect(measuredValue({ ...ratio, of }, values(9.42, 0))).toEqual({
      value: null,
      because: { kind: 'divided-by-zero' },
    });
    expect(measuredValue({ ...ratio, of }, values(null, 1))).toEqual({
      value: null,
      because: { kind: 'nothing-pressed' },
    });
  });
});

describe('a prediction', () => {
  it.each([
    [2, 'right'],
    [0, 'wrong'],
    [null, 'none'],
  ])('of choice %s is %s', (prediction, verdict) => {
    expect(judge(card, measured, prediction, null).verdict).toBe(verdict);
  });

  it('has nothing to be compared with where the step that measures it was left out', () => {
    const first = new Map([...measured].filter(([name]) => name.startsWith('blue')));
    expect(judge(card, first, 2, null).verdict).toBe('left-out');
    // What was pressed otherwise is told before what was left out.
    expect(judge(card, values(null, 1.38), 2, null).verdict).toBe('open');
  });

  it('is open where the rig measured what the right choice does not say', () => {
    expect(judge(card, values(110, 110, 1, 2), 2, 2)).toMatchObject({ verdict: 'open', sawRight: true });
  });
});

describe('a card', () => {
  it('is proven by 9.42 and 1.38 mV, and not by 9.5, nor where a wrong choice holds', () => {
    expect(unprovenOf(card, measured)).toEqual([]);
    expect(unprovenOf(card, values(9.5, 1.38))).toEqual([
      { kind: 'measure', measure: 'blue-rise', value: { value: 9.5 } },
    ]);
    expect(
      unprovenOf(card, values(9.42, 9.42)).map((one) => one.kind === 'measure' || [one.kind, one.choice]),
    ).toEqual([true, ['wrong', 0], ['right', 2]]);
  });
});
