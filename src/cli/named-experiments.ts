/** Looks for the experiments that a rig file names: beside that file, or among those that come with the program. */
import { basename, join, resolve } from 'node:path';
import { parseExperiment } from '../experiment/index.js';
import type { Wrong } from '../files/index.js';
import { nearestWord } from '../files/nearest.js';
import { quoted } from '../files/words.js';
import { certainKind, type FindExperiment, type FoundExperiment } from '../rig/index.js';
import { isARig } from './experiment-files.js';
import { experimentShelf } from './shelves.js';
import { findFile, isFile, nameFromHere, readText, shippedNames, withoutEnding } from './shipped-files.js';
import { UserError } from './terminal.js';

/** @param folder of the rig file. @param found hears of the path of each one that is read. */
export function experimentsBeside(folder: string, found: (path: string) => void = () => {}): FindExperiment {
  return (wanted) => {
    try {
      const path = pathOf(wanted, folder);
      found(path);
      return read(wanted, path);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { kind: 'none', wrong: missing(wanted, error.message) };
    }
  };
}

/** A file beside the rig file goes before a shipped one. Throws UserError where there is neither. */
function pathOf(wanted: string, folder: string): string {
  const beside = resolve(folder, wanted);
  return isFile(beside) ? beside : findFile(wanted, [experimentShelf()], null, false);
}

function read(wanted: string, path: string): FoundExperiment {
  const file = nameFromHere(path);
  const text = readText(path);
  const result = parseExperiment(text, file);
  if (result.ok) {
    const { experiment, notes } = result;
    return { kind: 'found', name: nameOf(wanted, path), experiment, notes };
  }
  if (certainKind(text) !== 'rig') return { kind: 'wrong', problems: result.problems };
  return {
    kind: 'none',
    wrong: { expected: 'an experiment', got: 'a rig file', advice: isARig(file) },
  };
}

/** A shipped one is called by its name, however it was written. */
function nameOf(wanted: string, path: string): string {
  const { folder } = experimentShelf();
  return path === join(folder, basename(path)) ? withoutEnding(basename(path)) : wanted;
}

function missing(wanted: string, words: string): Wrong {
  const meant = nearestWord(withoutEnding(wanted), shippedNames(experimentShelf().folder));
  return {
    expected:
      'the name of a shipped experiment, or the path of an experiment file from the folder of this one',
    got: quoted(wanted),
    advice: meant === undefined ? words : `did you mean ${meant}?`,
  };
}
