/** English with marks around each message and signs on its letters: words without them come from no message. Pure. */
import type { WordsFile } from './english.js';
import { type Message, textsOf } from './message.js';

const FROM = 'aeiouycnszAEIOUYCNSZ';
const TO = 'àéîöûýçñšžÀÉÎÖÛÝÇÑŠŽ';
/** Around each message; `[[…]]` of a message within a message stands within. */
export const MARKS = ['⟦', '⟧'] as const;

function marked(text: string): string {
  let isPlace = false;
  let out = '';
  for (const letter of text) {
    if (letter === '{') isPlace = true;
    const at = isPlace ? -1 : FROM.indexOf(letter);
    out += at < 0 ? letter : TO[at];
    if (letter === '}') isPlace = false;
  }
  return `${MARKS[0]}${out}${MARKS[1]}`;
}

export function pseudoOf(file: WordsFile): WordsFile {
  const pseudo = (message: Message): Message =>
    typeof message === 'string'
      ? marked(message)
      : {
          ...Object.fromEntries(Object.entries(message).map(([form, text]) => [form, marked(text)])),
          other: marked(message.other),
        };
  return Object.fromEntries(
    Object.entries(file).map(([region, words]) => [
      region,
      Object.fromEntries(Object.entries(words).map(([name, message]) => [name, pseudo(message)])),
    ]),
  );
}

/** What of a text stands outside all marks. */
export function unmarked(text: string): string {
  let depth = 0;
  let out = '';
  for (const letter of text) {
    if (letter === MARKS[0]) depth++;
    else if (letter === MARKS[1]) depth--;
    else if (depth === 0) out += letter;
  }
  return out;
}

/** Whether every form of a message has its marks. */
export function isPseudo(message: Message): boolean {
  return textsOf(message).every((text) => text.startsWith(MARKS[0]) && text.endsWith(MARKS[1]));
}
