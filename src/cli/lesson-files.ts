/** Reads lesson cards and plans: one that a person names, or all that come with the program. */
import { basename, dirname, join } from 'node:path';
import { parseExperiment } from '../experiment/index.js';
import { formatProblem, problemLines } from '../files/index.js';
import type { Card, Plan } from '../lessons/card.js';
import { type LessonFileKind, lessonFileKind } from '../lessons/file-kind.js';
import { type Parsed, parseCard, parsePlan } from '../lessons/parse.js';
import type { FindShipped } from '../lessons/shipped.js';
import { type LessonShelf, type ShippedLibrary, shippedLibrary } from '../playing/library.js';
import type { ReadFile } from '../playing/read-file.js';
import { cardShelf, experimentShelf, planShelf } from './shelves.js';
import {
  findFile,
  isFile,
  nameFromHere,
  readText,
  type Shelf,
  shippedNames,
  withoutEnding,
} from './shipped-files.js';
import { FileError, UserError } from './terminal.js';

const nameOf = (path: string) => withoutEnding(basename(path));

/** A shipped experiment by its name. */
const findExperiment: FindShipped = (name) => {
  try {
    const path = findFile(name, [experimentShelf()], null, false);
    const parsed = parseExperiment(readText(path), nameFromHere(path));
    if (parsed.ok) return { kind: 'found', experiment: parsed.experiment };
    return { kind: 'none', wrong: { said: formatProblem(parsed.problems[0]!) } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const advice = 'docs/cards.md says how a card names an experiment';
    return { kind: 'none', wrong: { said: error.message, advice } };
  }
};

/** Throws FileError with every message, one a line. */
function read<T>(file: string, parsed: Parsed<T>): ReadFile<T> {
  if (!parsed.ok) throw new FileError(problemLines(parsed.problems).join('\n'));
  return {
    file,
    value: parsed.value,
    notes: parsed.notes.map(formatProblem),
    locate: (problem) => formatProblem(parsed.locate(problem)),
  };
}

export function readCard(path: string, text: string): ReadFile<Card> {
  const file = nameFromHere(path);
  return read(file, parseCard(text, file, nameOf(path), findExperiment));
}

/** Cards of a plan are beside its folder, beside it, or among the shipped ones. */
export function readPlan(path: string, text: string): ReadFile<Plan> {
  const file = nameFromHere(path);
  return read(
    file,
    parsePlan(text, file, nameOf(path), (card) => cardPath(path, card) !== undefined),
  );
}

/** Where a card of a plan is; undefined: nowhere. */
export function cardPath(plan: string, card: string): string | undefined {
  const folder = dirname(plan);
  const files = [
    join(folder, `${card}.yaml`),
    join(folder, '..', `${card}.yaml`),
    join(cardShelf().folder, `${card}.yaml`),
  ];
  return files.find(isFile);
}

/** What is shipped, and what a person has named beside it. */
export interface OpenLibrary extends ShippedLibrary {
  /** Reads a file that a person has named: a card, or a plan with its cards. Throws FileError. */
  add(wanted: string): LessonName;
}

export interface LessonName {
  readonly kind: LessonFileKind;
  readonly name: string;
}

/** The files of a shelf. */
function lessonShelf({ folder }: Shelf): LessonShelf {
  return {
    names: shippedNames(folder),
    read(name) {
      const path = join(folder, `${name}.yaml`);
      try {
        return { ok: true, file: nameFromHere(path), text: readText(path) };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { ok: false, words: error.message };
      }
    },
  };
}

/** Cards that are wrong are left out; that their experiments work, the tests of this program have found. */
export function openLibrary(): OpenLibrary {
  const library = shippedLibrary({
    cards: lessonShelf(cardShelf()),
    plans: lessonShelf(planShelf()),
    findExperiment,
    nextTurn: () => new Promise<void>((resolve) => setImmediate(resolve)),
  });

  function addPlan(path: string, text: string): LessonName {
    const plan = readPlan(path, text).value;
    for (const { card } of plan.cards) {
      const file = cardPath(path, card)!;
      if (dirname(file) !== cardShelf().folder) library.setCard(readCard(file, readText(file)).value);
    }
    library.setPlan(plan);
    return { kind: 'plan', name: plan.name };
  }

  return {
    ...library,
    add(wanted) {
      const path = findFile(wanted, [planShelf(), cardShelf()]);
      const text = readText(path);
      if (lessonFileKind(text) === 'plan') return addPlan(path, text);
      const card = readCard(path, text).value;
      library.setCard(card);
      return { kind: 'card', name: card.name };
    },
  };
}
