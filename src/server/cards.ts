/**
 * The words of cards, for pages: all of them, for who watches those that give no answer away, and for phones those of
 * one card that its question needs.
 */
import type { CardsText, CardText, Lessons, PlanText } from '../lessons/contract.js';
import { cardLanguage } from '../lessons/texts.js';
import type { PhoneCard } from './phone-messages.js';

export interface Cards {
  /** Those of the card, in English. */
  named(card: string): CardText | undefined;
  /** The same of a plan. */
  plan(name: string): PlanText | undefined;
  /** As JSON, in this language where they have it: the same text each time. */
  all(language: string): string;
  /** The same without what tells an answer: those words are empty, those numbers null. */
  forWatchers(language: string): string;
  /** As JSON; undefined where there is no such card. */
  forPhone(language: string, card: string): string | undefined;
}

/** A question and its choices, and nothing that says which is right. */
function phoneCard({ name, language, presses, question, predict, why }: CardText): PhoneCard {
  return {
    name,
    language,
    presses,
    question,
    choices: predict.map(({ choice }) => choice),
    why: { question: why.question, choices: why.choices.map(({ choice }) => choice) },
  };
}

function watchersCard(card: CardText): CardText {
  return {
    ...card,
    misconception: '',
    predict: card.predict.map(({ choice }) => ({ choice, reveals: '' })),
    see: '',
    measures: card.measures.map((measure) => ({ ...measure, is: null })),
    // The right reason is the one that has nothing to look at: so none has.
    why: { ...card.why, choices: card.why.choices.map(({ choice }) => ({ choice, look: null })) },
    explain: '',
    teacher: '',
  };
}

function watchersText({ cards, plans }: CardsText): CardsText {
  return { cards: cards.map(watchersCard), plans: plans.map((plan) => ({ ...plan, teacher: '' })) };
}

interface Words {
  readonly text: CardsText;
  readonly all: string;
  readonly forWatchers: string;
}

export function createCards(lessons: Pick<Lessons, 'texts'>): Cards {
  /** By language that cards know: there are few. */
  const known = new Map<string, Words>();

  function wordsIn(language: string): Words {
    const name = cardLanguage(language) ?? 'en';
    const words = known.get(name);
    if (words) return words;
    const text = lessons.texts(name);
    const made: Words = { text, all: JSON.stringify(text), forWatchers: JSON.stringify(watchersText(text)) };
    known.set(name, made);
    return made;
  }

  const find = (language: string, card: string) =>
    wordsIn(language).text.cards.find(({ name }) => name === card);

  return {
    named: (card) => find('en', card),
    plan: (name) => wordsIn('en').text.plans.find((plan) => plan.name === name),
    all: (language) => wordsIn(language).all,
    forWatchers: (language) => wordsIn(language).forWatchers,
    forPhone(language, card) {
      const text = find(language, card);
      return text && JSON.stringify(phoneCard(text));
    },
  };
}
