/** Which cards go into a package: those that are named, and those of plans that are. */
import { basename, dirname, resolve } from 'node:path';
import { type LessonFile, MOST_LESSON_CHARS } from '../../browser/embedding/address.js';
import { lessonFileKind } from '../../lessons/file-kind.js';
import { cardLanguage, cardText } from '../../lessons/texts.js';
import { certainKind } from '../../rig/index.js';
import type { SheetLanguage } from '../../worksheet/index.js';
import { cardPath, readCard, readPlan } from '../lesson-files.js';
import { cardShelf, planShelf } from '../shelves.js';
import { findFile, nameFromHere, readText } from '../shipped-files.js';
import { UserError } from '../terminal.js';

/** More would be a course, and a list that nobody reads. */
export const MOST_CARDS = 40;

export interface PackedCard {
  readonly name: string;
  readonly title: string;
  /** Of the title. */
  readonly language: string;
  /** The card itself, where it does not come with the program. */
  readonly own?: LessonFile;
}

export interface PackedCards {
  /** Of the plan, if it is one alone. */
  readonly title: string | undefined;
  /** Files that were read. */
  readonly paths: readonly string[];
  readonly cards: readonly PackedCard[];
}

interface Found {
  readonly path: string;
  readonly text: string;
}

function planTitle({ path, text }: Found, language: SheetLanguage): { title: string; names: string[] } {
  const plan = readPlan(path, text).value;
  if (plan.trail)
    throw new UserError(
      `${nameFromHere(path)} is a trail, in which nothing is asked: there is no result to keep; give cards, or another plan`,
    );
  const words = language === 'en' ? undefined : plan.languages[language];
  return { title: words?.title ?? plan.title, names: plan.cards.map(({ card }) => card) };
}

function packed({ path, text }: Found, language: SheetLanguage): PackedCard {
  const card = readCard(path, text).value;
  const { title, language: spoken } = cardText(card, cardLanguage(language));
  const facts = { name: card.name, title, language: spoken };
  if (dirname(path) === cardShelf().folder) return facts;
  if (text.length > MOST_LESSON_CHARS)
    throw new UserError(`${nameFromHere(path)} has more than ${MOST_LESSON_CHARS} characters`);
  return { ...facts, own: { file: basename(path), text } };
}

/** @param wanted names or paths. Throws UserError or FileError where one is not there, or is wrong. */
export function packedCards(wanted: readonly string[], language: SheetLanguage): PackedCards {
  const titles: string[] = [];
  const found = new Map<string, Found>();
  const paths: string[] = [];
  const add = (path: string, text = readText(path)) => {
    const name = basename(path).replace(/\.ya?ml$/, '');
    const other = found.get(name);
    if (other !== undefined && resolve(other.path) !== resolve(path))
      throw new UserError(
        `${nameFromHere(other.path)} and ${nameFromHere(path)} have the same name; give one of them another`,
      );
    found.set(name, { path, text });
  };
  for (const one of wanted) {
    const path = findFile(one, [cardShelf(), planShelf()]);
    const text = readText(path);
    const kind = lessonFileKind(text);
    const certain = kind === undefined ? certainKind(text) : undefined;
    if (certain !== undefined)
      throw new UserError(
        `${one} is ${certain === 'rig' ? 'a rig' : 'an experiment'}, not a lesson card or a plan; give one of these`,
      );
    paths.push(path);
    if (kind !== 'plan') {
      add(path, text);
      continue;
    }
    const { title, names } = planTitle({ path, text }, language);
    titles.push(title);
    for (const name of names) add(cardPath(path, name)!);
  }
  if (found.size > MOST_CARDS)
    throw new UserError(`these are ${found.size} cards; a package has at most ${MOST_CARDS}: make several`);
  const cards = [...found.values()].map((one) => packed(one, language));
  return { title: wanted.length === 1 ? titles[0] : undefined, paths, cards };
}
