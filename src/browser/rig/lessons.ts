/** Cards and plans that somebody puts beside those of the page. */
import { formatProblem, problemLines } from '../../files/index.js';
import type { Card, Plan } from '../../lessons/card.js';
import { lessonFileKind } from '../../lessons/file-kind.js';
import { parseCard, parsePlan } from '../../lessons/parse.js';
import type { LibraryParts, ShippedLibrary } from '../../playing/library.js';
import { certainKind } from '../../rig/index.js';
import type { RigFile } from './read-rig.js';
import { nameOfFile } from './shelves.js';

/** So many files may be added; a page reads 400 cards. */
const MOST_ADDED = 200;
const LONGEST_NAME = 60;

export type ReadLesson =
  | { readonly ok: true; readonly lesson: Card | Plan; readonly notes: readonly string[] }
  | { readonly ok: false; readonly lines: readonly string[] };

/** @param knows whether there is a card of this name. */
export function readLesson(
  { file, text }: RigFile,
  findExperiment: LibraryParts['findExperiment'],
  knows: (card: string) => boolean,
): ReadLesson {
  const name = nameOfFile(file);
  const kind = lessonFileKind(text);
  if (name.length === 0 || name.length > LONGEST_NAME)
    return { ok: false, lines: [`${file}: a name of 1 to ${LONGEST_NAME} characters is expected`] };
  const other = kind === undefined ? certainKind(text) : undefined;
  if (other !== undefined) {
    const what = other === 'rig' ? 'a rig' : 'an experiment';
    return { ok: false, lines: [`${file} is ${what}, not a lesson card or a plan`] };
  }
  const parsed =
    kind === 'plan' ? parsePlan(text, file, name, knows) : parseCard(text, file, name, findExperiment);
  if (!parsed.ok) return { ok: false, lines: problemLines(parsed.problems) };
  return { ok: true, lesson: parsed.value, notes: parsed.notes.map(formatProblem) };
}

/** The shelf of files that were added to a library. */
export function createAddedLessons(library: ShippedLibrary) {
  const added = new Map<string, RigFile>();
  const cards = new Set<string>();
  return {
    /** All of them, the first ones first: a plan comes after its cards. */
    files: () => [...added.values()],
    cards: () => [...cards],
    /** Puts what was read of a file among the lessons. @returns why it cannot be; undefined: it was. */
    add(file: RigFile, { lesson }: Extract<ReadLesson, { ok: true }>): string | undefined {
      const { name } = lesson;
      if (!added.has(name) && added.size >= MOST_ADDED)
        return `${MOST_ADDED} cards and plans have been added, and no more can be`;
      added.set(name, file);
      if ('cards' in lesson) {
        library.setPlan(lesson);
        return undefined;
      }
      library.setCard(lesson);
      cards.add(name);
      return undefined;
    },
  };
}
