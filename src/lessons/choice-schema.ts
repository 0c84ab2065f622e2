/** The choices of a card, as its file has them: of the prediction, with what would be measured, and of the reasons. */
import { list, section, text, truth } from '../files/fields.js';
import { comparisonOf } from './comparison.js';
import { moment } from './measure-schema.js';
import { LINE, sentence } from './schema-words.js';

const says = list(
  text(LINE, 'yellow-rise < blue-rise', 'A comparison of two measures, or of a measure and a figure', {
    refuse: (value) =>
      comparisonOf(value) === undefined
        ? {
            expected: 'two measures, or a measure and a figure, with <, > or = between them',
            got: `"${value}"`,
            advice: 'write for example yellow-rise < blue-rise, or yellow-peak = 40 within 0.5',
          }
        : undefined,
  }),
  8,
  '[yellow-rise < blue-rise]',
  'What would be measured if it were so: all of them',
);

export const predictChoice = section(
  {
    choice: sentence('A smaller bump, and later.', 'What people choose'),
    right: truth('true: this is what happens').default(false),
    reveals: sentence('thinks of a wave on water', 'What somebody thinks who chooses it; for the teacher'),
    says: says.default([]),
  },
  'A choice of the prediction',
  '{choice: A smaller bump, right: true, reveals: knows that it fades, says: [yellow-rise < blue-rise]}',
);

export const whyChoice = section(
  {
    choice: sentence('Each stretch of membrane must be charged first.', 'A reason'),
    right: truth('true: this is the reason').default(false),
    look: sentence(
      'Look at blue: it has not moved yet.',
      'What to look at, for somebody who has chosen it',
    ).optional(),
    moment: moment.optional().describe('The moment that shows it'),
  },
  'A reason',
  '{choice: The membrane must be charged first., right: true}',
);
