import { describe, expect, it } from 'vitest';
import { isCardsText } from '../../src/server/messages.js';
import { TEXTS } from '../web/lesson-state.js';

const [card] = TEXTS.cards;

describe('the words of cards, to a page', () => {
  it('are taken with all that a page shows', () => {
    expect(isCardsText(TEXTS)).toBe(true);
    expect(isCardsText({ cards: [], plans: [] })).toBe(true);
  });

  it.each([
    ['nothing', null],
    ['no plans', { cards: [] }],
    ['a card without a question', { ...TEXTS, cards: [{ ...card, question: undefined }] }],
    ['a choice that is no text', { ...TEXTS, cards: [{ ...card, predict: [{ choice: 3 }] }] }],
    [
      'a measure without a width',
      { ...TEXTS, cards: [{ ...card, measures: [{ name: 'a', words: 'b', unit: '' }] }] },
    ],
    ['401 cards', { ...TEXTS, cards: Array.from({ length: 401 }, () => card) }],
    ['41 steps', { ...TEXTS, cards: [{ ...card, steps: Array.from({ length: 41 }, () => ({ do: '' })) }] }],
    ['a plan of numbers', { ...TEXTS, plans: [{ ...TEXTS.plans[0], cards: [1] }] }],
  ])('are refused: %s', (_, words) => {
    expect(isCardsText(words)).toBe(false);
  });
});
