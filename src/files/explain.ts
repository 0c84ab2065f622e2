/** From zod's issues to problems in the words of a rig file. */

import { z } from 'zod';
import { orList } from '../units.js';
import { choiceRefusal, exampleOf, ownNameRefusal } from './fields.js';
import { gluedKey, withoutSpace } from './glued.js';
import { nearestWord } from './nearest.js';
import { type FilePath, MOST_PROBLEMS, type Problem, pathWords, type Wrong } from './problem.js';
import { keyRefusalOf, refusalOf } from './refusals.js';
import { bare, chosen, sectionFor, sectionsOf, walk } from './schema-walk.js';
import { found } from './words.js';

/** A problem, and whether it is about the key or about its value. */
export type Explained = WrongKey | WrongValue;

interface WrongKey {
  readonly at: 'key';
  readonly problem: Problem;
  /** Of a misspelt key: the option that was meant. */
  readonly meant?: FilePath | undefined;
}

interface WrongValue {
  readonly at: 'value';
  readonly problem: Problem;
  readonly value: unknown;
}

/** What `schema` has against `value`; one problem an option, and no more than are told. */
export function explain(schema: z.ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): Explained[] {
  const explained: Explained[] = [];
  const seen = new Set<string>();
  for (const issue of issues) {
    for (const one of explainIssue(schema, value, issue)) {
      const path = JSON.stringify(one.problem.path);
      if (seen.has(path)) continue;
      if (explained.length > MOST_PROBLEMS) return explained;
      seen.add(path);
      explained.push(one);
    }
  }
  // That an option is missing is no second problem where it is there and misspelt.
  const meant = new Set(explained.map((one) => one.at === 'key' && JSON.stringify(one.meant)));
  return explained.filter(
    ({ at, problem: { path } }) =>
      at === 'key' || !meant.has(JSON.stringify(path)) || walk(schema, value, path)?.value !== undefined,
  );
}

function explainIssue(schema: z.ZodType, value: unknown, issue: z.core.$ZodIssue): Explained[] {
  const path = issue.path as FilePath;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_PROBLEMS + 1).map((key) => unknownKey(schema, value, path, key));
  }
  if (issue.code === 'invalid_key') {
    const around = walk(schema, value, path.slice(0, -1));
    const refuse = (around && keyRefusalOf(bare(around.schema))) ?? ownNameRefusal;
    return [{ at: 'key', problem: { path, ...refuse(String(path.at(-1))) } }];
  }
  const here = walk(schema, value, path);
  if (issue.code === 'invalid_union' && 'discriminator' in issue && issue.discriminator !== undefined) {
    const around = path.slice(0, -1);
    const key = String(path.at(-1));
    const section = walk(schema, value, around)?.value;
    const glued = gluedTo(key, section);
    if (glued !== undefined)
      return [{ at: 'key', problem: { path: [...around, glued], ...withoutSpace(glued, gluedKey(glued)!) } }];
    const misspelt = misspeltKey(section, key);
    if (misspelt !== undefined)
      return [{ at: 'key', problem: { path: [...around, misspelt], ...unknown(`did you mean ${key}?`) } }];
    return [{ at: 'value', problem: { path, ...wrongKind(schema, value, path) }, value: here?.value }];
  }
  if (issue.code === 'invalid_union' && here !== undefined && sectionsOf(here.schema).length > 0) {
    const isThere = typeof here.value === 'object' && here.value !== null;
    const inside = isThere ? (issue.errors[chosen(here.schema, here.value).option] ?? []) : [];
    // They are told one by one; their paths begin here.
    const more = inside.flatMap((one) =>
      explainIssue(schema, value, { ...one, path: [...path, ...one.path] } as z.core.$ZodIssue),
    );
    if (more.length > 0) return more;
  }
  const wrong = here === undefined ? { expected: 'another value' } : wrongValue(here.schema, here.value);
  return [{ at: 'value', problem: { path, ...wrong }, value: here?.value }];
}

function wrongValue(schema: z.ZodType, value: unknown): Wrong {
  const inner = bare(schema);
  const { schema: own } = chosen(inner, value);
  if (sectionsOf(own).length > 0) return noSection(inner, value);
  return refusalOf(own)?.(value) ?? { expected: 'another value', got: found(value) };
}

/** A section was expected and something else is there, or nothing. */
function noSection(schema: z.ZodType, value: unknown): Wrong {
  const glued = typeof value === 'string' ? gluedKey(value) : undefined;
  if (glued !== undefined) return withoutSpace(String(value), glued);
  const example = exampleOf(schema) ?? exampleOf(chosen(schema, value).schema);
  const advice = example === undefined ? undefined : `write for example ${example}`;
  return { expected: 'a section with keys', got: found(value), advice };
}

/** The key that tells which kind of section it is, is missing or names no kind. */
function wrongKind(schema: z.ZodType, value: unknown, path: FilePath): Wrong {
  const around = walk(schema, value, path.slice(0, -1));
  const union = around && bare(around.schema);
  const key = String(path.at(-1));
  if (!(union instanceof z.ZodDiscriminatedUnion)) return { expected: 'another value' };
  const kinds = sectionsOf(union).flatMap((option) => {
    const kind = bare(option.shape[key] as z.ZodType);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
  const given = (around?.value as Record<string, unknown> | null)?.[key];
  if (given !== undefined && given !== null) return choiceRefusal(kinds, given);
  const example = exampleOf(union);
  const advice = example === undefined ? 'add it' : `write for example ${example}`;
  return { expected: `${key}: ${orList(kinds)}`, got: 'nothing', advice };
}

const unknown = (advice: string): Wrong => ({ said: 'unknown key', advice });
const unknownHere = (advice: string): Wrong => ({ said: 'unknown key here', advice });

function unknownKey(schema: z.ZodType, value: unknown, path: FilePath, key: string): WrongKey {
  const here = walk(schema, value, path);
  const own = here && sectionFor(here.schema, here.value);
  const known = own ? Object.keys(own.shape) : [];
  const said = (wrong: Wrong, meant?: string): WrongKey => ({
    at: 'key',
    problem: { path: [...path, key], ...wrong },
    meant: meant === undefined ? undefined : [...path, meant],
  });
  const glued = gluedKey(key);
  if (glued !== undefined) return said(withoutSpace(key, glued));
  const isFigure = /^\d+(\.\d*)?$/.test(key);
  // What a comma cuts off has no value of its own; `5: usb` is a key that somebody made up.
  const isCutOff = (here?.value as Record<string, unknown> | null)?.[key] === null;
  if (isFigure && isCutOff && !known.some((name) => /^\d+$/.test(name)))
    return said(unknown(commaAdvice(key, here?.value)));
  const sibling = here && otherKindWith(here.schema, own, key);
  if (sibling) return said(unknownHere(`it goes with ${sibling}; remove it`));
  if (/^\d+$/.test(key) && known.some((name) => /^\d+$/.test(name)))
    return said(unknown(`expected ${orList(known)}`));
  const one = known.find((name) => `${name}s` === key || `${key}s` === name);
  if (one !== undefined) return said(unknown(`did you mean ${one}?`), one);
  const elsewhere = pathsTo(key, schema).map(pathWords);
  if (elsewhere.length > 0) return said(unknownHere(`did you mean ${orList(elsewhere.slice(0, 3))}?`));
  const meant = nearestWord(key, known);
  if (meant !== undefined) return said(unknown(`did you mean ${meant}?`), meant);
  return said(unknown(`expected ${orList(known)}`));
}

/** Inside { } a comma ends a figure: `{currentNa: 5,354.1}` has the keys `currentNa` and `354.1`. */
function commaAdvice(rest: string, section: unknown): string {
  const keys = Object.entries((section ?? {}) as Record<string, unknown>);
  const at = keys.findIndex(([name]) => name === rest);
  const [name, before] = keys[at - 1] ?? [];
  // Three digits may be thousands; a whole number as a key comes first, whatever stood before it.
  const thousands = /^\d{3}(\.|$)/.test(rest);
  if (thousands && rest.includes('.') && typeof before === 'number')
    return `a comma ends a figure here; write it without: ${name}: ${before}${rest}`;
  const point = `if this is the rest of a decimal figure, write it with a point: 0.${rest}`;
  if (rest.includes('.')) return 'a comma ends a figure here; write thousands without a comma';
  return thousands ? `${point}; thousands are written without a comma` : point;
}

/** `kind:serial`, if a section has that instead of the key `kind`. */
function gluedTo(key: string, section: unknown): string | undefined {
  if (typeof section !== 'object' || section === null || Object.hasOwn(section, key)) return undefined;
  return Object.keys(section).find((name) => gluedKey(name)?.key === key);
}

/** `knid`, if a section has that instead of the key `kind`. */
function misspeltKey(section: unknown, key: string): string | undefined {
  if (typeof section !== 'object' || section === null || Object.hasOwn(section, key)) return undefined;
  return Object.keys(section).find((name) => nearestWord(name, [key]) !== undefined);
}

/** `kind: serial`, if another kind of this section has the key. */
function otherKindWith(schema: z.ZodType, own: z.ZodObject | undefined, key: string): string | undefined {
  const union = bare(schema);
  if (!(union instanceof z.ZodDiscriminatedUnion)) return undefined;
  const discriminator = union.def.discriminator;
  const kinds = sectionsOf(union).flatMap((option) => {
    if (option === own || !Object.hasOwn(option.shape, key)) return [];
    const kind = bare(option.shape[discriminator] as z.ZodType);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
  return kinds.length === 0 ? undefined : `${discriminator}: ${orList(kinds)}`;
}

/** Every path of the schema that ends with this very key. */
function pathsTo(key: string, schema: z.ZodType, above: FilePath = []): FilePath[] {
  const paths = sectionsOf(schema).flatMap(({ shape }) =>
    Object.entries(shape).flatMap(([name, inner]) => [
      ...(name === key ? [[...above, name]] : []),
      ...pathsTo(key, inner as z.ZodType, [...above, name]),
    ]),
  );
  return [...new Map(paths.map((path) => [pathWords(path), path])).values()];
}
