/** What pages are told of a lesson, and what they ask of it. Pure: the page and the server import this file. */
import { type FieldGuard, optional } from '../controller/contract.js';
import {
  LESSON_ASKS,
  type LessonAsk,
  type LessonState,
  NO_VALUES,
  SETTINGS,
  STEP_STAGES,
  VERDICTS,
} from '../lessons/contract.js';
import { areAll, isCount, isNumber, isOneOf, isRecord, isText } from './value-checks.js';

/** Most choices of a question, characters of a name, cards of a plan, and measures of a card. */
const MOST_CHOICES = 4;
const LONGEST_NAME = 40;
const MOST_CARDS = 40;
const MOST_MEASURES = 24;

const isName = (value: unknown): value is string =>
  isText(value) && value.length > 0 && value.length <= LONGEST_NAME;
const isChoice = (value: unknown): value is number => isCount(value) && value < MOST_CHOICES;

const ask: FieldGuard<LessonAsk> = {
  expected: LESSON_ASKS.map((one) => `"${one}"`).join(', '),
  is: (value): value is LessonAsk => isOneOf(LESSON_ASKS, value),
};
const name: FieldGuard<string> = { expected: 'the name of a card or a plan', is: isName };
const choice: FieldGuard<number> = { expected: 'the number of a choice, from 0', is: isChoice };

/** What a page may ask of a lesson. Whether it may, the server says. */
export const LESSON_COMMANDS = {
  lesson: { ask, name: optional(name), choice: optional(choice) },
} as const;

/** `test`, or null. */
const orNull = (test: (value: unknown) => boolean) => (value: unknown) => value === null || test(value);
const isTruth = (value: unknown) => typeof value === 'boolean';

function isPlan(value: unknown): boolean {
  return (
    isRecord(value) &&
    isName(value.name) &&
    areAll(value.cards, isName) &&
    value.cards.length <= MOST_CARDS &&
    isCount(value.index) &&
    value.index < value.cards.length &&
    isTruth(value.trail)
  );
}

function isRemark(value: unknown): boolean {
  if (!isRecord(value)) return false;
  switch (value.kind) {
    case 'pressed-first':
    case 'not-yet':
    case 'other-press':
    case 'not-at-rest':
    case 'not-quiet':
    case 'pressed-again':
    case 'time-changed':
    case 'moment-gone':
      return true;
    case 'gap':
      return isNumber(value.gotMs) && isNumber(value.askedMs);
    case 'refused':
      return isText(value.words);
    default:
      return false;
  }
}

function isNoValue(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return value.kind === 'rig' ? isText(value.words) : isOneOf(NO_VALUES, value.kind);
}

function isMeasured(value: unknown): boolean {
  return (
    isRecord(value) &&
    isName(value.name) &&
    orNull(isNumber)(value.value) &&
    (value.because === undefined || isNoValue(value.because)) &&
    orNull(isTruth)(value.asExpected)
  );
}

function isResult(value: unknown): boolean {
  return (
    isRecord(value) &&
    areAll(value.measured, isMeasured) &&
    value.measured.length <= MOST_MEASURES &&
    isOneOf(VERDICTS, value.verdict) &&
    orNull(isTruth)(value.sawRight) &&
    isChoice(value.right)
  );
}

function isWait(value: unknown): boolean {
  return isRecord(value) && isText(value.do) && isCount(value.act);
}

function isPhase(value: unknown): boolean {
  if (!isRecord(value)) return false;
  switch (value.phase) {
    case 'seen':
      return true;
    case 'asking':
      return orNull(isWait)(value.waitsFor);
    case 'doing':
      return (
        isCount(value.step) &&
        isOneOf(STEP_STAGES, value.stage) &&
        orNull(isWait)(value.waitsFor) &&
        orNull(isNumber)(value.share)
      );
    case 'checked':
      return isResult(value.result);
    case 'why':
      return isResult(value.result) && orNull(isChoice)(value.chosen) && orNull(isTruth)(value.chosenRight);
    case 'explained':
      return isResult(value.result) && isChoice(value.whyRight);
    case 'cannot-show':
      return isText(value.because);
    default:
      return false;
  }
}

function isCard(value: unknown): boolean {
  return (
    isRecord(value) &&
    isName(value.name) &&
    isCount(value.start) &&
    isPhase(value.at) &&
    isCount(value.steps) &&
    orNull(isChoice)(value.prediction) &&
    orNull(isChoice)(value.saw) &&
    orNull(isRemark)(value.remark) &&
    areAll(value.otherwise, (one) => isOneOf(SETTINGS, one)) &&
    isTruth(value.looking) &&
    isTruth(value.keep)
  );
}

/** Whether a message is a lesson in every field that the page reads. */
export function isLessonState(message: unknown): message is LessonState {
  return (
    isRecord(message) &&
    message.type === 'lesson' &&
    orNull(isPlan)(message.plan) &&
    orNull(isCard)(message.card)
  );
}
