/** What of a card the model does not bear out, as lines that name its file. */
import type { Problem } from '../files/index.js';
import type { Card } from '../lessons/card.js';
import { noValueWords } from '../lessons/english.js';
import { type Unproven, unprovenOf } from '../lessons/judge.js';
import { measureNamed } from '../lessons/measures.js';
import type { Met, Proof } from './prove-card.js';
import type { ReadFile } from './read-file.js';

/** Digits of a figure that is told. */
const DIGITS = 5;

const figure = (value: number) => String(Number(value.toPrecision(DIGITS))).replace('-', '−');

function metProblem({ step, words }: Met): Problem {
  return { path: ['steps', step], said: `the step cannot be played: ${words}`, advice: 'mend the step' };
}

function unprovenProblem(card: Card, unproven: Unproven): Problem {
  if (unproven.kind !== 'measure') {
    const isRight = unproven.kind === 'right';
    return {
      path: ['predict', unproven.choice, 'says'],
      or: [['predict', unproven.choice]],
      said: isRight
        ? 'the model does not bear out what the right choice says'
        : 'the model does not contradict what this choice says, and it is not right',
      advice: isRight
        ? 'see what was measured, or choose another one'
        : 'say what would be measured if it were so',
    };
  }
  const { is, within, unit } = measureNamed(card.measures, unproven.measure)!;
  const path = ['measures', unproven.measure, 'is'];
  const or = [['measures', unproven.measure]];
  const { value } = unproven;
  if (value.value === null)
    return { path, or, said: 'there is nothing to measure', advice: noValueWords(value.because) };
  return {
    path,
    or,
    expected: `${figure(is!)} ${unit}${within > 0 ? `, ${within} more or less` : ''}`,
    got: `${figure(value.value)} ${unit} from the model`,
    advice: 'write what the model says, or mend the step that measures it',
  };
}

/** What of a card the model does not bear out, one line each. */
export function unprovenLines({ value: card, locate }: ReadFile<Card>, proof: Proof): string[] {
  const stopped = proof.result === undefined;
  const problems = [
    ...proof.met.map(metProblem),
    ...(stopped ? [] : unprovenOf(card, proof.values).map((one) => unprovenProblem(card, one))),
  ];
  return problems.map(locate);
}
