/** Text of a file → checked value, or everything that is wrong with it. */
import type { z } from 'zod';
import { type Explained, explain } from './explain.js';
import { type Complaint, type FilePath, type FileProblem, inFileOrder } from './problem.js';
import { withEmptySections } from './schema-walk.js';
import { readYaml } from './yaml-text.js';

export type FileResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      place(complaint: Complaint): FileProblem;
      /** Whether the file itself has this option, or it has its default. */
      has(path: FilePath): boolean;
    }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      /** What can be read with the wrong options left out, so that the rest of the file may be looked at too. */
      readonly rest?: FileRest<T>;
    };

/** A file without its wrong options: these have their defaults. */
export interface FileRest<T> {
  readonly value: T;
  place(complaint: Complaint): FileProblem;
  /** Whether an option, something in it or something around it is wrong, so that its value means nothing. */
  isWrong(path: FilePath): boolean;
}

/**
 * Reads YAML text against a schema. Never throws; `problems` is never empty and is in file order.
 * @param file the name under which problems are reported.
 * @param example what a file may look like, for the message about an empty one.
 */
export function readFileText<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  example: string,
): FileResult<z.output<S>> {
  const { places, problems, content } = readYaml(text, file);
  if (content.kind === 'unreadable') return { ok: false, problems };
  if (content.value === null) {
    const message = `expected a section with keys, got an empty file – write for example ${example}`;
    return { ok: false, problems: [places.place({ path: [], message })] };
  }
  const value = withEmptySections(schema, content.value);
  const parsed = schema.safeParse(value);
  if (parsed.success && problems.length === 0) {
    return {
      ok: true,
      value: parsed.data,
      place: (complaint) => places.place(complaint),
      has: (path) => places.has(path),
    };
  }
  // What was no plain YAML has its problem already; that there is no value now is not a second one.
  const told = new Set(problems.map(({ path }) => path));
  const complaints = parsed.success ? [] : explain(schema, value, parsed.error.issues);
  const more = complaints
    .map(({ complaint, at }) => places.place(complaint, at))
    .filter(({ path }) => !told.has(path));
  const all = inFileOrder([...problems, ...more]);
  // A misspelt key may stand for any option of its section, so all of the section is in doubt.
  const wrong = complaints.map(({ complaint, at }) =>
    at === 'key' ? complaint.path.slice(0, -1) : complaint.path,
  );
  const rest = problems.length > 0 ? undefined : schema.safeParse(without(value, complaints));
  if (!rest?.success) return { ok: false, problems: all };
  return {
    ok: false,
    problems: all,
    rest: {
      value: rest.data,
      place: (complaint) => places.place(complaint),
      isWrong: (path) =>
        wrong.some((other) => other.every((part, i) => i >= path.length || part === path[i])),
    },
  };
}

/** A copy of `value` without what the complaints are about. Lists are left as they are. */
function without(value: unknown, complaints: readonly Explained[]): unknown {
  const copy = structuredClone(value);
  for (const { complaint } of complaints) {
    const around = complaint.path.slice(0, -1).reduce<unknown>(inside, copy);
    if (typeof around !== 'object' || around === null || Array.isArray(around)) continue;
    delete (around as Record<string, unknown>)[String(complaint.path.at(-1))];
  }
  return copy;
}

function inside(value: unknown, part: string | number): unknown {
  return (value as Record<string | number, unknown> | null | undefined)?.[part];
}
