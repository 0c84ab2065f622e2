/** `axon-rig check` of a lesson card or a plan: what it is, and what the model does not bear out. */
import type { Problem } from '../files/index.js';
import type { Card } from '../lessons/card.js';
import { noValueWords } from '../lessons/english.js';
import type { LessonFileKind } from '../lessons/file-kind.js';
import { type Unproven, unprovenOf } from '../lessons/judge.js';
import { measureNamed } from '../lessons/measures.js';
import { type ReadFile, readCard, readPlan } from './lesson-files.js';
import { type Met, type Proof, proveCard } from './prove-card.js';
import type { Terminal } from './terminal.js';

/** Digits of a figure that is told. */
const DIGITS = 5;

const figure = (value: number) => String(Number(value.toPrecision(DIGITS))).replace('-', '−');

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`;

function cardWords({ title, age, minutes, experiments, steps, measures, languages }: Card): string {
  const others = Object.keys(languages);
  return [
    `card: ${title}; from age ${age}, ${count(minutes, 'minute')}`,
    count(experiments.length, 'experiment'),
    count(steps.length, 'step'),
    count(measures.length, 'measure'),
    others.length === 0 ? 'English' : `English and ${others.join(', ')}`,
  ].join('; ');
}

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

/** Throws FileError where something is wrong with the file; that the model says something else is a warning. */
export function checkLesson(path: string, text: string, kind: LessonFileKind, terminal: Terminal): void {
  if (kind === 'plan') {
    const { file, value: plan } = readPlan(path, text);
    const cards = plan.cards.map(({ card }) => card).join(', ');
    terminal.out(`${file}: ok – plan: ${plan.title}; ${count(plan.minutes, 'minute')}; cards ${cards}`);
    return;
  }
  const read = readCard(path, text);
  const warnings = unprovenLines(read, proveCard(read.value));
  terminal.out(`${read.file}: ok – ${cardWords(read.value)}`);
  for (const note of read.notes) terminal.out(`note: ${note}`);
  for (const warning of warnings) terminal.out(`warning: ${warning}`);
}
