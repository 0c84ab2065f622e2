/** What the rig has against a file, in the language of the page as far as the page knows it. Pure. */
import { rigWords } from '../../web/words/rig-words.js';
import { language, say } from '../../web/words/say.js';

export interface Reasons {
  readonly lines: readonly string[];
  /** Says that some of them are in another language than the page; undefined: none is. */
  readonly inEnglish: string | undefined;
}

/** @param lines of the rig, one for each mistake. */
export function reasonsOf(lines: readonly string[]): Reasons {
  const said = lines.map(rigWords);
  const isForeign = language() !== 'en' && said.some((line, at) => line === lines[at]);
  return { lines: said, inEnglish: isForeign ? say('open.inEnglish') : undefined };
}

/** The same as one text. */
export function reasonWords(lines: readonly string[]): string {
  const { lines: said, inEnglish = '' } = reasonsOf(lines);
  return [inEnglish, ...said].join(' ').trim();
}
