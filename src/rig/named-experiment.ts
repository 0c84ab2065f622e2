/** Experiments that a rig file names. Reading their files is the caller's. */
import type { Experiment } from '../experiment/index.js';
import type { FileProblem, Wrong } from '../files/index.js';

/** What came of looking for an experiment. */
export type FoundExperiment =
  | {
      readonly kind: 'found';
      /** What it is asked for by: the name of a shipped one, or the path as written. */
      readonly name: string;
      readonly experiment: Experiment;
      readonly notes: readonly FileProblem[];
    }
  /** Something is wrong in its file, told with the positions of that file. */
  | { readonly kind: 'wrong'; readonly problems: readonly FileProblem[] }
  /** There is none, or it is no experiment: what is wrong with the name. */
  | { readonly kind: 'none'; readonly wrong: Wrong };

/** Looks for an experiment by its name, or by its path from the folder of the rig file. Does not throw. */
export type FindExperiment = (wanted: string) => FoundExperiment;

export type NamedExperiment = Extract<FoundExperiment, { kind: 'found' }>;

/** Of a rig file whose reader cannot look for others. */
export const findsNone: FindExperiment = (wanted) => ({
  kind: 'none',
  wrong: {
    expected: 'a rig file that has its own experiment',
    got: `"${wanted}"`,
    advice: 'no other file can be read here',
  },
});
