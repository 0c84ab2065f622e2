/** Finds an experiment file by path or by the name of a shipped one, and reads it. */

import { type Experiment, parseExperiment } from '../experiment/index.js';
import { formatProblem, problemLines } from '../files/index.js';
import { typedName } from '../files/typed-name.js';
import { certainKind } from '../rig/index.js';
import { experimentShelf, rigShelf } from './shelves.js';
import { findFile, nameFromHere, readText } from './shipped-files.js';
import { FileError, UserError } from './terminal.js';

export interface LoadedExperiment {
  /** Where it was found. */
  readonly path: string;
  /** The file, as messages name it. */
  readonly file: string;
  readonly experiment: Experiment;
  /** Remarks that stop nothing, one line each. */
  readonly notes: readonly string[];
}

/** Throws FileError with every message, one a line, each with file, line and column. */
export function loadExperiment(wanted: string, folder?: string): LoadedExperiment {
  const path = findFile(wanted, [experimentShelf(folder)], { shelf: rigShelf(), words: isARig });
  return readExperiment(path, readText(path));
}

export const isARig = (file: string) =>
  `${file} is a rig, not an experiment; run it with: npx axon-rig run ${typedName(file)}`;

/** The experiment that is in the text of a file. Throws as `loadExperiment` does. */
export function readExperiment(path: string, text: string): LoadedExperiment {
  const file = nameFromHere(path);
  const result = parseExperiment(text, file);
  if (!result.ok) {
    if (certainKind(text) === 'rig') throw new UserError(isARig(file));
    throw new FileError(problemLines(result.problems).join('\n'));
  }
  return { path, file, experiment: result.experiment, notes: result.notes.map(formatProblem) };
}
