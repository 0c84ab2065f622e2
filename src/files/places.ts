/** Where things stand in a file: offsets → line and column, paths → offsets. */
import { type Complaint, type FilePath, type FileProblem, pathWords } from './problem.js';

/** Offsets of a key and of its value [characters from the start]. */
interface Place {
  readonly key: number;
  readonly value: number;
}

export interface Places {
  /** Notes where a key and its value stand. */
  note(path: FilePath, place: Place): void;
  /** Whether a place was noted. */
  has(path: FilePath): boolean;
  /** The line of a noted key; 1 for one that was not. */
  lineOf(path: FilePath): number;
  /** A problem at an offset. */
  at(offset: number, path: FilePath, message: string): FileProblem;
  /** Gives a complaint its place: at the value, or at the key, or else at the nearest section around it. */
  place(complaint: Complaint, kind?: keyof Place): FileProblem;
}

const idOf = (path: FilePath) => JSON.stringify(path.map(String));

export function createPlaces(source: string, file: string): Places {
  const lineStarts = [0];
  for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1))
    lineStarts.push(end + 1);
  const noted = new Map<string, Place>();

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
  const at = (offset: number, path: FilePath, message: string): FileProblem => {
    const line = lineAt(offset);
    return { file, line, column: offset - lineStarts[line - 1]! + 1, path: pathWords(path), message };
  };

  return {
    at,
    note: (path, place) => noted.set(idOf(path), place),
    has: (path) => noted.has(idOf(path)),
    lineOf: (path) => lineAt(noted.get(idOf(path))?.key ?? 0),
    place({ path, or = [], message }, kind = 'value') {
      for (const candidate of [path, ...or]) {
        const own = noted.get(idOf(candidate));
        if (own) return at(own[kind], candidate, message);
      }
      for (let length = path.length - 1; length >= 0; length--) {
        const around = noted.get(idOf(path.slice(0, length)));
        if (around) return at(around.key, path, message);
      }
      return at(0, path, message);
    },
  };
}
