/** The card file and the plan file as schemas. Every option is in docs/cards.md. */
import { z } from 'zod';
import { experimentSchema } from '../experiment/index.js';
import {
  choice,
  list,
  namedSections,
  number,
  ownName,
  section,
  text,
  truth,
  withExample,
  withShorthand,
} from '../files/fields.js';
import { METERS } from '../units.js';
import { AGES, CARD_VERSION, DONE } from './card.js';
import { CARD_COMMANDS } from './commands.js';
import { comparisonOf } from './comparison.js';

export const SHORTEST_CARD = 'card: 1';
export const SHORTEST_PLAN = 'plan: 1';

/** Longest words [characters]: a line of a list, a sentence, some sentences, a page of notes. */
const LINE = 80;
const SENTENCE = 240;
const SENTENCES = 1200;
const NOTES = 3000;

const MOST_EXPERIMENTS = 12;
const MOST_STEPS = 12;
const MOST_COMMANDS = 16;
const MOST_MEASURES = 24;
const MOST_STANDARDS = 24;
const MOST_CARDS = 40;
/** Most words that a visitor of a trail reads. */
const TRAIL_WORDS = 12;

const line = (example: string, about: string) => text(LINE, example, about);
const sentence = (example: string, about: string) => text(SENTENCE, example, about);
const sentences = (example: string, about: string) => text(SENTENCES, example, about);
const notes = (example: string, about: string) => text(NOTES, example, about);

const trailWords = text(
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

const experimentName = (about: string) => ownName('main', about);
const measureName = (about: string) => ownName('blue-rise', about);
const meter = choice(METERS, 'Which voltmeter');
const level = (about: string) => number({ low: -200, high: 200, unit: 'mV', about });
const press = number({
  low: 1,
  high: 16,
  whole: true,
  about: 'After which press of the step, counted from 1',
}).default(1);

const kind = <const Word extends string, Shape extends z.core.$ZodLooseShape>(
  word: Word,
  about: string,
  shape: Shape,
) => section({ kind: z.literal(word).describe(about), ...shape }, about, `{kind: ${word}}`);

const measureOf = withExample(
  z.discriminatedUnion('kind', [
    kind('reads', 'What a voltmeter reads at the end of the step', { meter }),
    kind('peak', 'The highest that it reads after the press', { meter, press }),
    kind('lowest', 'The lowest that it reads after the press', { meter, press }),
    kind('rise', 'From what it reads at the press to its highest', { meter, press }),
    kind('peak-at', 'When it is highest, after the press', { meter, press }),
    kind('crosses', 'When it comes through a level, after the press', {
      meter,
      mv: level('The level'),
      rising: truth('true: on its way up; false: on its way down').default(true),
      press,
    }),
    kind('spikes', 'How often it comes up through a level in the step', {
      meter,
      mv: level('The level').default(-20),
    }),
    kind('latency', 'From the press until its first spike is halfway up', { meter }),
    kind('half-width', 'How long its highest spike is above half of its rise', { meter }),
    kind('velocity', 'From the blue voltmeter to the yellow one', {}),
    kind('gap', "The axon's time between the last two presses", {}),
    kind(
      'lit',
      'The stretch above half of the highest rise, as it passes the yellow voltmeter, or else the blue one',
      {},
    ),
    kind('locked', 'The longest stretch of the step whose channels cannot open; on a lattice', {}),
    kind('highest', 'The highest that the LED at a place has shown since the press', {
      place: number({ low: 0, high: 100_000, about: 'Site, mm or node' }),
    }),
    kind('weakest', 'The weakest press that fires, as it is found in the step', {}),
    kind('difference', 'One measure less another', {
      of: measureName('The one'),
      less: measureName('The other'),
    }),
    kind('ratio', 'One measure divided by another', {
      of: measureName('The one'),
      to: measureName('The other'),
    }),
  ]),
  '{kind: peak, meter: blue}',
);

const measure = section(
  {
    words: line('Blue rises by', 'What it is called, before its figure'),
    of: measureOf,
    is: number({
      low: -1e6,
      high: 1e6,
      about: 'What it must be; left out, it is shown and not judged',
    }).optional(),
    within: number({ low: 0, high: 1e6, about: 'So much more or less is as good' }).default(0),
    unit: text(12, 'mV', 'Its unit, as it is printed').default('mV'),
  },
  'A measure',
  '{words: Blue rises by, of: {kind: rise, meter: blue}, is: 9.42, within: 0.05, unit: mV}',
);

const moment = section(
  {
    measure: measureName('When this measure was taken'),
    plusMs: number({
      low: -1000,
      high: 1000,
      unit: 'ms',
      about: 'So much later, in time of the axon',
    }).default(0),
  },
  'A moment to look back at',
  '{measure: yellow-peak}',
);

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

const predictChoice = section(
  {
    choice: sentence('A smaller bump, and later.', 'What people choose'),
    right: truth('true: this is what happens').default(false),
    reveals: sentence('thinks of a wave on water', 'What somebody thinks who chooses it; for the teacher'),
    says: says.default([]),
  },
  'A choice of the prediction',
  '{choice: A smaller bump, right: true, reveals: knows that it fades, says: [yellow-rise < blue-rise]}',
);

const whyChoice = section(
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

const COMMAND_EXAMPLE = '{do: channels, on: false}';
const doing = choice(CARD_COMMANDS, 'A command; its other fields are in docs/commands.md');
/** Fields of a command are known to the controller alone, which is asked for them when the whole file is there. */
const command = withExample(
  z.looseObject({ do: doing }).describe('A command, as in docs/commands.md'),
  COMMAND_EXAMPLE,
);
const act = withExample(
  z
    .looseObject({
      do: doing,
      afterMs: number({
        low: 0,
        high: 1000,
        unit: 'ms',
        about: 'How long after the one before it, in time of the axon',
      }).default(0),
      withinMs: number({
        low: 0,
        high: 1000,
        unit: 'ms',
        about: 'So much earlier or later is as good; left out, a quarter of afterMs',
      }).optional(),
    })
    .describe('Something that the person does, as a command'),
  '{do: stimulate, afterMs: 2}',
);

const step = section(
  {
    do: sentence('Press, and watch both meters.', 'What the person does'),
    load: experimentName('The experiment that it begins with, one of those of the card').optional(),
    set: list(
      command,
      MOST_COMMANDS,
      `[${COMMAND_EXAMPLE}]`,
      'Commands that the rig carries out when the step begins',
    ).default([]),
    act: list(
      act,
      MOST_COMMANDS,
      '[{do: stimulate}]',
      'What the person does, as commands: the rig knows by them when it is done',
    ).default([]),
    done: choice(
      DONE,
      'What it waits for; left out, press where act has a press, act where it has something else, or else read',
    ).optional(),
    watchMs: number({
      low: 0.1,
      high: 1000,
      unit: 'ms',
      about:
        'How long after its last press it is recorded, in time of the axon; left out, until the axon is at rest again',
    }).optional(),
    measure: list(
      measureName('A measure'),
      MOST_MEASURES,
      '[blue-rise]',
      'The measures that are taken of this step',
    ).default([]),
    keep: truth('true: its sweep stays on the page behind those that follow').default(false),
  },
  'A step',
  '{do: Press., act: [{do: stimulate}], measure: [blue-rise]}',
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

const age = choice(AGES, 'The youngest whom it is for; 18 stands for the university');
const minutes = number({ low: 0.5, high: 240, unit: 'min', about: 'How long it takes' });

/** The words of a card. */
const words = {
  title: line('A push that fades', 'What the card is called'),
  question: sentence('What does the meter farther along see?', 'The question'),
  see: sentences('A glow that melts near the button.', 'What there is to see'),
  explain: sentences('The charge that came in pushes on its neighbours.', 'Why it is so'),
  limits: sentences('One dimension only.', 'What the model leaves out'),
};
const misconception = sentence(
  'The signal arrives everywhere at once.',
  'What many think before; for the teacher',
);
const teacher = notes('Hold 30 µA for 40 ms.', 'Notes for the teacher');

const german = section(
  {
    ...words,
    misconception: misconception.optional(),
    predict: list(
      section(
        { choice: predictChoice.shape.choice, reveals: predictChoice.shape.reveals.optional() },
        'A choice of the prediction',
        '{choice: Ein kleinerer Buckel}',
      ),
      4,
      '[{choice: Ein kleinerer Buckel}]',
      'The choices of the prediction, in the same order',
    ),
    steps: list(
      section({ do: step.shape.do }, 'A step', '{do: Drücke.}'),
      MOST_STEPS,
      '[{do: Drücke.}]',
      'The steps, in the same order',
    ),
    measures: namedSections(
      measure.shape.words,
      MOST_MEASURES,
      '{blue-rise: Blau steigt um}',
      'The words of the measures',
    ).default({}),
    why: section(
      {
        question: sentence('Warum später?', 'The question'),
        choices: list(
          section(
            { choice: whyChoice.shape.choice, look: whyChoice.shape.look },
            'A reason',
            '{choice: Die Membran}',
          ),
          4,
          '[{choice: Die Membran muss erst geladen werden.}]',
          'The reasons, in the same order',
        ),
      },
      'The second question',
      '{question: Warum später?, choices: [{choice: Die Membran muss erst geladen werden.}]}',
    ),
    teacher: teacher.optional(),
    trail: trailWords.optional(),
  },
  'The words in German',
  'de: {title: Ein Stoß}',
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

export type WrittenCard = z.output<typeof cardSchema>;
export type WrittenPlan = z.output<typeof planSchema>;
