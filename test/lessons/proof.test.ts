/** Each shipped card is proven: played end to end on a rig without hardware, measured, and judged. */
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/lessons/card.js';
import { judge, measuredOf, unprovenOf } from '../../src/lessons/judge.js';
import { cardTime, minutesToSay } from '../harness/card-time.js';
import { wrongSheets } from '../worksheet/printed.js';
import { playedCard } from './proofs.js';
import { cardNames } from './shipped.js';

/** Which choice is judged how, after a run. */
const verdicts = (one: Card, values: Parameters<typeof judge>[1]) =>
  one.predict.map((_, choice) => judge(one, values, choice, null).verdict);

describe('what a shipped card says is what the model does', () => {
  it.each(cardNames)('%s: each figure, what the right choice says, and what no wrong one says', (name) => {
    const { card: one, proof } = playedCard(name);
    const { values, met } = proof;
    expect(met).toEqual([]);
    expect(measuredOf(one, values).filter(({ asExpected }) => asExpected !== true)).toEqual([]);
    expect(unprovenOf(one, values)).toEqual([]);
    expect(verdicts(one, values)).toEqual(one.predict.map(({ right }) => (right ? 'right' : 'wrong')));
  });
});

describe('the minutes of a shipped card', () => {
  it.each(cardNames)('%s: what somebody takes who plays it alone, rounded up to half a minute', (name) => {
    const { card: one, proof } = playedCard(name);
    expect(one.minutes).toBe(minutesToSay(cardTime(one, proof)));
  });
});

describe('the sheets of a shipped card', () => {
  // Here, since a card is played once for both.
  it.each(cardNames)('%s: each printed number comes out again, and all fits on the paper', (name) => {
    expect(wrongSheets(playedCard(name))).toEqual([]);
  });
});

describe('a card whose claim does not hold', () => {
  const { card: spread, proof } = playedCard('spread');
  const { values } = proof;

  it('is not proven when its right choice says that yellow rises more than blue', () => {
    const [first, ...others] = spread.predict;
    const wrong = [...others, { ...first!, right: true }].map((choice) =>
      choice === others[1] ? { ...choice, right: false } : choice,
    );
    expect(unprovenOf({ ...spread, predict: wrong }, values).map(({ kind }) => kind)).toEqual([
      'wrong',
      'right',
    ]);
  });

  it('is not proven when a figure is off by more than its tolerance', () => {
    const measures = spread.measures.map((measure) =>
      measure.name === 'blue-rise' ? { ...measure, is: 9.5 } : measure,
    );
    expect(unprovenOf({ ...spread, measures }, values)).toEqual([
      { kind: 'measure', measure: 'blue-rise', value: expect.anything() },
    ]);
  });
});
