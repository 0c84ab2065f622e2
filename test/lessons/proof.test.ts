/** Each shipped card is proven: played end to end on a rig without hardware, measured, and judged. */
import { describe, expect, it } from 'vitest';
import { proveCard } from '../../src/cli/prove-card.js';
import type { Card } from '../../src/lessons/card.js';
import { judge, measuredOf, unprovenOf } from '../../src/lessons/judge.js';
import { card, cardNames } from './shipped.js';

/** Which choice is judged how, after a run. */
const verdicts = (one: Card, values: Parameters<typeof judge>[1]) =>
  one.predict.map((_, choice) => judge(one, values, choice, null).verdict);

describe('what a shipped card says is what the model does', () => {
  it.each(cardNames)('%s: each figure, what the right choice says, and what no wrong one says', (name) => {
    const one = card(name);
    const { values, met } = proveCard(one);
    expect(met).toEqual([]);
    expect(measuredOf(one, values).filter(({ asExpected }) => asExpected !== true)).toEqual([]);
    expect(unprovenOf(one, values)).toEqual([]);
    expect(verdicts(one, values)).toEqual(one.predict.map(({ right }) => (right ? 'right' : 'wrong')));
  });
});

describe('a card whose claim does not hold', () => {
  const spread = card('spread');
  const { values } = proveCard(spread);

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
