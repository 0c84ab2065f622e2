/** The cards and plans that come with the program, each read when it is asked for, and those that are put beside them. */
import { formatProblem } from '../files/index.js';
import type { Card, Plan } from '../lessons/card.js';
import type { Library } from '../lessons/library.js';
import { type Parsed, parseCard, parsePlan } from '../lessons/parse.js';
import type { FindShipped } from '../lessons/shipped.js';

/** Files of one kind, wherever they are. */
export interface LessonShelf {
  /** Without their ending, in order. */
  readonly names: readonly string[];
  /** One of these. @returns its text and what messages call it, or in words why it cannot be read. */
  read(
    name: string,
  ):
    | { readonly ok: true; readonly file: string; readonly text: string }
    | { readonly ok: false; readonly words: string };
}

export interface LibraryParts {
  readonly cards: LessonShelf;
  readonly plans: LessonShelf;
  readonly findExperiment: FindShipped;
  /** Resolves when all else that waits has had its turn. */
  readonly nextTurn: () => Promise<void>;
}

export interface ShippedLibrary extends Library {
  /** What could not be read so far, in words; it is left out. */
  readonly problems: readonly string[];
  /** Reads all of it, a file in each turn of the event loop, so that whatever else goes on goes on. */
  readAll(): Promise<void>;
  /** In place of one of its name. */
  setCard(card: Card): void;
  setPlan(plan: Plan): void;
}

/** Files of a shelf, each read when it is asked for. */
class ShelfReader<T> {
  readonly names: readonly string[];
  readonly #shelf: LessonShelf;
  readonly #parse: (text: string, file: string, name: string) => Parsed<T>;
  readonly #problems: string[];
  readonly #read = new Map<string, T | undefined>();

  constructor(
    shelf: LessonShelf,
    problems: string[],
    parse: (text: string, file: string, name: string) => Parsed<T>,
  ) {
    this.#shelf = shelf;
    this.names = shelf.names;
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
    const read = this.#shelf.read(name);
    if (!read.ok) {
      this.#problems.push(read.words);
      return undefined;
    }
    const parsed = this.#parse(read.text, read.file, name);
    if (parsed.ok) return parsed.value;
    this.#problems.push(formatProblem(parsed.problems[0]!));
    return undefined;
  }
}

/** Cards that are wrong are left out; that their experiments work, the tests of this program have found. */
export function shippedLibrary({ findExperiment, nextTurn, ...shelves }: LibraryParts): ShippedLibrary {
  const problems: string[] = [];
  const cards = new ShelfReader<Card>(shelves.cards, problems, (text, file, name) =>
    parseCard(text, file, name, findExperiment, true),
  );
  const plans = new ShelfReader<Plan>(shelves.plans, problems, (text, file, name) =>
    parsePlan(text, file, name, (card) => cards.names.includes(card)),
  );
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
    setCard: (card) => cards.set(card.name, card),
    setPlan: (plan) => plans.set(plan.name, plan),
  };
}
