/** How long a card takes somebody who plays it alone: what is read, what is thought, and what the rig plays. */
import type { Card } from '../../src/lessons/card.js';
import { cardText } from '../../src/lessons/texts.js';
import type { Proof } from '../../src/playing/prove-card.js';
import { MS_PER_S } from '../../src/units.js';

/** A pupil of twelve who reads to understand. */
const WORDS_A_MINUTE = 150;
/** Before each of the three answers: the prediction, what was seen, the reason [s]. */
const THINKS_S = 10;
const ANSWERS = 3;

export interface CardTime {
  /** All of it, and of that the rig plays [s]. */
  readonly allS: number;
  readonly playsS: number;
}

/** Words of all that a pupil reads: not of what is for the teacher. */
function wordsOf(card: Card): number {
  const { question, predict, steps, see, why, explain, limits } = cardText(card, undefined);
  const read = [
    question,
    ...predict.map(({ choice }) => choice),
    ...steps.map((step) => step.do),
    why.question,
    ...why.choices.map(({ choice }) => choice),
    explain,
    see,
    limits,
  ];
  return read.join(' ').split(/\s+/).length;
}

export function cardTime(card: Card, { stepMs }: Pick<Proof, 'stepMs'>): CardTime {
  const playsS = stepMs.reduce((sum, ms) => sum + ms, 0) / MS_PER_S;
  return { allS: playsS + (60 * wordsOf(card)) / WORDS_A_MINUTE + ANSWERS * THINKS_S, playsS };
}

/** What a card says of its minutes: those, rounded up to the next half. */
export function minutesToSay({ allS }: CardTime): number {
  return Math.ceil(allS / 30) / 2;
}
