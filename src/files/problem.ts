/**
 * What is wrong with a file that a person wrote, and where. Problems are values: a bad file is an ordinary case.
 */

import { HIDDEN, quoted } from './words.js';

/** Where a value stands in a file: names of keys, and numbers for places in a list. */
export type FilePath = readonly (string | number)[];

/** One thing wrong with a file. */
export interface FileProblem {
  /** As the caller named the file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** Such as `strip.leds`; empty for the file as a whole. */
  readonly path: string;
  /** What was expected, what was found, and what to do. */
  readonly message: string;
}

/** A problem before its place in the file is known: the position is looked up by the path. */
export interface Complaint {
  readonly path: FilePath;
  /** Other options that it depends on. If the file has not got `path` itself, the first that it has is shown. */
  readonly or?: readonly FilePath[];
  readonly message: string;
}

/** Problems of one file that are told: more would bury the first. */
export const MOST_PROBLEMS = 20;

/** Longer keys are cut: no option has such a name. */
const LONGEST_KEY = 40;

/** A key as it may stand in a line of text. */
function keyWords(key: string): string {
  return key.length > LONGEST_KEY || HIDDEN.test(key) ? quoted(key) : key;
}

/** `strip.leds`, `stimuli[0].at`. */
export function pathWords(path: FilePath): string {
  return path.reduce<string>((words, part) => {
    if (typeof part === 'number') return `${words}[${part}]`;
    return words === '' ? keyWords(part) : `${words}.${keyWords(part)}`;
  }, '');
}

/** One line for a terminal: `rigs/x.yaml:6:9 strip.leds: expected 1 to 150, got 900 – an Uno's memory holds 150`. */
export function formatProblem(problem: FileProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === ''
    ? `${place}: ${problem.message}`
    : `${place} ${problem.path}: ${problem.message}`;
}

/** A line for each problem, up to `MOST_PROBLEMS`, and one that says that there are more. */
export function problemLines(problems: readonly FileProblem[]): string[] {
  const lines = problems.slice(0, MOST_PROBLEMS).map(formatProblem);
  const next = problems[MOST_PROBLEMS];
  if (next === undefined) return lines;
  const message = 'there is more wrong from here on – mend what stands above first';
  return [...lines, formatProblem({ ...next, path: '', message })];
}

/** Problems in the order in which a reader meets them. */
export function inFileOrder(problems: readonly FileProblem[]): FileProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
