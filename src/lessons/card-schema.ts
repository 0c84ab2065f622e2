/** The card file as a schema. Every option is in docs/cards.md. */
import type { z } from 'zod';
import { experimentSchema } from '../experiment/index.js';
import { choice, list, namedSections, section, text, truth, withShorthand } from '../files/fields.js';
import { CARD_VERSION } from './card.js';
import { german, misconception, teacher, words } from './card-words-schema.js';
import { predictChoice, whyChoice } from './choice-schema.js';
import { MOST_MEASURES, measure, moment } from './measure-schema.js';
import { age, line, MOST_STEPS, minutes, sentence, trailWords } from './schema-words.js';
import { step } from './step-schema.js';

export const SHORTEST_CARD = 'card: 1';

const MOST_EXPERIMENTS = 12;
const MOST_STANDARDS = 24;

/** `main: {axon: …}`, or `main: squid-axon` for one that is shipped. */
const experiment = withShorthand(
  section(
    {
      ...experimentSchema.shape,
      shipped: text(
        200,
        'squid-axon',
        'The name of an experiment that comes with the program, instead of all the rest',
      ).optional(),
    },
    'An experiment, with the keys of an experiment file; or the name of one that comes with the program',
    '{axon: {kind: lattice}}',
  ),
  {
    expand: (value) => (typeof value === 'string' ? { shipped: value } : value),
    schema: { type: 'string', description: 'The name of an experiment that comes with the program' },
  },
);

const standard = section(
  {
    code: line('AQA 7402 3.6.2.1', 'The standard'),
    edition: line('"2015"', 'Its edition'),
    seen: truth('Whether this edition was looked at; printed as unconfirmed where not').default(false),
  },
  'A standard that the card serves',
  '{code: AQA 7402 3.6.2.1, edition: "2015", seen: true}',
);

export const cardSchema = section(
  {
    card: choice(
      [CARD_VERSION],
      'Version of the format',
      `this program reads version ${CARD_VERSION}; update it, or write card: ${CARD_VERSION}`,
    ),
    title: words.title,
    age,
    minutes,
    experiments: namedSections(
      experiment,
      MOST_EXPERIMENTS,
      'experiments: {main: {axon: {kind: lattice}}}',
      'The experiments; the first is what the card sets up',
      'experiments',
    ),
    question: words.question,
    misconception,
    predict: list(
      predictChoice,
      4,
      'predict: [{choice: The same bump., reveals: thinks of a wave}, …]',
      'The choices of the prediction: 2 to 4',
      'choices',
    ),
    steps: list(
      step,
      MOST_STEPS,
      'steps: [{do: Press., act: [{do: stimulate}]}]',
      'What is done, one after the other',
      'steps',
    ),
    see: words.see,
    measures: namedSections(
      measure,
      MOST_MEASURES,
      'measures: {blue-rise: {words: Blue rises by, of: {kind: rise, meter: blue}}}',
      'What is measured',
      'measures',
    ),
    moment: moment.optional().describe('The moment that shows why'),
    why: section(
      {
        question: sentence('Why later, and not only smaller?', 'The question'),
        choices: list(
          whyChoice,
          4,
          'choices: [{choice: The membrane must be charged first., right: true}]',
          'The reasons: 2 to 4',
          'choices',
        ),
      },
      'The second question: why it is so',
      'why: {question: Why later?, choices: [{choice: The membrane must be charged first., right: true}]}',
    ),
    explain: words.explain,
    limits: words.limits,
    teacher,
    standards: list(
      standard,
      MOST_STANDARDS,
      'standards: [{code: AQA 7402 3.6.2.1, edition: "2015"}]',
      'The standards that it serves',
    ).default([]),
    trail: trailWords.optional(),
    de: german.optional(),
  },
  'A card of a lesson',
  SHORTEST_CARD,
);

export type WrittenCard = z.output<typeof cardSchema>;
