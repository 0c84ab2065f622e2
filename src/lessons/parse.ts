/** Card file → card, plan file → plan, or everything that is wrong with it. Takes text: reading files is the caller's. */
import { type FileProblem, inFileOrder, type Problem, readFileText } from '../files/index.js';
import { jsonSchemaOf } from '../files/json-schema.js';
import { CARD_VERSION, type Card, type Plan } from './card.js';
import { cardProblems, planProblems } from './card-checks.js';
import { cardSchema, SHORTEST_CARD } from './card-schema.js';
import { checkExperiments } from './experiment-checks.js';
import type { LessonFileKind } from './file-kind.js';
import { planSchema, SHORTEST_PLAN } from './plan-schema.js';
import { settleCard, settlePlan } from './settle.js';
import type { FindShipped } from './shipped.js';

export type Parsed<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** What works, but perhaps not as its author expects. */
      readonly notes: readonly FileProblem[];
      /** Where a part of it stands in the file, for what is found out later. */
      locate(problem: Problem): FileProblem;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A file of a newer format is not what this program knows: what else it finds wrong means nothing. */
function ofVersion(problems: readonly FileProblem[], key: LessonFileKind): readonly FileProblem[] {
  const version = problems.find(({ path }) => path.length === 1 && path[0] === key);
  if (version === undefined || !('got' in version) || !(Number(version.got) > CARD_VERSION)) return problems;
  const { file, line, column, path, got } = version;
  const expected = `version ${CARD_VERSION} of the format or an earlier one`;
  return [
    {
      file,
      line,
      column,
      path,
      expected,
      got,
      advice: 'this file is newer than the program: update the program',
    },
  ];
}

/**
 * Reads a card file. Never throws: whatever the text is, the answer is a card or a list of problems in file order, each
 * with line, column and what to do.
 * @param file the name under which problems are reported. @param name of the card: that of its file.
 * @param trusted its experiments are known to work, as those of the shipped cards are by their tests: reading is quick.
 */
export function parseCard(
  text: string,
  file: string,
  name: string,
  find: FindShipped,
  trusted = false,
): Parsed<Card> {
  const read = readFileText(text, file, cardSchema, SHORTEST_CARD);
  if (!read.ok) return { ok: false, problems: ofVersion(read.problems, 'card') };
  const { value: written, has, locate } = read;
  const { experiments, problems, notes } = checkExperiments(written.experiments, has, find, trusted);
  const all = [...problems, ...cardProblems(written, experiments)];
  if (all.length > 0) return { ok: false, problems: inFileOrder(all.map(locate)) };
  const card = settleCard(name, written, experiments);
  return { ok: true, value: card, notes: inFileOrder(notes.map(locate)), locate };
}

/** The same of a plan file. @param knows whether there is a card of this name. */
export function parsePlan(
  text: string,
  file: string,
  name: string,
  knows: (card: string) => boolean,
): Parsed<Plan> {
  const read = readFileText(text, file, planSchema, SHORTEST_PLAN);
  if (!read.ok) return { ok: false, problems: ofVersion(read.problems, 'plan') };
  const problems = planProblems(read.value, knows);
  if (problems.length > 0) return { ok: false, problems: inFileOrder(problems.map(read.locate)) };
  return { ok: true, value: settlePlan(name, read.value), notes: [], locate: read.locate };
}

/** JSON Schema (draft 7) of a card file, for editors. */
export const cardJsonSchema = () => jsonSchemaOf(cardSchema, 'lesson card');
/** The same of a plan file. */
export const planJsonSchema = () => jsonSchemaOf(planSchema, 'lesson plan');
