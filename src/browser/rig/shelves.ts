/** The files that come with the page, as the readers of rigs and lessons ask for them. */
import { type Experiment, parseExperiment } from '../../experiment/index.js';
import { type FileProblem, formatProblem, type Wrong } from '../../files/index.js';
import { nearestWord } from '../../files/nearest.js';
import type { LessonShelf, LibraryParts } from '../../playing/library.js';
import type { FindExperiment } from '../../rig/index.js';
import type { Shipped, Texts } from './shipped.js';

const ENDING = /\.ya?ml$/i;

/** A name without folder and without the ending of a YAML file. */
export const nameOfFile = (file: string) => file.replace(/^.*[\\/]/, '').replace(ENDING, '');

type Read =
  | { readonly kind: 'found'; readonly experiment: Experiment; readonly notes: readonly FileProblem[] }
  | { readonly kind: 'wrong'; readonly problems: readonly FileProblem[] }
  | { readonly kind: 'none'; readonly wrong: Wrong };

function readExperiment(wanted: string, { experiments }: Shipped): Read {
  const name = nameOfFile(wanted);
  if (!Object.hasOwn(experiments, name)) {
    const names = Object.keys(experiments);
    const meant = nearestWord(name, names);
    return {
      kind: 'none',
      wrong: {
        expected: 'the name of an experiment that comes with this page',
        got: `"${wanted}"`,
        advice: meant === undefined ? `it has ${names.join(', ')}` : `did you mean ${meant}?`,
      },
    };
  }
  const result = parseExperiment(experiments[name]!, `experiments/${name}.yaml`);
  if (!result.ok) return { kind: 'wrong', problems: result.problems };
  return { kind: 'found', experiment: result.experiment, notes: result.notes };
}

/** The experiments that a rig file may name. */
export function experimentsOf(shipped: Shipped): FindExperiment {
  return (wanted) => {
    const read = readExperiment(wanted, shipped);
    return read.kind === 'found' ? { ...read, name: nameOfFile(wanted) } : read;
  };
}

function shelfOf(texts: Texts, folder: string): LessonShelf {
  return {
    names: Object.keys(texts).sort(),
    read: (name) =>
      Object.hasOwn(texts, name)
        ? { ok: true, file: `${folder}/${name}.yaml`, text: texts[name]! }
        : { ok: false, words: `there is no ${folder}/${name}.yaml in this page` },
  };
}

/** @param nextTurn resolves when all else that waits has had its turn. */
export function libraryPartsOf(shipped: Shipped, nextTurn: () => Promise<void>): LibraryParts {
  return {
    cards: shelfOf(shipped.cards, 'lessons'),
    plans: shelfOf(shipped.plans, 'lessons/plans'),
    findExperiment(name) {
      const read = readExperiment(name, shipped);
      if (read.kind === 'found') return read;
      if (read.kind === 'none') return read;
      return { kind: 'none', wrong: { said: formatProblem(read.problems[0]!) } };
    },
    nextTurn,
  };
}
