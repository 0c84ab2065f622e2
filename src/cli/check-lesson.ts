/** `axon-rig check` of a lesson card or a plan: what it is, and what the model does not bear out. */
import type { Card } from '../lessons/card.js';
import type { LessonFileKind } from '../lessons/file-kind.js';
import { proveCard } from '../playing/prove-card.js';
import { unprovenLines } from '../playing/unproven.js';
import { readCard, readPlan } from './lesson-files.js';
import type { Terminal } from './terminal.js';

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
