/** What the lesson says of its own, by name, in the language of the page; the words of cards come from the rig. Pure. */
import type { MeterName } from '../../units.js';
import type { EN } from '../words/en.js';
import type { Message, Plural } from '../words/message.js';
import { fillMessage, messagesUnder } from '../words/say.js';

type Table = (typeof EN)['lesson'];

export type WordName = keyof Table;
/** Texts as they are, and messages whose form goes by a number; both may have places to fill. */
export type Words = { readonly [Name in WordName]: Table[Name] extends string ? string : Plural };

/** In the language of the page, which is known once it runs. */
export function lessonWords(): Words {
  return messagesUnder('lesson') as Words;
}

/** The words of both voltmeters, in each language of cards: they carry their shape and their colour. */
export const METER_WORDS: Readonly<Record<string, Readonly<Record<MeterName, RegExp>>>> = {
  en: { blue: /\bblue\b/i, yellow: /\byellow\b/i },
  de: { blue: /\bblau(?:e[mnrs]?)?\b/i, yellow: /\bgelb(?:e[mnrs]?)?\b/i },
};

/** Puts values into a sentence. @param values `count` chooses the form, where there are several. */
export function fill(message: Message, values: Readonly<Record<string, string | number>>): string {
  return fillMessage(message, values);
}
