/** The plan file as a schema. Every option is in docs/cards.md. */
import type { z } from 'zod';
import { choice, list, number, ownName, section, truth, withShorthand } from '../files/fields.js';
import { CARD_VERSION } from './card.js';
import { teacher } from './card-words-schema.js';
import { age, line, MOST_STEPS, minutes, sentence } from './schema-words.js';

export const SHORTEST_PLAN = 'plan: 1';

const MOST_CARDS = 40;

const planCard = withShorthand(
  section(
    {
      card: ownName('spread', 'Which card'),
      minutes: minutes.optional(),
      steps: number({
        low: 1,
        high: MOST_STEPS,
        whole: true,
        about: 'How many of its first steps a trail plays; left out, all',
      }).optional(),
    },
    'A card of the plan',
    '{card: spread, minutes: 3}',
  ),
  {
    expand: (value) => (typeof value === 'string' ? { card: value } : value),
    schema: { type: 'string', description: 'Which card' },
  },
);

const leave = sentence(
  'Which of the two graphs was the press, and which the axon?',
  'The question that people leave with',
);

export const planSchema = section(
  {
    plan: choice(
      [CARD_VERSION],
      'Version of the format',
      `this program reads version ${CARD_VERSION}; update it, or write plan: ${CARD_VERSION}`,
    ),
    title: line('Ten minutes', 'What the plan is called'),
    age,
    minutes,
    trail: truth(
      'true: of each card nothing but its trail words is shown, and after the last the first comes again',
    ).default(false),
    freeMinutes: number({ low: 0, high: 60, unit: 'min', about: 'Free play before the first card' }).default(
      0,
    ),
    leaveMinutes: number({
      low: 0,
      high: 60,
      unit: 'min',
      about: 'Time for the question that people leave with',
    }).default(0),
    cards: list(
      planCard,
      MOST_CARDS,
      'cards: [{card: rest, minutes: 1}, spread]',
      'The cards, one after the other',
      'cards',
    ),
    leave: leave.optional(),
    teacher,
    de: section(
      {
        title: line('Zehn Minuten', 'What the plan is called'),
        leave: leave.optional(),
        teacher: teacher.optional(),
      },
      'The words in German',
      'de: {title: Zehn Minuten}',
    ).optional(),
  },
  'A plan: a row of cards',
  SHORTEST_PLAN,
);

export type WrittenPlan = z.output<typeof planSchema>;
