/** What needs no quotation marks in any shell: letters and digits of all languages, and a few signs. */
const PLAIN = /^[\p{L}\p{N}_./:@%+=,~][\p{L}\p{M}\p{N}_./:@%+=,~-]*$/u;

/**
 * A file's name or path as a person types it in a command that we print: with quotation marks where a shell would take it
 * for more than one word, or for something else.
 */
export function typedName(name: string): string {
  if (PLAIN.test(name)) return name;
  const safe = name.startsWith('-') ? `./${name}` : name;
  if (PLAIN.test(safe)) return safe;
  // Within double ones these have a meaning; cmd of Windows knows no others, and lets no name have the first.
  return /["$`!]/.test(safe) ? `'${safe.replaceAll("'", "'\\''")}'` : `"${safe}"`;
}
