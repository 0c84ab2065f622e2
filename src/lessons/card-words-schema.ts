/** The words of a card, as its file has them, and the same words in another language. */
import { list, namedSections, section } from '../files/fields.js';
import { predictChoice, whyChoice } from './choice-schema.js';
import { MOST_MEASURES, measure } from './measure-schema.js';
import { line, MOST_STEPS, notes, sentence, sentences, trailWords } from './schema-words.js';
import { step } from './step-schema.js';

/** The words of a card. */
export const words = {
  title: line('A push that fades', 'What the card is called'),
  question: sentence('What does the meter farther along see?', 'The question'),
  see: sentences('A glow that melts near the button.', 'What there is to see'),
  explain: sentences('The charge that came in pushes on its neighbours.', 'Why it is so'),
  limits: sentences('One dimension only.', 'What the model leaves out'),
};
export const misconception = sentence(
  'The signal arrives everywhere at once.',
  'What many think before; for the teacher',
);
export const teacher = notes('Hold 30 µA for 40 ms.', 'Notes for the teacher');

export const german = section(
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
