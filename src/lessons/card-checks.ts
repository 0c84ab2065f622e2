/** What no single option of a card or a plan shows: whether its parts work together. */
import type { Experiment } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import { CARD_LANGUAGES } from './card.js';
import type { WrittenCard } from './card-schema.js';
import { comparisonOf, namesIn } from './comparison.js';
import { hasMoment, isDerived, madeOf, unitOf } from './measures.js';
import { unknownName } from './names.js';
import type { WrittenPlan } from './plan-schema.js';
import { stepProblems } from './step-checks.js';

type Choices = readonly { readonly right: boolean }[];

/** Two or more choices, and one of them right. */
function choiceProblems(choices: Choices, path: FilePath): Problem[] {
  if (choices.length < 2)
    return [{ path, expected: '2 to 4 choices', got: '1', advice: 'add what else people think' }];
  const right = choices.flatMap((choice, i) => (choice.right ? [i] : []));
  if (right.length === 1) return [];
  if (right.length === 0)
    return [
      {
        path,
        expected: 'one choice that is right',
        got: 'none',
        advice: 'add right: true to the one that is',
      },
    ];
  return right.slice(1).map((i) => ({
    path: [...path, i, 'right'],
    expected: 'one choice that is right',
    got: 'another one',
    advice: 'keep one of them',
  }));
}

/** What the choices say must name measures; the right one says what is proven. */
function saysProblems({ predict, measures }: WrittenCard): Problem[] {
  const known = Object.keys(measures);
  return predict.flatMap(({ right, says }, i) => {
    if (right && says.length === 0)
      return [
        {
          path: ['predict', i, 'says'],
          or: [['predict', i]],
          expected: 'what is measured if this choice is right',
          got: 'nothing',
          advice: 'write for example says: [yellow-rise < blue-rise]',
        },
      ];
    return says.flatMap((text, k) =>
      (comparisonOf(text) === undefined ? [] : namesIn(comparisonOf(text)!)).flatMap((name) =>
        unknownName(['predict', i, 'says', k], name, known, 'a measure'),
      ),
    );
  });
}

function measureProblems({ measures, steps }: WrittenCard): Problem[] {
  const taken = steps.flatMap(({ measure }) => measure);
  return Object.entries(measures).flatMap(([name, { of, unit }]) => {
    const path: FilePath = ['measures', name];
    const own = unitOf(of);
    if (own !== undefined && own !== unit)
      return [
        {
          path: [...path, 'unit'],
          or: [path],
          expected: own,
          got: unit,
          advice: `a measure of the kind ${of.kind} is in ${own}: write unit: ${own}`,
        },
      ];
    if (isDerived(of)) return partProblems(of, path, measures);
    // One that is misspelt there has its problem already.
    if (taken.includes(name) || taken.some((one) => !Object.hasOwn(measures, one))) return [];
    return [
      {
        path,
        said: 'no step takes this measure',
        advice: `add measure: [${name}] to the step in which it is taken`,
      },
    ];
  });
}

function partProblems(
  of: WrittenCard['measures'][string]['of'],
  path: FilePath,
  measures: WrittenCard['measures'],
): Problem[] {
  const known = Object.keys(measures).filter((name) => !isDerived(measures[name]!.of));
  return madeOf(of).flatMap((name) => {
    const key = Object.entries(of).find(([field, value]) => field !== 'kind' && value === name)![0];
    return unknownName([...path, 'of', key], name, known, 'a measure that a step takes');
  });
}

type WrittenMoment = NonNullable<WrittenCard['moment']>;

function momentProblems(card: WrittenCard): Problem[] {
  const { moment, why, measures } = card;
  const all: { moment: WrittenMoment | undefined; path: FilePath }[] = [
    { moment, path: ['moment'] },
    ...why.choices.map((choice, i) => ({ moment: choice.moment, path: ['why', 'choices', i, 'moment'] })),
  ];
  const known = Object.keys(measures).filter((name) => hasMoment(measures[name]!.of));
  return all.flatMap(({ moment: one, path }) =>
    one === undefined
      ? []
      : unknownName([...path, 'measure'], one.measure, known, 'a measure that is taken at one moment'),
  );
}

/** Another language has as many items in each list, and no measure that there is not. */
function wordsProblems(card: WrittenCard): Problem[] {
  return CARD_LANGUAGES.flatMap((language) => {
    const words = card[language];
    if (words === undefined) return [];
    const counted = (path: FilePath, there: number, here: number, what: string): Problem[] =>
      there === here
        ? []
        : [
            {
              path: [language, ...path],
              expected: `${there} ${what}, as in English`,
              got: String(here),
              advice: 'say the same ones in the same order',
            },
          ];
    return [
      ...counted(['predict'], card.predict.length, words.predict.length, 'choices'),
      ...counted(['steps'], card.steps.length, words.steps.length, 'steps'),
      ...counted(['why', 'choices'], card.why.choices.length, words.why.choices.length, 'choices'),
      ...Object.keys(words.measures).flatMap((name) =>
        unknownName([language, 'measures', name], name, Object.keys(card.measures), 'a measure'),
      ),
      ...Object.keys(card.measures).flatMap((name) =>
        Object.hasOwn(words.measures, name)
          ? []
          : [
              {
                path: [language, 'measures'],
                or: [[language]],
                expected: `words for the measure ${name}`,
                got: 'none',
                advice: 'add them',
              },
            ],
      ),
    ];
  });
}

/** @param experiments of the card that work, by name. */
export function cardProblems(card: WrittenCard, experiments: ReadonlyMap<string, Experiment>): Problem[] {
  return [
    ...choiceProblems(card.predict, ['predict']),
    ...choiceProblems(card.why.choices, ['why', 'choices']),
    ...saysProblems(card),
    ...measureProblems(card),
    ...momentProblems(card),
    ...stepProblems(card, experiments),
    ...wordsProblems(card),
  ];
}

/** @param knows whether there is a card of this name. */
export function planProblems({ cards }: WrittenPlan, knows: (card: string) => boolean): Problem[] {
  return cards.flatMap(({ card }, i) =>
    knows(card)
      ? []
      : [
          {
            path: ['cards', i, 'card'],
            or: [['cards', i]],
            expected: 'the name of a card',
            got: `"${card}"`,
            advice: 'a card is a file of its own, beside the plan or among those that come with the program',
          },
        ],
  );
}
