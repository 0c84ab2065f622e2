/** Cards and plans that somebody puts beside those of the page. */
import { formatProblem, problemLines } from '../../files/index.js';
import { lessonFileKind } from '../../lessons/file-kind.js';
import { parseCard, parsePlan } from '../../lessons/parse.js';
import type { LibraryParts, ShippedLibrary } from '../../playing/library.js';
import { certainKind } from '../../rig/index.js';
import type { RigFile } from './read-rig.js';
import { nameOfFile } from './shelves.js';

/** So many files may be added; a page reads 400 cards. */
const MOST_ADDED = 200;
const LONGEST_NAME = 60;

export type Added =
  | { readonly ok: true; readonly name: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly lines: readonly string[] };

/** Reads a file and puts it into the library. If it has problems, nothing changes. */
export function createLessonAdder(library: ShippedLibrary, { findExperiment }: LibraryParts) {
  const added = new Map<string, RigFile>();

  const add = ({ file, text }: RigFile): Added => {
    const name = nameOfFile(file);
    const kind = lessonFileKind(text);
    if (name.length === 0 || name.length > LONGEST_NAME)
      return { ok: false, lines: [`${file}: a name of 1 to ${LONGEST_NAME} characters is expected`] };
    const other = kind === undefined ? certainKind(text) : undefined;
    if (other !== undefined) {
      const what = other === 'rig' ? 'a rig' : 'an experiment';
      return { ok: false, lines: [`${file} is ${what}, not a lesson card or a plan`] };
    }
    if (!added.has(name) && added.size >= MOST_ADDED)
      return { ok: false, lines: [`${MOST_ADDED} cards and plans have been added, and no more can be`] };
    const parsed =
      kind === 'plan'
        ? parsePlan(text, file, name, (card) => library.card(card) !== undefined)
        : parseCard(text, file, name, findExperiment);
    if (!parsed.ok) return { ok: false, lines: problemLines(parsed.problems) };
    added.set(name, { file, text });
    if ('cards' in parsed.value) library.setPlan(parsed.value);
    else library.setCard(parsed.value);
    return { ok: true, name, notes: parsed.notes.map(formatProblem) };
  };
  /** All that were added, the first ones first: a plan comes after its cards. */
  add.files = () => [...added.values()];
  return add;
}
