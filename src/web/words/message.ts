/** What a message is: words with places to fill in, in one form or in several forms of number. Pure. */

/** The forms of a number that languages have; `other` is there always. `count` chooses among them. */
export type Plural = { readonly [Form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** `Paused at {ms} ms.`, or `{one: '{count} press', other: '{count} presses'}`. */
export type Message = string | Plural;

/** The names between braces in a text. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names that a message is to be filled with. */
export type NamesOf<M> = M extends string ? NamesIn<M> : 'count' | NamesIn<M[keyof M]>;

/** What fills a message: figures and names as they are to be read, and a count as a number. */
export type Values<Names extends string> = {
  readonly [Name in Names]: Name extends 'count' ? number : string | number;
};

const PLACE = /\{(\w+)\}/g;

/** Each form of a message. */
export function textsOf(message: Message): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

/** The names that a message asks for, each once, in order. */
export function namesOf(message: Message): string[] {
  const names = textsOf(message).flatMap((text) => [...text.matchAll(PLACE)].map(([, name]) => name!));
  return [...new Set(names)].sort();
}

/** Puts values into the places of a text. A place without a value stays as it is written. */
export function filled(text: string, value: (name: string) => string | undefined): string {
  return text.replace(PLACE, (place, name: string) => value(name) ?? place);
}
