/** Reads lesson cards and plans: one that a person names, or all that come with the program. */
import { basename, dirname, join } from 'node:path';
import { parseExperiment } from '../experiment/index.js';
import { formatProblem, type Problem, problemLines } from '../files/index.js';
import type { Card, Plan } from '../lessons/card.js';
import { lessonFileKind } from '../lessons/file-kind.js';
import type { Library } from '../lessons/library.js';
import { type Parsed, parseCard, parsePlan } from '../lessons/parse.js';
import type { FindShipped } from '../lessons/shipped.js';
import { cardShelf, experimentShelf, planShelf } from './shelves.js';
import { findFile, isFile, nameFromHere, readText, shippedNames, withoutEnding } from './shipped-files.js';
import { FileError, UserError } from './terminal.js';

/** A card or a plan that was read. */
export interface ReadFile<T> {
  /** The file, as messages name it. */
  readonly file: string;
  readonly value: T;
  /** Remarks that stop nothing, one line each. */
  readonly notes: readonly string[];
  locate(problem: Problem): string;
}

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

function cardPath(plan: string, card: string): string | undefined {
  const folder = dirname(plan);
  const files = [
    join(folder, `${card}.yaml`),
    join(folder, '..', `${card}.yaml`),
    join(cardShelf().folder, `${card}.yaml`),
  ];
  return files.find(isFile);
}

/** All that is shipped, or what a person has named and what goes with it. */
export interface OpenLibrary {
  readonly library: Library;
  /** Settled when all of it has been read. */
  readonly whole: Promise<void>;
  /** What could not be read, in words; it is left out. */
  readonly problems: readonly string[];
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Begins to read what is shipped: a file in each turn of the event loop, so that whatever else goes on goes on. Cards
 * that are wrong are left out and told of; their experiments are taken as the tests of this program have found them.
 */
export function openLibrary(): OpenLibrary {
  const cards = new Map<string, Card>();
  const plans = new Map<string, Plan>();
  const problems: string[] = [];

  function take<T>(into: Map<string, T>, name: string, parse: () => Parsed<T>): void {
    try {
      const parsed = parse();
      if (parsed.ok) into.set(name, parsed.value);
      else problems.push(formatProblem(parsed.problems[0]!));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }

  async function readAll(): Promise<void> {
    const shelf = cardShelf();
    for (const name of shippedNames(shelf.folder)) {
      await nextTurn();
      const path = join(shelf.folder, `${name}.yaml`);
      take(cards, name, () => parseCard(readText(path), nameFromHere(path), name, findExperiment, true));
    }
    for (const name of shippedNames(planShelf().folder)) {
      await nextTurn();
      const path = join(planShelf().folder, `${name}.yaml`);
      take(plans, name, () => parsePlan(readText(path), nameFromHere(path), name, (card) => cards.has(card)));
    }
  }

  return { library: { cards, plans }, whole: readAll(), problems };
}

/** Reads one that a person has named into a library: a card, or a plan with its cards. Throws FileError. */
export function addFile(
  wanted: string,
  library: { cards: Map<string, Card>; plans: Map<string, Plan> },
): LessonName {
  const path = findFile(wanted, [planShelf(), cardShelf()]);
  const text = readText(path);
  if (lessonFileKind(text) === 'plan') {
    const plan = readPlan(path, text).value;
    for (const { card } of plan.cards) {
      const file = cardPath(path, card)!;
      library.cards.set(card, readCard(file, readText(file)).value);
    }
    library.plans.set(plan.name, plan);
    return { kind: 'plan', name: plan.name };
  }
  const card = readCard(path, text).value;
  library.cards.set(card.name, card);
  return { kind: 'card', name: card.name };
}

export interface LessonName {
  readonly kind: 'card' | 'plan';
  readonly name: string;
}
