/** Text of a file → checked value, or everything that is wrong with it. */
import type { z } from 'zod';
import { type Explained, explain } from './explain.js';
import { explainLost, LOST_KEY } from './lost-key.js';
import { type FilePath, type FileProblem, inFileOrder, type Problem, pathWords } from './problem.js';
import type { Refuse } from './refusals.js';
import { withEmptySections } from './schema-walk.js';
import { readYaml } from './yaml-text.js';

export type FileResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      locate(problem: Problem): FileProblem;
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
  locate(problem: Problem): FileProblem;
  /** Whether an option, something in it or something around it is wrong, so that its value means nothing. */
  isWrong(path: FilePath): boolean;
}

/**
 * What an option has against a value in this very file, where the rest of the file leaves it less than the schema does;
 * `undefined` where the schema says all there is to say.
 */
export type OwnRefusals<T> = (
  rest: Pick<FileRest<T>, 'value' | 'isWrong'>,
) => (path: FilePath) => Refuse | undefined;

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
  ownRefusals: OwnRefusals<z.output<S>> = () => () => undefined,
): FileResult<z.output<S>> {
  const { positions, problems, content } = readYaml(text, file);
  if (content.kind === 'unreadable') return { ok: false, problems };
  const locate = (problem: Problem) => positions.locate(problem);
  if (content.value === null) {
    const advice = `write for example ${example}`;
    const empty = { path: [], expected: 'a section with keys', got: 'an empty file', advice };
    return { ok: false, problems: [locate(empty)] };
  }
  const value = withEmptySections(schema, content.value);
  const parsed = schema.safeParse(value);
  const lost = explainLost(schema, value, positions.named(LOST_KEY));
  if (parsed.success && problems.length + lost.length === 0)
    return { ok: true, value: parsed.data, locate, has: positions.has };

  const explained = [...(parsed.success ? [] : explain(schema, value, parsed.error.issues)), ...lost];
  const rest = problems.length > 0 ? undefined : restOf(schema, value, explained);
  const ownRefusal = rest && ownRefusals(rest);
  // What was no plain YAML has its problem already; that there is no value now is not a second one.
  const told = new Set(problems.map(({ path }) => pathWords(path)));
  const more = explained
    .map((one) => {
      const own = one.at === 'value' ? ownRefusal?.(one.problem.path)?.(one.value) : undefined;
      return positions.locate(own === undefined ? one.problem : { path: one.problem.path, ...own }, one.at);
    })
    .filter(({ path }) => !told.has(pathWords(path)));
  const all = inFileOrder([...problems, ...more]);
  return rest === undefined
    ? { ok: false, problems: all }
    : { ok: false, problems: all, rest: { ...rest, locate } };
}

/** The file without what is wrong; `undefined` if that is no file of its kind. */
function restOf<S extends z.ZodType>(
  schema: S,
  value: unknown,
  explained: readonly Explained[],
): Omit<FileRest<z.output<S>>, 'locate'> | undefined {
  const rest = schema.safeParse(without(value, explained));
  if (!rest.success) return undefined;
  // A misspelt key may stand for any option of its section, so all of the section is in doubt.
  const wrong = explained.map(({ problem: { path }, at }) => (at === 'key' ? path.slice(0, -1) : path));
  return {
    value: rest.data,
    isWrong: (path) => wrong.some((other) => other.every((part, i) => i >= path.length || part === path[i])),
  };
}

/** A copy of `value` without what the problems are about. Lists are left as they are. */
function without(value: unknown, explained: readonly Explained[]): unknown {
  const copy = structuredClone(value);
  for (const { problem } of explained) {
    const around = problem.path.slice(0, -1).reduce<unknown>(inside, copy);
    if (typeof around !== 'object' || around === null || Array.isArray(around)) continue;
    delete (around as Record<string, unknown>)[String(problem.path.at(-1))];
  }
  return copy;
}

function inside(value: unknown, part: string | number): unknown {
  return (value as Record<string | number, unknown> | null | undefined)?.[part];
}
