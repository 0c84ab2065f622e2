/** Whether a language has every message, and each with the places that English has. Pure. */
import { ENGLISH, messagesOf, type WordsFile } from './english.js';
import { type Message, namesOf } from './message.js';

export interface WordsProblem {
  readonly key: string;
  /** `header.sound is missing: English is shown`. */
  readonly words: string;
}

/** What is wrong with a language, message by message; each of these is shown in English. */
export function problemsOf(file: WordsFile): WordsProblem[] {
  const own = messagesOf(file);
  const missing = [...ENGLISH.keys()].filter((key) => !own.has(key));
  return [
    ...missing.map((key) => ({ key, words: `${key} is missing: English is shown` })),
    ...[...own].flatMap(([key, message]) => {
      const words = wrongWith(message, ENGLISH.get(key));
      return words === undefined ? [] : [{ key, words: `${key} ${words}` }];
    }),
  ];
}

function wrongWith(message: Message, english: Message | undefined): string | undefined {
  if (english === undefined) return 'is no message of the page: take it out, or correct its name';
  if ((typeof message === 'string') !== (typeof english === 'string'))
    return typeof english === 'string'
      ? 'has forms for numbers, and English has one text: write one text'
      : 'needs forms for numbers, as in English: {one: …, other: …}; English is shown';
  if (typeof message !== 'string' && typeof message.other !== 'string')
    return 'has no form "other": English is shown';
  const [has, needs] = [namesOf(message), namesOf(english)];
  const unknown = has.filter((name) => !needs.includes(name));
  const left = needs.filter((name) => !has.includes(name));
  if (unknown.length === 0 && left.length === 0) return undefined;
  const parts = [
    ...unknown.map((name) => `has {${name}}, which English does not have`),
    ...left.map((name) => `lacks {${name}}`),
  ];
  return `${parts.join(', and ')}: English is shown`;
}

/** The messages that can be shown: English takes the place of the others. */
export function usableOf(file: WordsFile): Map<string, Message> {
  const wrong = new Set(problemsOf(file).map(({ key }) => key));
  const own = messagesOf(file);
  return new Map([...own].filter(([key]) => !wrong.has(key)));
}
