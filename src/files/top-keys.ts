/** The names of a file's sections, as far as they can be made out: enough to tell what kind of file it is. */
import { isMap, isScalar } from 'yaml';
import { composedToLookAt } from './yaml-scan.js';
import { MAX_FILE_CHARS } from './yaml-text.js';

/** Never throws; of a text that is no YAML with keys there are none. Keys before a syntax error are found. */
export function topKeys(text: string): string[] {
  // What is longer is refused, whatever it is.
  const read = composedToLookAt(text.slice(0, MAX_FILE_CHARS), false);
  if (!read.ok || !isMap(read.document.contents)) return [];
  return read.document.contents.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
}
