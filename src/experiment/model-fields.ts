/** Fields of files made of the model's own, so that a range stands in one place. */
import type { z } from 'zod';
import { number } from '../files/fields.js';
import type { NumberField } from '../model/index.js';

type Fields = Readonly<Record<string, NumberField>>;

function made<Made>(fields: Fields, make: (field: NumberField, name: string) => Made): Record<string, Made> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, make(field, name)]));
}

/** Each must be written. */
export function required<F extends Fields>(fields: F) {
  return made(fields, number) as { [Name in keyof F]: z.ZodNumber };
}

/** Each may be left out. */
export function optional<F extends Fields>(fields: F) {
  return made(fields, (field) => number(field).optional()) as {
    [Name in keyof F]: z.ZodOptional<z.ZodNumber>;
  };
}

/** Each has a value where it is left out. */
export function defaulted<F extends Fields>(fields: F, values: { readonly [Name in keyof F]: number }) {
  return made(fields, (field, name) => number(field).default(values[name]!)) as {
    [Name in keyof F]: z.ZodDefault<z.ZodNumber>;
  };
}
