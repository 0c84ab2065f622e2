/** Finds a rig file by path or by the name of a shipped one, and reads it. */

import { basename, dirname } from 'node:path';
import { typedName } from '../files/typed-name.js';
import {
  certainKind,
  formatProblem,
  parseRig,
  problemLines,
  type Rig,
  type RigOptions,
} from '../rig/index.js';
import { loadExperiment } from './experiment-files.js';
import { experimentsBeside } from './named-experiments.js';
import { shippedRigs } from './package-folder.js';
import { experimentShelf, planShelf, rigShelf } from './shelves.js';
import { findFile, nameFromHere, readText, shippedNames, withoutEnding } from './shipped-files.js';
import { FileError, UserError } from './terminal.js';

export interface LoadedRig {
  /** The file, as messages name it. */
  readonly file: string;
  readonly rig: Rig;
  /** Remarks that stop nothing, one line each. */
  readonly notes: readonly string[];
  /** Paths of all files that it was read from: itself, and the experiments that it names. */
  readonly paths: readonly string[];
}

/** Names of the shipped rigs: `uno-60`, `virtual`, … */
export function shippedRigNames(folder = shippedRigs): string[] {
  return shippedNames(folder);
}

/** A path is taken as it is; a bare name may also be that of a shipped rig. */
export function findRigFile(wanted: string, folder = shippedRigs): string {
  return findFile(wanted, [rigShelf(folder)], { shelf: experimentShelf(), words: isAnExperiment });
}

const isAnExperiment = (file: string) =>
  `${file} is an experiment, not a rig; compute it with: npx axon-rig simulate ${typedName(file)}, or play it with: npx axon-rig run --experiment ${typedName(file)}`;

/**
 * Throws FileError with every message, one a line, each with file, line and column.
 * @param experiment name or path of one that is played instead of what the rig file says.
 */
export function loadRig(wanted: string, experiment?: string): LoadedRig {
  const path = findRigFile(wanted);
  return readRig(path, readText(path), experiment);
}

/** The rig that is in the text of a file. Throws as `loadRig` does. */
export function readRig(path: string, text: string, experiment?: string): LoadedRig {
  const file = nameFromHere(path);
  const { notes, paths, ...options } = experiment === undefined ? named(path) : typed(experiment);
  const plans = shippedNames(planShelf().folder);
  const result = parseRig(text, file, { ...options, plans });
  if (!result.ok) {
    if (certainKind(text) === 'experiment') throw new UserError(isAnExperiment(file));
    throw new FileError(problemLines(result.problems).join('\n'));
  }
  const all = [...result.notes.map(formatProblem), ...notes];
  return { file, rig: result.rig, notes: all, paths: [path, ...paths] };
}

type Options = RigOptions & Pick<LoadedRig, 'notes' | 'paths'>;

function named(path: string): Options {
  const paths: string[] = [];
  return { find: experimentsBeside(dirname(path), (one) => paths.push(one)), notes: [], paths };
}

/** An experiment that was typed is found as `simulate` finds it, and what is wrong with it is said in the same words. */
function typed(wanted: string): Options {
  const { path, experiment, notes } = loadExperiment(wanted);
  const name = path === wanted ? wanted : withoutEnding(basename(path));
  const find = () => ({ kind: 'found', name, experiment, notes: [] }) as const;
  return { find, experiment: name, notes, paths: [path] };
}
