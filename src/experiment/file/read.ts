/** Text of a file → checked value, or everything that is wrong with it. */
import type { z } from 'zod';
import { explain } from './explain.js';
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
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

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
  return { ok: false, problems: inFileOrder([...problems, ...more]) };
}
