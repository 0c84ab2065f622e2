/** Finds the part of a zod schema that an option of a file belongs to. */
import { z } from 'zod';
import { shorthandOf } from './fields.js';
import type { FilePath } from './problem.js';

/** The schema without its defaults and its optionality. */
export function bare(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault || inner instanceof z.ZodOptional) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

/** Of a section or a list the one that `value` is meant to be, and its number; of any other schema itself. */
export function chosen(schema: z.ZodType, value: unknown): { schema: z.ZodType; option: number } {
  const inner = bare(schema);
  if (!(inner instanceof z.ZodUnion) || inner instanceof z.ZodDiscriminatedUnion)
    return { schema: inner, option: 0 };
  const options = inner.options as z.ZodType[];
  if (!options.some((option) => option instanceof z.ZodObject)) return { schema: inner, option: 0 };
  const option = options.findIndex((one) => one instanceof z.ZodArray === Array.isArray(value));
  return { schema: options[option]!, option };
}

/** The section that `value` is meant to be: of several kinds, the one that its own discriminating key names. */
export function sectionFor(schema: z.ZodType, value: unknown): z.ZodObject | undefined {
  const inner = chosen(schema, value).schema;
  if (inner instanceof z.ZodObject) return inner;
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return undefined;
  const key = inner.def.discriminator;
  const named =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return sectionsOf(inner).find((option) => (option.shape[key] as z.ZodType).safeParse(named).success);
}

/** Every section that may stand here. */
export function sectionsOf(schema: z.ZodType): z.ZodObject[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return [inner];
  // Of a section or a list that section.
  if (inner instanceof z.ZodUnion) return (inner.options as z.ZodType[]).flatMap(sectionsOf);
  return [];
}

/** The list that may stand here, alone or in place of a single item. */
function listIn(schema: z.ZodType): z.ZodArray | undefined {
  const inner = bare(schema);
  const kinds = inner instanceof z.ZodUnion ? inner.options : [inner];
  return kinds.find((kind) => kind instanceof z.ZodArray);
}

/** What stands under each of the names that a file makes up itself. */
function namedIn(schema: z.ZodType): z.ZodType | undefined {
  const inner = bare(schema);
  return inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : undefined;
}

/** The schema and the value at `path`; `undefined` where the schema knows no such option. */
export function walk(
  schema: z.ZodType,
  value: unknown,
  path: FilePath,
): { readonly schema: z.ZodType; readonly value: unknown } | undefined {
  let here: { schema: z.ZodType; value: unknown } = { schema, value };
  for (const part of path) {
    const inside = (here.value as Record<string | number, unknown> | null | undefined)?.[part];
    const next =
      listIn(chosen(here.schema, here.value).schema)?.element ??
      namedIn(here.schema) ??
      sectionFor(here.schema, here.value)?.shape[part];
    if (next === undefined) return undefined;
    here = { schema: next as z.ZodType, value: inside };
  }
  return here;
}

/**
 * A copy of `value` in which a section with nothing in it (`strip:` alone on its line) is an empty section, so
 * that someone may comment out all of its keys and have the defaults; and in which shorthands are written out.
 */
export function withEmptySections(schema: z.ZodType, written: unknown): unknown {
  const value = shorthandOf(bare(schema))?.expand(written) ?? written;
  if (value === null && sectionsOf(schema).length > 0) return Object.create(null);
  if (Array.isArray(value)) return withItemsWrittenOut(schema, value);
  if (typeof value !== 'object' || value === null) return value;
  const shape = sectionFor(schema, value)?.shape ?? {};
  const named = namedIn(schema);
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, inside] of Object.entries(value)) {
    const inner = Object.hasOwn(shape, key) ? (shape[key] as z.ZodType) : named;
    copy[key] = inner ? withEmptySections(inner, inside) : inside;
  }
  return copy;
}

/** In a list nothing is still nothing: an item that is not there is no section with its defaults. */
function withItemsWrittenOut(schema: z.ZodType, items: readonly unknown[]): unknown {
  const list = chosen(schema, items).schema;
  if (!(list instanceof z.ZodArray)) return items;
  return items.map((item) => (item === null ? item : withEmptySections(list.element as z.ZodType, item)));
}
