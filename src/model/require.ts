/** Refusals in plain words: which field, which value, which range. */

import { type FieldPath, ModelRefusal } from './refusal.js';

/** Throws ModelRefusal unless `value` is a finite number from `low` to `high`, ends included. */
export function requireNumber(
  path: FieldPath,
  value: unknown,
  low: number,
  high: number,
  unit: string,
): void {
  if (typeof value === 'number' && value >= low && value <= high) return;
  throw new ModelRefusal(path, `a number from ${low} to ${high}${unit && ` ${unit}`}`, said(value));
}

/** Throws ModelRefusal unless `value` is a whole number from `low` to `high`, ends included. */
export function requireWhole(path: FieldPath, value: unknown, low: number, high: number): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return;
  throw new ModelRefusal(path, `a whole number from ${low} to ${high}`, said(value));
}

/** Throws ModelRefusal unless `value` is a finite number above 0. */
export function requirePositive(path: FieldPath, value: unknown, unit: string): void {
  if (typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY) return;
  throw new ModelRefusal(path, `a number above 0${unit && ` ${unit}`}`, said(value));
}

/** A value as it would be written in a program: a text that looks like a number is seen to be none. */
function said(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
