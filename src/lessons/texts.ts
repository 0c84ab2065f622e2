/** The words of cards and plans in one language: what a page shows, asked for once. */
import { CARD_LANGUAGES, type Card, type CardLanguage, type CardWords, type Plan } from './card.js';
import type { CardsText, CardText, PlanText } from './contract.js';
import { experimentName, type Library } from './library.js';

/** The language of the words themselves. */
const ENGLISH = 'en';

/** Of `de-AT`, and of `de_DE.UTF-8` as systems write it, the part that cards know; undefined: English, or none of theirs. */
export function cardLanguage(asked: string): CardLanguage | undefined {
  const [first = ''] = asked.toLowerCase().split(/[-_.@]/);
  return CARD_LANGUAGES.find((language) => language === first);
}

/** @param asked undefined: English. */
export function cardText(card: Card, asked: CardLanguage | undefined): CardText {
  const words: CardWords | undefined = asked && card.languages[asked];
  const { name, age, minutes, standards } = card;
  return {
    name,
    language: words === undefined ? ENGLISH : asked!,
    languages: [ENGLISH, ...Object.keys(card.languages)],
    title: words?.title ?? card.title,
    age,
    minutes,
    experiment: experimentName(card, card.experiments[0]),
    presses: card.steps.some(({ act }) => act.some(({ command }) => command.do === 'stimulate')),
    question: words?.question ?? card.question,
    misconception: words?.misconception ?? card.misconception,
    predict: card.predict.map(({ choice, reveals }, i) => ({
      choice: words?.predict[i]?.choice ?? choice,
      reveals: words?.predict[i]?.reveals ?? reveals,
    })),
    steps: card.steps.map((step, i) => ({ do: words?.steps[i]?.do ?? step.do })),
    see: words?.see ?? card.see,
    measures: card.measures.map((measure) => ({
      name: measure.name,
      words: words?.measures[measure.name] ?? measure.words,
      unit: measure.unit,
      is: measure.is ?? null,
      within: measure.within,
    })),
    why: {
      question: words?.why.question ?? card.why.question,
      choices: card.why.choices.map(({ choice, look }, i) => ({
        choice: words?.why.choices[i]?.choice ?? choice,
        look: words?.why.choices[i]?.look ?? look ?? null,
      })),
    },
    explain: words?.explain ?? card.explain,
    limits: words?.limits ?? card.limits,
    teacher: words?.teacher ?? card.teacher,
    standards,
    trail: words?.trail ?? card.trail ?? null,
  };
}

function planText(plan: Plan, asked: CardLanguage | undefined, cards: readonly Card[]): PlanText {
  const words = asked && plan.languages[asked];
  const { name, age, minutes, freeMinutes, trail } = plan;
  return {
    name,
    title: words?.title ?? plan.title,
    age,
    minutes,
    freeMinutes,
    trail,
    cards: plan.cards.map(({ card }) => card),
    cardMinutes: plan.cards.map(
      ({ card, minutes: own }) => own ?? cards.find(({ name: one }) => one === card)?.minutes ?? 0,
    ),
    leave: words?.leave ?? plan.leave ?? null,
    teacher: words?.teacher ?? plan.teacher,
  };
}

/** @param asked a language as browsers name it: `de`, `de-AT`. What there is not is in English. */
export function cardsText(library: Pick<Library, 'cards' | 'plans'>, asked: string): CardsText {
  const language = cardLanguage(asked);
  const cards = library.cards();
  return {
    cards: cards.map((card) => cardText(card, language)),
    plans: library.plans().map((plan) => planText(plan, language, cards)),
  };
}
