/**
 * Numbers that people choose, as data: what each is, and the range in which it means something. The model checks
 * against them, and files, sliders and documents are made from them.
 */

import type { FieldPath } from './refusal.js';
import { requireNumber, requireWhole } from './require.js';

export interface NumberField {
  /** Lowest and highest value that is taken. */
  readonly low: number;
  readonly high: number;
  /** Such as `mV`; none for a plain count or a share. */
  readonly unit?: string;
  /** Whole numbers only. */
  readonly whole?: boolean;
  /** Why the range is what it is. */
  readonly why?: string;
  /** Why it may be no higher. */
  readonly whyNotMore?: string;
  /** What it is, in one sentence without unit and range. */
  readonly about: string;
}

/** One field for each number of a spec. */
export type FieldsOf<Spec> = { readonly [Name in Exclude<keyof Spec, 'kind'>]-?: NumberField };

/** Throws ModelRefusal unless `value` is a number that the field takes. */
export function requireField(path: FieldPath, value: unknown, field: NumberField): void {
  const { low, high, unit = '', whole = false } = field;
  if (whole) requireWhole(path, value, low, high);
  else requireNumber(path, value, low, high, unit);
}

/** Throws ModelRefusal for the first value of a spec that its field does not take. `at`: where the spec stands. */
export function requireFields(
  at: FieldPath,
  spec: object,
  fields: Readonly<Record<string, NumberField>>,
): void {
  const given: Readonly<Record<string, unknown>> = { ...spec };
  for (const [name, field] of Object.entries(fields)) requireField([...at, name], given[name], field);
}
