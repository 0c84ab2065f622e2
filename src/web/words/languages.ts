/** Which languages there are, and which one a page speaks. Pure but for what it loads. */
import { EN } from './en.js';
import type { WordsFile } from './english.js';

export interface Language {
  /** As browsers and `?lang=` call it. */
  readonly code: string;
  /** As its speakers call it. */
  readonly name: string;
  /** Whose way of writing numbers and lists it has. */
  readonly locale: string;
  /** Its words, loaded only where they are wanted; English is there already. */
  load(): Promise<WordsFile | undefined>;
}

/** Who adds a language writes its file and a line here. */
export const LANGUAGES: readonly Language[] = [
  { code: 'en', name: 'English', locale: 'en-GB', load: async () => undefined },
  { code: 'de', name: 'Deutsch', locale: 'de', load: async () => (await import('./de.js')).DE },
];

/** For tests and for who adds words: English with marks, in which words that come from no message have none. */
export const PSEUDO: Language = {
  code: 'en-XA',
  name: 'Pseudo',
  locale: 'en-GB',
  load: async () => (await import('./pseudo.js')).pseudoOf(EN),
};

/** The language of a code, or of its first part: `de-AT` is German here. */
export function languageOf(code: string | null | undefined): Language | undefined {
  const wanted = code?.toLowerCase() ?? '';
  if (wanted === PSEUDO.code.toLowerCase()) return PSEUDO;
  return (
    LANGUAGES.find((one) => one.code.toLowerCase() === wanted) ??
    LANGUAGES.find((one) => one.code.toLowerCase() === wanted.split('-')[0])
  );
}

/**
 * The language to speak: that of the address, else the one that somebody has chosen in this browser, else the first of
 * the browser's own that there is, else English.
 */
export function chosenLanguage(
  address: string,
  kept: string | undefined,
  browser: readonly string[],
): Language {
  const asked = languageOf(new URL(address).searchParams.get('lang')) ?? languageOf(kept);
  if (asked) return asked;
  for (const code of browser) {
    const language = code.toLowerCase() === PSEUDO.code.toLowerCase() ? undefined : languageOf(code);
    if (language) return language;
  }
  return LANGUAGES[0]!;
}
