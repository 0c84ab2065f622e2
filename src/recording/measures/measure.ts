/** A measure as a value: a number with its unit, or no number and the reason in words. */

export type Measure =
  | { readonly value: number; readonly unit: string }
  | { readonly value: null; readonly because: string };

export function known(value: number, unit: string): Measure {
  return { value, unit };
}

/** @param because a clause without a full stop: `the trace has no spike`. */
export function unknown(because: string): Measure {
  return { value: null, because };
}
