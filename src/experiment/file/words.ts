/** The few phrases that every message is made of. */

const LONGEST_QUOTE = 40;

/** `a, b or c`. */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A text in double quotes, on one line, cut to a readable length. */
export function quoted(text: string): string {
  const characters = [...text];
  const cut = characters.length > LONGEST_QUOTE;
  return JSON.stringify(cut ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : text);
}

/** What was found, for a person: `900`, `"sixty"`, `nothing`, `a list`. */
export function found(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '.nan, which is not a number';
    return Number.isFinite(value) ? String(value) : `${value < 0 ? '-' : ''}.inf, which is no finite number`;
  }
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a section with keys';
  return String(value);
}
