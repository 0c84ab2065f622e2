/** Which cards have their sheets printed: one, or those of a plan. */
import type { Card } from '../lessons/card.js';
import { lessonFileKind } from '../lessons/file-kind.js';
import { cardLanguage, cardText } from '../lessons/texts.js';
import type { ReadFile } from '../playing/read-file.js';
import { certainKind } from '../rig/index.js';
import type { SheetLanguage } from '../worksheet/index.js';
import { cardPath, readCard, readPlan } from './lesson-files.js';
import { cardShelf, planShelf } from './shelves.js';
import { findFile, readText } from './shipped-files.js';
import { UserError } from './terminal.js';

/** Whose sheets are printed. */
export interface Wanted {
  readonly path: string;
  readonly title: string;
  readonly cards: readonly ReadFile<Card>[];
  /** The name of the plan, if it is a trail: of its cards only the trail words are printed. */
  readonly trail?: string;
}

/** @param wanted a name or a path. Throws UserError where there is no such file, FileError with every message where it is wrong. */
export function readWanted(wanted: string, language: SheetLanguage): Wanted {
  const path = findFile(wanted, [planShelf(), cardShelf()]);
  const text = readText(path);
  const kind = lessonFileKind(text);
  const other = kind === undefined ? certainKind(text) : undefined;
  if (other !== undefined)
    throw new UserError(
      `${wanted} is ${other === 'rig' ? 'a rig' : 'an experiment'}, not a lesson card or a plan; give one of these`,
    );
  if (kind !== 'plan') {
    const card = readCard(path, text);
    return { path, title: cardText(card.value, cardLanguage(language)).title, cards: [card] };
  }
  const plan = readPlan(path, text).value;
  const names = [...new Set(plan.cards.map(({ card }) => card))];
  const cards = names.map((name) => {
    const file = cardPath(path, name)!;
    return readCard(file, readText(file));
  });
  const words = language === 'en' ? undefined : plan.languages[language];
  const title = words?.title ?? plan.title;
  return { path, title, cards, ...(plan.trail && { trail: plan.name }) };
}
