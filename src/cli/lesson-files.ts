/** Reads lesson cards and plans: one that a person names, or all that come with the program. */
import { basename, dirname, join } from 'node:path';
import { parseExperiment } from '../experiment/index.js';
import { formatProblem, type Problem, problemLines } from '../files/index.js';
import type { Card, Plan } from '../lessons/card.js';
import { type LessonFileKind, lessonFileKind } from '../lessons/file-kind.js';
import type { Library } from '../lessons/library.js';
import { type Parsed, parseCard, parsePlan } from '../lessons/parse.js';
import type { FindShipped } from '../lessons/shipped.js';
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
export interface OpenLibrary extends Library {
  /** What could not be read so far, in words; it is left out. */
  readonly problems: readonly string[];
  /** Reads all of it, a file in each turn of the event loop, so that whatever else goes on goes on. */
  readAll(): Promise<void>;
  /** Reads a file that a person has named: a card, or a plan with its cards. Throws FileError. */
  add(wanted: string): LessonName;
}

export interface LessonName {
  readonly kind: LessonFileKind;
  readonly name: string;
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Files of a shelf, each read when it is asked for. */
class ShelfReader<T> {
  readonly names: readonly string[];
  readonly #folder: string;
  readonly #parse: (path: string, name: string) => Parsed<T>;
  readonly #problems: string[];
  readonly #read = new Map<string, T | undefined>();

  constructor(shelf: Shelf, problems: string[], parse: (path: string, name: string) => Parsed<T>) {
    this.#folder = shelf.folder;
    this.names = shippedNames(shelf.folder);
    this.#problems = problems;
    this.#parse = parse;
  }

  set(name: string, value: T): void {
    this.#read.set(name, value);
  }

  get(name: string): T | undefined {
    if (!this.#read.has(name) && this.names.includes(name)) this.#read.set(name, this.#take(name));
    return this.#read.get(name);
  }

  all(): readonly T[] {
    const names = new Set([...this.names, ...this.#read.keys()]);
    return [...names].sort().flatMap((name) => this.get(name) ?? []);
  }

  #take(name: string): T | undefined {
    try {
      const parsed = this.#parse(join(this.#folder, `${name}.yaml`), name);
      if (parsed.ok) return parsed.value;
      this.#problems.push(formatProblem(parsed.problems[0]!));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#problems.push(error.message);
    }
    return undefined;
  }
}

/** Cards that are wrong are left out; that their experiments work, the tests of this program have found. */
export function openLibrary(): OpenLibrary {
  const problems: string[] = [];
  const cards = new ShelfReader<Card>(cardShelf(), problems, (path, name) =>
    parseCard(readText(path), nameFromHere(path), name, findExperiment, true),
  );
  const plans = new ShelfReader<Plan>(planShelf(), problems, (path, name) =>
    parsePlan(readText(path), nameFromHere(path), name, (card) => cards.names.includes(card)),
  );

  function addPlan(path: string, text: string): LessonName {
    const plan = readPlan(path, text).value;
    for (const { card } of plan.cards) {
      const file = cardPath(path, card)!;
      if (dirname(file) !== cardShelf().folder) cards.set(card, readCard(file, readText(file)).value);
    }
    plans.set(plan.name, plan);
    return { kind: 'plan', name: plan.name };
  }

  return {
    problems,
    card: (name) => cards.get(name),
    plan: (name) => plans.get(name),
    cards: () => cards.all(),
    plans: () => plans.all(),
    async readAll() {
      for (const shelf of [cards, plans])
        for (const name of shelf.names) {
          await nextTurn();
          shelf.get(name);
        }
    },
    add(wanted) {
      const path = findFile(wanted, [planShelf(), cardShelf()]);
      const text = readText(path);
      if (lessonFileKind(text) === 'plan') return addPlan(path, text);
      const card = readCard(path, text).value;
      cards.set(card.name, card);
      return { kind: 'card', name: card.name };
    },
  };
}
