/** Fields of lines, each `undefined` where a text is none. */

/** A whole number up to `high`. */
export function decimal(text: string | undefined, high = 0xffffffff): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= high ? value : undefined;
}

/** A number in exactly so many lower-case hexadecimal digits. */
export function hexadecimal(text: string | undefined, digits: number): number | undefined {
  if (text?.length !== digits || !/^[0-9a-f]+$/.test(text)) return undefined;
  return Number.parseInt(text, 16);
}

export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The fields of the form `key=value`. */
export function keyed(fields: readonly string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const field of fields) {
    const at = field.indexOf('=');
    if (at > 0) map.set(field.slice(0, at), field.slice(at + 1));
  }
  return map;
}
