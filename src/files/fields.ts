/** The kinds of fields that rig and experiment files are made of. Each says in parts what it has against a value. */

import { z } from 'zod';
import { orList } from '../units.js';
import { nearestWord } from './nearest.js';
import type { Wrong } from './problem.js';
import { withRefusal } from './refusals.js';
import { found, HIDDEN } from './words.js';

export { type NumberField, type NumberRange, number, numberOrNumbers, numberOrWord } from './number-field.js';
export { withRefusal } from './refusals.js';

/** One of a few words or figures. `otherwise`: what to do for somebody who wrote something else altogether. */
export function choice<const T extends readonly (string | number)[]>(
  options: T,
  about: string,
  otherwise?: string,
) {
  const words = options.map(String);
  const schema = z.literal(options as readonly T[number][]).describe(`${about} [${orList(words)}]`);
  return withRefusal(schema, (value) => choiceRefusal(words, value, otherwise));
}

/** What is wrong with a value that is none of the words. */
export function choiceRefusal(words: readonly string[], value: unknown, otherwise?: string): Wrong {
  const meant = typeof value === 'string' ? nearestWord(value, words) : undefined;
  const list = otherwise ?? (words.length === 1 ? `write ${words[0]}` : 'write one of these');
  const advice = meant === undefined ? list : `did you mean ${meant}?`;
  return { expected: orList(words), got: found(value), advice };
}

const TRUE_WORDS = ['yes', 'y', 'on', '1', 'true'];
const FALSE_WORDS = ['no', 'n', 'off', '0', 'false'];

/** `true` or `false`. YAML 1.2 has no other words for them; people do. */
export function truth(about: string) {
  return withRefusal(z.boolean().describe(about), (value) => {
    const word = typeof value === 'object' ? '' : String(value).toLowerCase();
    const isMeant = (words: readonly string[]) => words.includes(word);
    const meant = isMeant(TRUE_WORDS) ? 'true' : isMeant(FALSE_WORDS) ? 'false' : 'true or false';
    return { expected: 'true or false', got: found(value), advice: `write ${meant}` };
  });
}

interface TextManner {
  /** What to do for somebody who wrote a figure; to put it in quotes unless said otherwise. */
  readonly forFigure?: (figure: number) => string;
  /** The same for `true` and `false`. */
  readonly forTruth?: () => string;
  /** What is wrong with a text that is short enough and on one line. */
  readonly refuse?: (text: string) => Wrong | undefined;
}

/** A short text on one line. */
export function text(longest: number, example: string, about: string, manner: TextManner = {}) {
  const { forFigure = inQuotes, forTruth, refuse = () => undefined } = manner;
  // Escapes in double quotes could bring in line breaks, or codes that command a terminal.
  const isLine = (value: string) => /\S/.test(value) && value.length <= longest && !HIDDEN.test(value);
  const schema = z
    .string()
    .min(1)
    .max(longest)
    .regex(/\S/)
    .refine((value) => isLine(value) && refuse(value) === undefined)
    .describe(about);
  return withRefusal(schema, (value) => {
    const own = typeof value === 'string' && isLine(value) ? refuse(value) : undefined;
    if (own !== undefined) return own;
    let advice = `write for example ${example}`;
    if (typeof value === 'number') advice = forFigure(value);
    if (typeof value === 'boolean') advice = forTruth?.() ?? inQuotes(value);
    return { expected: `a text of 1 to ${longest} characters on one line`, got: found(value), advice };
  });
}

const inQuotes = (value: number | boolean) => `put it in quotes: "${value}"`;

/** A list of sections; `undefined` unless it is there. `needed`: what an empty list lacks, if it may not be empty. */
export function list<T extends z.ZodType>(
  item: T,
  most: number,
  example: string,
  about: string,
  needed?: string,
) {
  const items = needed === undefined ? z.array(item) : z.array(item).min(1);
  return withRefusal(items.max(most).describe(about), (value) => {
    const advice = `write for example ${example}`;
    if (!Array.isArray(value)) return { expected: 'a list', got: found(value), advice };
    if (value.length === 0) return { expected: `1 or more ${needed}`, got: 'an empty list', advice };
    return { expected: `at most ${most}`, got: String(value.length), advice: 'remove some' };
  });
}

/** A name that a file makes up: `blue-rise`. */
const OWN_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_OWN_NAME = 40;

/** Whether a text may be a name that a file makes up. */
export const isOwnName = (name: string) => name.length <= LONGEST_OWN_NAME && OWN_NAME.test(name);

/** A name that a file makes up, or that it gives to something of its own. */
export function ownName(example: string, about: string) {
  const schema = z.string().max(LONGEST_OWN_NAME).regex(OWN_NAME).describe(about);
  return withRefusal(schema, (value) => ({
    expected: `a name of small letters, digits and hyphens, ${LONGEST_OWN_NAME} characters at most`,
    got: found(value),
    advice: `write for example ${example}`,
  }));
}

/** Sections under names that the file makes up itself, in its order. `needed`: what none at all lacks, if there must be one. */
export function namedSections<T extends z.ZodType>(
  item: T,
  most: number,
  example: string,
  about: string,
  needed?: string,
) {
  const name = z.string().max(LONGEST_OWN_NAME).regex(OWN_NAME);
  const isTaken = (value: object) => {
    const count = Object.keys(value).length;
    return count <= most && (needed === undefined || count > 0);
  };
  const schema = z.record(name, item).refine(isTaken).describe(about);
  return withRefusal(schema, (value) => {
    const advice = `write for example ${example}`;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { expected: 'a section with names of your own', got: found(value), advice };
    const count = Object.keys(value).length;
    if (count === 0) return { expected: `1 or more ${needed}`, got: 'none', advice };
    return { expected: `at most ${most}`, got: String(count), advice: 'remove some' };
  });
}

/** What is wrong with a name that a file makes up. */
export function ownNameRefusal(name: string): Wrong {
  const meant = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  return {
    said: 'no name',
    advice: `names are of small letters, digits and hyphens, ${LONGEST_OWN_NAME} characters at most${
      isOwnName(meant) ? `: write ${meant}` : ''
    }`,
  };
}

/** How a section may look, for the message when something else stands in its place. */
const examples = z.registry<{ readonly example: string }>();

/** Keys with values; any other key is refused. `example` shows it in one line of YAML. */
export function section<T extends z.core.$ZodLooseShape>(shape: T, about: string, example: string) {
  const schema = z.strictObject(shape).describe(about);
  examples.add(schema, { example });
  return schema;
}

/** Notes the example of a schema that is no plain section: a choice between sections. */
export function withExample<T extends z.ZodType>(schema: T, example: string): T {
  examples.add(schema, { example });
  return schema;
}

/** A section, or a list in its place. Of anything else the section is expected. */
export function sectionOrList<S extends z.ZodObject, L extends z.ZodArray>(
  one: S,
  several: L,
  about: string,
): z.ZodUnion<readonly [S, L]> {
  return z.union([one, several]).describe(about);
}

/** Shorter ways to write a section, such as a bare number for `{pin: 3}`. */
const shorthands = z.registry<Shorthand>();

export interface Shorthand {
  /** The section that a value stands for; the value itself if it is no such shorthand. */
  expand(value: unknown): unknown;
  /** The short form as a JSON Schema, for editors. */
  readonly schema: z.core.JSONSchema.BaseSchema;
}

/** Notes a shorter way to write a section. */
export function withShorthand<T extends z.ZodType>(schema: T, shorthand: Shorthand): T {
  shorthands.add(schema, shorthand);
  return schema;
}

export function shorthandOf(schema: z.core.$ZodType): Shorthand | undefined {
  return shorthands.get(schema as z.ZodType);
}

export function exampleOf(schema: z.ZodType): string | undefined {
  return examples.get(schema)?.example;
}
