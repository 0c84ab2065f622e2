/** Where things stand in a file: offsets → line and column, paths → offsets. */
import type { FilePath, FileProblem, Problem } from './problem.js';

/** Where a key and its value begin [characters from the start]. */
interface Offsets {
  readonly key: number;
  readonly value: number;
}

export interface Positions {
  /** Notes where a key and its value begin. */
  note(path: FilePath, offsets: Offsets): void;
  /** Whether the file has this option. */
  has(path: FilePath): boolean;
  /** Every key of this name in the file. */
  named(key: string): readonly FilePath[];
  /** The line of a noted key; 1 for one that was not. */
  lineOf(path: FilePath): number;
  /** A problem at an offset. */
  at(offset: number, problem: Problem): FileProblem;
  /** A problem at the value of its path, or at the key, or else at the nearest section around it. */
  locate(problem: Problem, kind?: keyof Offsets): FileProblem;
}

const idOf = (path: FilePath) => JSON.stringify(path.map(String));

export function createPositions(source: string, file: string): Positions {
  const lineStarts = [0];
  for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1))
    lineStarts.push(end + 1);
  const noted = new Map<string, Offsets & { readonly path: FilePath }>();

  /** Halves the lines: a file may have tens of thousands of them, and as many problems. */
  const lineAt = (offset: number): number => {
    let line = 0;
    let beyond = lineStarts.length;
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1;
      if (lineStarts[middle]! <= offset) line = middle;
      else beyond = middle;
    }
    return line + 1;
  };
  const at = (offset: number, problem: Problem): FileProblem => {
    const line = lineAt(offset);
    return { ...problem, file, line, column: offset - lineStarts[line - 1]! + 1 };
  };

  return {
    at,
    note: (path, offsets) => noted.set(idOf(path), { ...offsets, path }),
    has: (path) => noted.has(idOf(path)),
    named: (key) => [...noted.values()].flatMap(({ path }) => (path.at(-1) === key ? [path] : [])),
    lineOf: (path) => lineAt(noted.get(idOf(path))?.key ?? 0),
    locate(problem, kind = 'value') {
      const { path, or = [] } = problem;
      for (const candidate of [path, ...or]) {
        const own = noted.get(idOf(candidate));
        if (own) return at(own[kind], { ...problem, path: candidate });
      }
      for (let length = path.length - 1; length >= 0; length--) {
        const around = noted.get(idOf(path.slice(0, length)));
        if (around) return at(around.key, problem);
      }
      return at(0, problem);
    },
  };
}
