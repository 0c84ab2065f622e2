/** The few phrases that every message is made of. */

const LONGEST_QUOTE = 40;

/**
 * What no line of text may have: codes that command a terminal, line and paragraph separators, a byte order mark, and
 * marks that turn the direction of writing, so that a text does not read as it is.
 */
export const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\uFEFF]/u;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text in double quotes, on one line, cut to a readable length. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_QUOTE + 2)];
  const cut = characters.length > LONGEST_QUOTE;
  const shown = JSON.stringify(cut ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : text);
  return shown.replace(new RegExp(HIDDEN, 'gu'), escaped);
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
