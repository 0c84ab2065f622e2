/** Refusals in plain words: which field, which value, which range. */

/** Throws RangeError unless `value` is a finite number from `low` to `high`, ends included. */
export function requireNumber(field: string, value: number, low: number, high: number, unit: string): void {
  if (typeof value === 'number' && value >= low && value <= high) return;
  throw new RangeError(
    `${field}: expected a number from ${low} to ${high}${unit && ` ${unit}`}, got ${value}`,
  );
}

/** Throws RangeError unless `value` is a whole number from `low` to `high`, ends included. */
export function requireWhole(field: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${field}: expected a whole number from ${low} to ${high}, got ${value}`);
}
