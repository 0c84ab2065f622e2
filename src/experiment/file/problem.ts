/**
 * What is wrong with a file that a person wrote, and where. Problems are values: a bad file is an ordinary case.
 */

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

/** `strip.leds`, `stimuli[0].at`. */
export function pathWords(path: FilePath): string {
  return path.reduce<string>((words, part) => {
    if (typeof part === 'number') return `${words}[${part}]`;
    return words === '' ? part : `${words}.${part}`;
  }, '');
}

/** One line for a terminal: `rigs/x.yaml:6:9 strip.leds: expected 1 to 150, got 900 – an Uno's memory holds 150`. */
export function formatProblem(problem: FileProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === ''
    ? `${place}: ${problem.message}`
    : `${place} ${problem.path}: ${problem.message}`;
}

/** Problems in the order in which a reader meets them. */
export function inFileOrder(problems: readonly FileProblem[]): FileProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
