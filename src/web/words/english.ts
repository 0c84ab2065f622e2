/** English as messages by key: what every other language falls back to. Pure. */
import { EN } from './en.js';
import type { Message } from './message.js';

/** A file of words: regions of the page, each with its messages. */
export type WordsFile = Readonly<Record<string, Readonly<Record<string, Message>>>>;

export function messagesOf(file: WordsFile): Map<string, Message> {
  const messages = new Map<string, Message>();
  for (const [region, words] of Object.entries(file))
    for (const [name, message] of Object.entries(words)) messages.set(`${region}.${name}`, message);
  return messages;
}

export { EN };
export const ENGLISH: ReadonlyMap<string, Message> = messagesOf(EN);
