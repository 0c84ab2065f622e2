/**
 * The kinds of fields that rig and experiment files are made of. Each is a zod schema that also knows how to say,
 * in plain words, what it expected.
 */
import { z } from 'zod';
import { nearestWord } from './nearest.js';
import { largerUnitAdvice, numberAdvice } from './number-advice.js';
import { found, HIDDEN, orList, quoted } from './words.js';

export interface NumberField {
  /** Lowest and highest value that is taken. */
  readonly low: number;
  readonly high: number;
  /** Such as `mA`; none for a plain count. */
  readonly unit?: string;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** Only multiples of this; implies whole. */
  readonly step?: number;
  /** Why the range is what it is; ends the message of a number out of it. */
  readonly why?: string;
  /** Why it may be no higher; ends the message of a number above the range, where "why" says nothing of one below. */
  readonly whyNotMore?: string;
  /** One sentence for editors; unit and range are added. */
  readonly about: string;
}

type ErrorInput = { readonly code?: string | undefined; readonly input?: unknown };

export function rangeWords(field: Pick<NumberField, 'low' | 'high' | 'unit' | 'step'>): string {
  const unit = field.unit ? ` ${field.unit}` : '';
  const step = field.step ? ` in steps of ${field.step}` : '';
  return `${field.low} to ${field.high}${unit}${step}`;
}

function numberError(field: NumberField): (issue: ErrorInput) => string {
  const { low, high, step } = field;
  return ({ input }) => {
    const whole = field.whole === true || step !== undefined;
    if (typeof input === 'string') {
      const advice = numberAdvice(input, field.unit, (figure) => nearestAdvice(figure, field));
      return `expected ${rangeWords(field)}, got ${quoted(input)} – ${advice}`;
    }
    if (input === null) {
      return `expected ${rangeWords(field)}, got nothing – write a number, or remove the line to have the default`;
    }
    if (typeof input !== 'number' || !Number.isFinite(input)) {
      return `expected ${rangeWords(field)}, got ${found(input)} – write a number`;
    }
    if (whole && !Number.isInteger(input)) {
      return `expected a whole number, ${rangeWords(field)}, got ${input} – write ${nearestIn(input, field)}`;
    }
    const why =
      largerUnitAdvice(input, low, high, field.unit) ??
      field.why ??
      (input > high ? field.whyNotMore : undefined) ??
      nearestAdvice(input, field);
    return `expected ${rangeWords(field)}, got ${input} – ${why}`;
  };
}

/** The nearest figure that is taken; undefined if this one is. */
function nearestAdvice(value: number, field: NumberField): string | undefined {
  const { low, high } = field;
  const nearest = nearestIn(value, field);
  if (nearest === value) return undefined;
  const limit = value < low ? 'at least ' : value > high ? 'at most ' : '';
  return `write ${limit}${nearest}`;
}

function nearestIn(value: number, { low, high, step = 1, whole, step: stepped }: NumberField): number {
  const inside = Math.min(high, Math.max(low, value));
  return whole || stepped ? Math.min(high, Math.max(low, Math.round(inside / step) * step)) : inside;
}

/** A number within a range. NaN and infinities are refused. */
export function number(field: NumberField): z.ZodNumber {
  const error = numberError(field);
  const base = field.whole || field.step ? z.int({ error, abort: true }) : z.number({ error });
  const ranged = base.min(field.low, { error, abort: true }).max(field.high, { error, abort: true });
  const stepped = field.step ? ranged.multipleOf(field.step, { error }) : ranged;
  return stepped.describe(`${field.about} [${rangeWords(field)}]`);
}

/** One of a few words or figures. `otherwise`: what to do for somebody who wrote something else altogether. */
export function choice<const T extends readonly (string | number)[]>(
  options: T,
  about: string,
  otherwise?: string,
) {
  const words = options.map(String);
  return z
    .literal(options as readonly T[number][], { error: ({ input }) => choiceError(words, input, otherwise) })
    .describe(`${about} [${orList(words)}]`);
}

export function choiceError(words: readonly string[], input: unknown, otherwise?: string): string {
  const meant = typeof input === 'string' ? nearestWord(input, words) : undefined;
  const list = otherwise ?? (words.length === 1 ? `write ${words[0]}` : 'write one of these');
  const advice = meant === undefined ? list : `did you mean ${meant}?`;
  return `expected ${orList(words)}, got ${found(input)} – ${advice}`;
}

const TRUE_WORDS = ['yes', 'y', 'on', '1', 'true'];
const FALSE_WORDS = ['no', 'n', 'off', '0', 'false'];

/** `true` or `false`. YAML 1.2 has no other words for them; people do. */
export function truth(about: string) {
  return z
    .boolean({
      error: ({ input }) => {
        const word = String(input).toLowerCase();
        const meant = TRUE_WORDS.includes(word)
          ? 'true'
          : FALSE_WORDS.includes(word)
            ? 'false'
            : 'true or false';
        return `expected true or false, got ${found(input)} – write ${meant}`;
      },
    })
    .describe(about);
}

/** A short text on one line. `meant`: what a figure in its place stands for; the figure in quotes unless said otherwise. */
export function text(
  longest: number,
  example: string,
  about: string,
  meant: (figure: number) => string = (figure) => `put it in quotes: "${figure}"`,
) {
  const error = ({ input }: ErrorInput) => {
    const expected = `expected a text of 1 to ${longest} characters on one line`;
    if (typeof input === 'number') return `${expected}, got ${found(input)} – ${meant(input)}`;
    if (typeof input === 'boolean') return `${expected}, got ${found(input)} – put it in quotes: "${input}"`;
    return `${expected}, got ${found(input)} – write for example ${example}`;
  };
  return (
    z
      .string({ error })
      .min(1, { error, abort: true })
      .max(longest, { error, abort: true })
      .regex(/\S/, { error, abort: true })
      // Escapes in double quotes could bring in line breaks, or codes that command a terminal.
      .refine((value) => !HIDDEN.test(value), { error })
      .describe(about)
  );
}

/** A place: a number, or the word `bath` for an electrode outside the cell. */
export function numberOrWord<const W extends string>(field: NumberField, word: W) {
  const numberWords = numberError(field);
  const error = (issue: ErrorInput) => {
    if (typeof issue.input !== 'string')
      return numberWords(issue).replace(rangeWords(field), `${rangeWords(field)}, or ${word}`);
    if (issue.input.trim().toLowerCase() === word)
      return `expected ${word} in small letters, got ${quoted(issue.input)} – write ${word}`;
    const meant = nearestWord(issue.input, [word]);
    const advice =
      meant === undefined
        ? numberAdvice(issue.input, field.unit, (figure) => nearestAdvice(figure, field))
        : `did you mean ${meant}?`;
    return `expected ${rangeWords(field)}, or ${word}, got ${quoted(issue.input)} – ${advice}`;
  };
  const figure = field.whole ? z.int({ error, abort: true }) : z.number({ error });
  return z
    .union(
      [figure.min(field.low, { error, abort: true }).max(field.high, { error }), z.literal(word, { error })],
      { error },
    )
    .describe(`${field.about} [${rangeWords(field)}, or ${word}]`);
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

/** Kinds that exist elsewhere and are refused here, each with its reason. */
const refused = z.registry<{ readonly kinds: Readonly<Record<string, string>> }>();

/** Notes kinds that a choice between sections knows but does not take, so that the message can say why. */
export function withRefusedKinds<T extends z.ZodType>(schema: T, kinds: Readonly<Record<string, string>>): T {
  refused.add(schema, { kinds });
  return schema;
}

export function refusalOfKind(schema: z.ZodType, kind: unknown): string | undefined {
  const kinds = refused.get(schema)?.kinds ?? {};
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

/** A list of sections; `undefined` unless it is there. */
export function list<T extends z.ZodType>(item: T, most: number, example: string, about: string) {
  const error = ({ input }: ErrorInput) => {
    if (Array.isArray(input)) return `expected at most ${most}, got ${input.length} – remove some`;
    return `expected a list, got ${found(input)} – write for example ${example}`;
  };
  return z.array(item, { error }).max(most, { error }).describe(about);
}

/** A place on the axon, or a list of them. */
export function numberOrNumbers(field: NumberField, most: number) {
  const numberWords = numberError(field);
  const error = (issue: ErrorInput) => {
    if (!Array.isArray(issue.input)) return numberWords(issue);
    const wrong = issue.input.find(
      (value) => typeof value !== 'number' || !(value >= field.low && value <= field.high),
    );
    if (issue.input.length > 0 && issue.input.length <= most) return numberWords({ input: wrong });
    return `expected 1 to ${most} places, got ${issue.input.length} – write for example [0, 10]`;
  };
  const figure = z.number({ error }).min(field.low, { error, abort: true }).max(field.high, { error });
  return z
    .union([figure, z.array(figure, { error }).min(1, { error }).max(most, { error })], { error })
    .describe(`${field.about} [${rangeWords(field)}, or a list]`);
}
