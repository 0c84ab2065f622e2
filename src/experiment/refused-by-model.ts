/** What the model refuses, as a problem of the file that it was read from. */
import type { FilePath, Problem } from '../files/index.js';
import { ModelRefusal } from '../model/index.js';

/**
 * Fields of the model and options of a file have the same paths, but for a stimulus: the model is given one at a time.
 * @param stimulus where the file has the one that was given.
 * @throws again what is no refusal but a fault.
 */
export function refusedByModel(error: unknown, stimulus: FilePath = ['stimuli']): Problem {
  if (!(error instanceof ModelRefusal)) throw error;
  const { path, expected, got, advice } = error;
  const [field, ...inside] = path;
  return { path: field === 'stimulus' ? [...stimulus, ...inside] : path, expected, got, advice };
}
