/**
 * What is wrong with a file that a person wrote, and where. A problem is a value in parts, and the parts stay apart until
 * `problemWords` makes a sentence of them for print. A bad file is an ordinary case: nothing here throws.
 */

import { HIDDEN, quoted } from './words.js';

/** Where a value stands in a file: names of keys, and numbers for items of a list. */
export type FilePath = readonly (string | number)[];

/** What was expected, such as `1 to 150`, and what was found, such as `900`. */
interface Unexpected {
  readonly expected: string;
  readonly got?: string | undefined;
}

/** What does not fit that form: an unknown key, a note. */
interface Said {
  readonly said: string;
}

/** What is wrong with a value, apart from where it stands. */
export type Wrong = (Unexpected | Said) & {
  /** What to do, or why it is so. */
  readonly advice?: string | undefined;
};

/** One thing wrong with a file, or a note about it. */
export type Problem = Wrong & {
  readonly path: FilePath;
  /** Other options that it depends on. If the file has not got `path` itself, the first that it has is shown. */
  readonly or?: readonly FilePath[];
};

/** A problem with its position in a file. */
export type FileProblem = Problem & {
  /** As the caller named the file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
};

/** Problems of one file that are told: more would bury the first. */
export const MOST_PROBLEMS = 20;

/** Longer keys are cut: no option has such a name. */
const LONGEST_KEY = 40;

/** A key as it may stand in a line of text. */
function keyWords(key: string): string {
  return key.length > LONGEST_KEY || HIDDEN.test(key) ? quoted(key) : key;
}

/** `strip.leds`, `stimuli[0].at`; empty for the file as a whole. */
export function pathWords(path: FilePath): string {
  return path.reduce<string>((words, part) => {
    if (typeof part === 'number') return `${words}[${part}]`;
    return words === '' ? keyWords(part) : `${words}.${keyWords(part)}`;
  }, '');
}

/** The sentence: `expected 1 to 150, got 900 – an Uno's memory holds 150`. */
export function problemWords(wrong: Wrong): string {
  const advice = wrong.advice === undefined ? '' : ` – ${wrong.advice}`;
  if ('said' in wrong) return `${wrong.said}${advice}`;
  const got = wrong.got === undefined ? '' : `, got ${wrong.got}`;
  return `expected ${wrong.expected}${got}${advice}`;
}

/** One line for a terminal: `rigs/x.yaml:6:9 strip.leds: expected 1 to 150, got 900 – an Uno's memory holds 150`. */
export function formatProblem(problem: FileProblem): string {
  const position = `${problem.file}:${problem.line}:${problem.column}`;
  const path = problem.path.length === 0 ? '' : ` ${pathWords(problem.path)}`;
  return `${position}${path}: ${problemWords(problem)}`;
}

/** A line for each problem, up to `MOST_PROBLEMS`, and one that says that there are more. */
export function problemLines(problems: readonly FileProblem[]): string[] {
  const lines = problems.slice(0, MOST_PROBLEMS).map(formatProblem);
  const next = problems[MOST_PROBLEMS];
  if (next === undefined) return lines;
  const { file, line, column } = next;
  const said = 'there is more wrong from here on';
  return [
    ...lines,
    formatProblem({ file, line, column, path: [], said, advice: 'mend what stands above first' }),
  ];
}

/** Problems in the order in which a reader meets them. */
export function inFileOrder(problems: readonly FileProblem[]): FileProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
