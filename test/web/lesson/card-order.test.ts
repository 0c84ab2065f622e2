import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/web/lesson/card-order.js';
import { TEXTS } from '../lesson-state.js';

const [spread, boost] = TEXTS.cards;
const [plan] = TEXTS.plans;

describe('the list of lessons', () => {
  it('has the plan of 10 minutes before that of 45, and cards as the longest plan plays them', () => {
    const cards = ['late', 'b', 'a', 'c'].map((name) => ({ ...spread!, name }));
    const plans = [
      { ...plan!, name: 'long', minutes: 45, cards: ['c', 'b', 'a'] },
      { ...plan!, name: 'short', minutes: 10, cards: ['a'] },
    ];
    const ordered = inOrder({ cards, plans });
    expect(ordered.plans.map(({ name }) => name)).toEqual(['short', 'long']);
    expect(ordered.cards.map(({ name }) => name)).toEqual(['c', 'b', 'a', 'late']);
  });

  it('keeps cards that no plan has as they come', () => {
    expect(inOrder({ cards: [boost!, spread!], plans: [] }).cards).toEqual([boost, spread]);
  });
});
