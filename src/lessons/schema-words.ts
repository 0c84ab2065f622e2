/** What the schemas of cards and plans share: how long words may be, names, ages, minutes. */
import { choice, number, ownName, text } from '../files/fields.js';
import { AGES } from './card.js';

/** Longest words [characters]: a line of a list, a sentence, some sentences, a page of notes. */
export const LINE = 80;
const SENTENCE = 240;
const SENTENCES = 1200;
const NOTES = 3000;

export const MOST_STEPS = 12;

export const line = (example: string, about: string) => text(LINE, example, about);
export const sentence = (example: string, about: string) => text(SENTENCE, example, about);
export const sentences = (example: string, about: string) => text(SENTENCES, example, about);
export const notes = (example: string, about: string) => text(NOTES, example, about);

/** Most words that a visitor of a trail reads. */
const TRAIL_WORDS = 12;

export const trailWords = text(
  120,
  '"Press. How far does it get?"',
  `All that a visitor of a trail reads [at most ${TRAIL_WORDS} words]`,
  {
    refuse: (value) => {
      const count = value.trim().split(/\s+/).length;
      if (count <= TRAIL_WORDS) return undefined;
      return { expected: `at most ${TRAIL_WORDS} words`, got: String(count), advice: 'say it shorter' };
    },
  },
);

export const experimentName = (about: string) => ownName('main', about);
export const measureName = (about: string) => ownName('blue-rise', about);

export const age = choice(AGES, 'The youngest whom it is for; 18 stands for the university');
export const minutes = number({ low: 0.5, high: 240, unit: 'min', about: 'How long it takes' });
