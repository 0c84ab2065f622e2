/** Text of a file → checked value, or everything that is wrong with it. */
import type { z } from 'zod';
import { explain } from './explain.js';
import { type Complaint, type FileProblem, inFileOrder } from './problem.js';
import { withEmptySections } from './schema-walk.js';
import { readYaml } from './yaml-text.js';

export type FileResult<T> =
  | { readonly ok: true; readonly value: T; place(complaint: Complaint): FileProblem }
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
  const yaml = readYaml(text, file);
  if (!yaml.readable) return { ok: false, problems: yaml.problems };
  if (yaml.value === null) {
    const message = `expected a section with keys, got an empty file – write for example ${example}`;
    return { ok: false, problems: [yaml.place({ path: [], message })] };
  }
  const value = withEmptySections(schema, yaml.value);
  const parsed = schema.safeParse(value);
  if (parsed.success && yaml.problems.length === 0) {
    return { ok: true, value: parsed.data, place: (complaint) => yaml.place(complaint) };
  }
  // A value that was no plain YAML has its problem already; that it is missing now is no second one.
  const reported = new Set(yaml.problems.map(({ path }) => path));
  const problems = (parsed.error?.issues ?? []).length
    ? explain(schema, value, parsed.error!.issues)
        .map(({ complaint, at }) => yaml.place(complaint, at))
        .filter(({ path }) => !reported.has(path))
    : [];
  return { ok: false, problems: inFileOrder([...yaml.problems, ...problems]) };
}
