/** A lesson for tests of the page: the words of two cards, and where they stand. Its figures are no model's. */
import type {
  CardsText,
  CardText,
  LessonCard,
  LessonPhase,
  LessonResult,
  LessonState,
} from '../../src/server/messages.js';

function card(name: string, title: string): CardText {
  return {
    name,
    language: 'en',
    languages: ['en', 'de'],
    title,
    age: 12,
    minutes: 4,
    experiment: `${name}/main`,
    presses: true,
    question: 'The channels work now. How far will the yellow needle go?',
    misconception: 'A signal always fades.',
    predict: [
      { choice: 'Less far than the blue one.', reveals: 'thinks of a push that fades' },
      { choice: 'Just as far, only later.', reveals: 'knows that each place makes it again' },
      { choice: 'Further.', reveals: 'thinks that it builds up' },
    ],
    steps: [{ do: 'Press, and watch both needles.' }, { do: 'Switch the channels off.' }],
    see: 'A light that runs to the end.',
    measures: [
      { name: 'blue-peak', words: 'Blue, at site 4, comes to', unit: 'mV', is: 39.5, within: 0.2 },
      { name: 'later', words: 'Yellow is later by', unit: 'ms', is: 6.95, within: 0.05 },
    ],
    why: {
      question: 'Why is it not smaller?',
      choices: [
        { choice: 'Each site that reaches −55 mV opens its own gates.', look: null },
        { choice: 'Yellow is more sensitive.', look: 'Put both electrodes at one site, and compare.' },
      ],
    },
    explain: 'Each place makes the signal again.',
    limits: 'The model has one dimension.',
    teacher: 'Let them talk.',
    standards: [],
    trail: 'Press. How far does it get?',
  };
}

export const TEXTS: CardsText = {
  cards: [card('spread', 'A push that fades'), card('boost', 'Lifted again and again')],
  plans: [
    {
      name: 'ten-minutes',
      title: 'Ten minutes',
      age: 12,
      minutes: 10,
      freeMinutes: 2,
      trail: false,
      cards: ['spread', 'boost'],
      cardMinutes: [3, 5],
      leave: 'What is it good for?',
      teacher: '',
    },
  ],
};

export const NO_LESSON: LessonState = { type: 'lesson', plan: null, card: null };

export const RESULT: LessonResult = {
  measured: [
    { name: 'blue-peak', value: 39.46, asExpected: true },
    { name: 'later', value: 6.951, asExpected: true },
  ],
  verdict: 'right',
  sawRight: true,
  right: 1,
};

const PRESS = { do: 'stimulate', act: 0 };
export const ASKING: LessonPhase = { phase: 'asking', waitsFor: PRESS };
export const DOING = {
  phase: 'doing',
  step: 0,
  stage: 'waiting',
  waitsFor: PRESS,
  share: null,
} as const satisfies LessonPhase;

/** @param about what of the card is not as at its beginning. */
export function lessonAt(at: LessonPhase, about: Partial<LessonCard> = {}, inPlan = true): LessonState {
  return {
    type: 'lesson',
    plan: inPlan ? { name: 'ten-minutes', cards: ['spread', 'boost'], index: 0, trail: false } : null,
    card: {
      name: 'spread',
      start: 1,
      at,
      steps: 2,
      prediction: null,
      saw: null,
      remark: null,
      otherwise: [],
      looking: false,
      keep: false,
      ...about,
    },
  };
}
