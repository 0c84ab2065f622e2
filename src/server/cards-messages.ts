/** The words of cards and plans, as a page gets them. Pure: the page and the server import this file. */
import type { CardsText } from '../lessons/contract.js';
import { areAll, isNumber, isRecord, isText } from './value-checks.js';

/** Most cards and plans, and most entries of any list in one of them. */
const MOST_CARDS = 400;
const MOST_ENTRIES = 40;

const few = (value: unknown, test: (one: unknown) => boolean) =>
  areAll(value, test) && value.length <= MOST_ENTRIES;
const isTextOrNull = (value: unknown) => value === null || isText(value);
const has =
  (names: readonly string[], test: (value: unknown) => boolean = isText) =>
  (value: unknown): value is Record<string, unknown> =>
    isRecord(value) && names.every((name) => test(value[name]));

const hasWords = has([
  'name',
  'title',
  'experiment',
  'question',
  'misconception',
  'see',
  'explain',
  'limits',
  'teacher',
  'language',
]);
const isChoice = has(['choice']);

function isMeasure(value: unknown): boolean {
  return (
    has(['name', 'words', 'unit'])(value) &&
    isNumber(value.within) &&
    (value.is === null || isNumber(value.is))
  );
}

function isWhy(value: unknown): boolean {
  return has(['question'])(value) && few(value.choices, (one) => isChoice(one) && isTextOrNull(one.look));
}

function isCard(value: unknown): boolean {
  return (
    hasWords(value) &&
    has(['age', 'minutes'], isNumber)(value) &&
    typeof value.presses === 'boolean' &&
    few(value.predict, has(['choice', 'reveals'])) &&
    few(value.steps, has(['do'])) &&
    few(value.measures, isMeasure) &&
    isWhy(value.why) &&
    isTextOrNull(value.trail)
  );
}

function isPlan(value: unknown): boolean {
  return (
    has(['name', 'title', 'teacher'])(value) &&
    has(['age', 'minutes', 'freeMinutes'], isNumber)(value) &&
    typeof value.trail === 'boolean' &&
    few(value.cards, isText) &&
    few(value.cardMinutes, isNumber) &&
    isTextOrNull(value.leave)
  );
}

/** Whether a page has all words that it shows. */
export function isCardsText(value: unknown): value is CardsText {
  return (
    isRecord(value) &&
    areAll(value.cards, isCard) &&
    value.cards.length <= MOST_CARDS &&
    areAll(value.plans, isPlan) &&
    value.plans.length <= MOST_CARDS
  );
}
