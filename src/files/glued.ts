/** A key and its value without a space after the colon: `leds:60` is one word to YAML. */
import type { Wrong } from './problem.js';
import { quoted } from './words.js';

interface Glued {
  readonly key: string;
  /** Empty where nothing follows the colon. */
  readonly value: string;
}

/** The key and the value that were meant; `undefined` if the text is nothing of the kind. */
export function gluedKey(text: string): Glued | undefined {
  const glued = /^([A-Za-z]\w*):(\S*)$/.exec(text);
  return glued === null ? undefined : { key: glued[1]!, value: glued[2]! };
}

/** What is wrong with such a text. */
export function withoutSpace(text: string, { key, value }: Glued): Wrong {
  return { expected: 'a space after the colon', got: quoted(text), advice: `write ${key}: ${value || '…'}` };
}
