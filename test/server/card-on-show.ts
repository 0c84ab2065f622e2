import type { CardOnShow } from '../../src/server/vote-desk.js';

/** What stands for a lesson in tests of votes: the card on show, whose question is asked. */
export const CARD_ON_SHOW: CardOnShow = {
  card: 'spread',
  start: 1,
  inPlan: true,
  presses: true,
  asks: 'before',
  choices: 3,
  right: 1,
  whyRight: null,
};
