/** The experiments of a card: its own are checked as experiment files are, others are looked for. */
import { checkExperiment, EXPERIMENT_KEYS, type Experiment, settleExperiment } from '../experiment/index.js';
import type { FilePath, Problem } from '../files/index.js';
import type { WrittenCard } from './card-schema.js';
import type { FindShipped } from './shipped.js';

type WrittenExperiments = WrittenCard['experiments'];

export interface CheckedExperiments {
  /** Those that work, in the order of the file. */
  readonly experiments: ReadonlyMap<string, Experiment>;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/**
 * @param has whether the file itself has an option.
 * @param trusted they have been checked before: that they work together is taken for granted.
 */
export function checkExperiments(
  written: WrittenExperiments,
  has: (path: FilePath) => boolean,
  find: FindShipped,
  trusted: boolean,
): CheckedExperiments {
  const experiments = new Map<string, Experiment>();
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  for (const [name, { shipped, ...own }] of Object.entries(written)) {
    const at: FilePath = ['experiments', name];
    const below = ({ path, or, ...rest }: Problem): Problem => ({
      ...rest,
      path: [...at, ...path],
      ...(or && { or: or.map((other) => [...at, ...other]) }),
    });
    if (shipped === undefined && trusted) experiments.set(name, settleExperiment(own));
    else if (shipped === undefined) {
      const checked = checkExperiment(own, (path) => has([...at, ...path]));
      problems.push(...checked.problems.map(below));
      notes.push(...checked.notes.map(below));
      if (checked.problems.length === 0) experiments.set(name, checked.experiment);
    }
    if (shipped === undefined) continue;
    const beside = EXPERIMENT_KEYS.find((key) => has([...at, key]));
    if (beside !== undefined) problems.push(below({ path: [beside], ...besideShipped(beside) }));
    const found = find(shipped);
    if (found.kind === 'none') problems.push(below({ path: ['shipped'], or: [[]], ...found.wrong }));
    else experiments.set(name, found.experiment);
  }
  return { experiments, problems, notes };
}

function besideShipped(key: string) {
  return {
    expected: `${key} or shipped`,
    got: 'both',
    advice: 'a shipped experiment brings its own; write the whole experiment here, or remove this',
  };
}
