/** Refusals in plain words: which field, which value, which range. */

/** Throws RangeError unless `value` is a finite number from `low` to `high`, ends included. */
export function requireNumber(field: string, value: number, low: number, high: number, unit: string): void {
  if (typeof value === 'number' && value >= low && value <= high) return;
  throw new RangeError(
    `${field}: expected a number from ${low} to ${high}${unit && ` ${unit}`}, got ${said(value)}`,
  );
}

/** Throws RangeError unless `value` is a whole number from `low` to `high`, ends included. */
export function requireWhole(field: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${field}: expected a whole number from ${low} to ${high}, got ${said(value)}`);
}

/** Throws RangeError unless `value` is a finite number above 0. */
export function requirePositive(field: string, value: number, unit: string): void {
  if (typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY) return;
  throw new RangeError(`${field}: expected a number above 0${unit && ` ${unit}`}, got ${said(value)}`);
}

/** A value as it would be written in a program: a text that looks like a number is seen to be none. */
function said(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
