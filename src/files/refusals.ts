/**
 * What each kind of field has against a value, noted beside its schema. Zod tells where something is wrong; its issues
 * can carry nothing but text, so what is wrong is asked of the field itself, with the value that stands there.
 */
import { z } from 'zod';
import type { Wrong } from './problem.js';

/** What is wrong with a value that a field does not take. */
export type Refuse = (value: unknown) => Wrong;

const refusals = z.registry<{ readonly refuse: Refuse }>();

/** Notes what a schema has against the values that it does not take. */
export function withRefusal<T extends z.ZodType>(schema: T, refuse: Refuse): T {
  refusals.add(schema, { refuse });
  return schema;
}

const keyRefusals = z.registry<{ readonly refuse: (key: string) => Wrong }>();

/** Notes what a section under names of its own has against a name. */
export function withKeyRefusal<T extends z.ZodType>(schema: T, refuse: (key: string) => Wrong): T {
  keyRefusals.add(schema, { refuse });
  return schema;
}

/** `undefined` of a schema that has none. */
export function keyRefusalOf(schema: z.ZodType): ((key: string) => Wrong) | undefined {
  return keyRefusals.get(schema)?.refuse;
}

/** `undefined` of a schema that has none, such as a section. */
export function refusalOf(schema: z.ZodType): Refuse | undefined {
  return refusals.get(schema)?.refuse;
}
