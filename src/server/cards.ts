/** The words of cards, for pages: all of them, and for phones those of one card that its question needs. */
import type { CardsText, CardText, Lessons } from '../lessons/contract.js';
import { cardLanguage } from '../lessons/texts.js';
import { type PageFile, pageFile } from './page.js';
import type { PhoneCard } from './phone-messages.js';

export interface Cards {
  /** Those of the card, in English. */
  named(card: string): CardText | undefined;
  /** As JSON, in this language where they have it. */
  all(language: string): PageFile;
  /** As JSON; undefined where there is no such card. */
  forPhone(language: string, card: string): string | undefined;
}

/** A question and its choices, and nothing that says which is right. */
function phoneCard({ name, language, question, predict, why }: CardText): PhoneCard {
  return {
    name,
    language,
    question,
    choices: predict.map(({ choice }) => choice),
    why: { question: why.question, choices: why.choices.map(({ choice }) => choice) },
  };
}

export function createCards(lessons: Pick<Lessons, 'texts'>): Cards {
  /** By language that cards know: there are few. */
  const known = new Map<string, { readonly text: CardsText; readonly file: PageFile }>();

  function wordsIn(language: string) {
    const name = cardLanguage(language) ?? 'en';
    const words = known.get(name);
    if (words) return words;
    const text = lessons.texts(name);
    const made = { text, file: pageFile(Buffer.from(JSON.stringify(text)), 'application/json') };
    known.set(name, made);
    return made;
  }

  const find = (language: string, card: string) =>
    wordsIn(language).text.cards.find(({ name }) => name === card);

  return {
    named: (card) => find('en', card),
    all: (language) => wordsIn(language).file,
    forPhone(language, card) {
      const text = find(language, card);
      return text && JSON.stringify(phoneCard(text));
    },
  };
}
