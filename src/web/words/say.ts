/**
 * The page's words, in the language that it speaks: a message by its key, filled in, and numbers as people of that
 * language write them. Before anything else `speak` sets the language; until then, and for every message that a language
 * does not have as it should, it is English.
 */
import { EN, ENGLISH } from './english.js';
import { filled, type Message, type NamesOf, type Plural, type Values } from './message.js';

type Regions = typeof EN;

/** `header.sound`: the region of the page, and the name of the message there. */
export type Key = { [R in keyof Regions & string]: `${R}.${keyof Regions[R] & string}` }[keyof Regions &
  string];

type MessageOf<K extends Key> = K extends `${infer R extends keyof Regions & string}.${infer Name}`
  ? Regions[R][Name & keyof Regions[R]]
  : never;

/** A language has messages of these regions and names; what it leaves out is English. */
export type Translation = {
  readonly [R in keyof Regions]?: {
    readonly [Name in keyof Regions[R]]?: Regions[R][Name] extends string ? string : Plural;
  };
};

/** Messages by their keys. */
export type Messages = ReadonlyMap<string, Message>;

interface Speech {
  /** As in `lang` of HTML. */
  readonly code: string;
  readonly messages: Messages;
  /** How `Intl` is to write numbers and lists. */
  readonly locale: string;
}

let speech: Speech = { code: 'en', messages: ENGLISH, locale: 'en-GB' };
let forms = new Intl.PluralRules(speech.locale);
const numbers = new Map<string, Intl.NumberFormat>();

/** From here on all words are those. */
export function speakWith(next: Speech): void {
  speech = next;
  forms = new Intl.PluralRules(next.locale);
  numbers.clear();
}

export function language(): string {
  return speech.code;
}

/** A message in the language of the page. */
export function say<K extends Key>(
  key: K,
  ...[values]: [NamesOf<MessageOf<K>>] extends [never] ? [] : [values: Values<NamesOf<MessageOf<K>>>]
): string {
  return told(key, values ?? {});
}

/** The same for a key that comes from index.html: none of the type, and not filled in. */
export function sayPlainly(key: string): string | undefined {
  return ENGLISH.has(key) ? told(key, {}) : undefined;
}

/** The same with values that were found, and not written. */
export function sayFilled(key: string, values: Readonly<Record<string, string | number>>): string {
  return told(key, values);
}

/** The messages of a region of the page, as they are, by their names. */
export function messagesUnder(region: keyof Regions): Readonly<Record<string, Message>> {
  const names = Object.keys(EN[region]);
  return Object.fromEntries(names.map((name) => [name, messageAt(`${region}.${name}`)]));
}

function messageAt(key: string): Message {
  return speech.messages.get(key) ?? ENGLISH.get(key)!;
}

function told(key: string, values: Readonly<Record<string, string | number>>): string {
  return fillMessage(messageAt(key), values);
}

/** A message filled in; a value that it asks for and does not get is left as it is written. */
export function fillMessage(message: Message, values: Readonly<Record<string, string | number>>): string {
  const text = typeof message === 'string' ? message : formOf(message, Number(values.count));
  return filled(text, (name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'number' ? numberFigure(value) : value;
  });
}

function formOf(message: Exclude<Message, string>, count: number): string {
  return message[forms.select(count)] ?? message.other;
}

/** How a number is written; all that `Intl.NumberFormat` knows. */
type NumberStyle = Pick<
  Intl.NumberFormatOptions,
  'minimumFractionDigits' | 'maximumFractionDigits' | 'maximumSignificantDigits' | 'signDisplay'
>;

/** A number with the language's own decimal sign and a true minus, without groups; no minus before a zero. */
export function numberFigure(value: number, style: NumberStyle = { maximumFractionDigits: 3 }): string {
  const key = `${style.minimumFractionDigits}/${style.maximumFractionDigits}/${style.maximumSignificantDigits}/${style.signDisplay}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(speech.locale, { useGrouping: false, signDisplay: 'negative', ...style });
    numbers.set(key, format);
  }
  return format.format(value).replace('-', '\u2212');
}

/** With so many places after the decimal sign. */
export function fixedFigure(value: number, places: number): string {
  return numberFigure(value, { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** As many digits as say something, three at most: `0.25`, `4`, `33.3`. */
export function threeFigures(value: number): string {
  return numberFigure(Number(value.toPrecision(3)), { maximumSignificantDigits: 3 });
}

/** With so many places, and a plus where it is positive. */
export function signedFixed(value: number, places: number): string {
  return numberFigure(value, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    signDisplay: 'exceptZero',
  });
}

/** The language's sign before decimals, as far as drawings know it. */
export function decimalPoint(): '.' | ',' {
  return fixedFigure(0.5, 1).includes(',') ? ',' : '.';
}

/** What a person has written: a point or the language's own sign before the decimals, either minus; NaN if it is none. */
export function numberIn(text: string): number {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}

/** `a and b`, `a, b and c`. */
export function listWords(parts: readonly string[]): string {
  return new Intl.ListFormat(speech.locale, { type: 'conjunction' }).format(parts);
}
