/** What travels to a phone that votes: less than a whole page is told. Pure: the phone's page and the server import this file. */
import { isPageRole, type PageRole } from './role-messages.js';
import { areAll, isNumber, isOfBoth, isRecord, isText } from './value-checks.js';
import { isPageVotes, type PageVotes } from './vote-messages.js';

/** The rig, as much of it as a phone shows. */
export interface PhoneState {
  readonly type: 'phone';
  readonly restMv: number;
  /** Where channels open, and where they close again, if these switch [mV]. */
  readonly levels: { readonly opensMv: number; readonly closesMv: number } | null;
  /** Where each electrode is, as a share of the axon; null in the bath. */
  readonly electrodes: { readonly blue: number | null; readonly yellow: number | null };
  readonly running: boolean;
  readonly channelsOn: boolean;
  /** Share of full light in the strip's palette, above 0 to 1: a screen divides by it. */
  readonly brightness: number;
  /** Whether this phone gets pictures: there are not as many seats as phones. */
  readonly pictures: boolean;
}

/** The words of a question, at `/v/card.json?card=NAME&lang=LANGUAGE`. */
export interface PhoneCard {
  readonly name: string;
  /** Of these words. */
  readonly language: string;
  /** Somebody presses in one of its steps; else a prediction is open until the first of them. */
  readonly presses: boolean;
  readonly question: string;
  readonly choices: readonly string[];
  readonly why: { readonly question: string; readonly choices: readonly string[] };
}

export interface PhoneRefusal {
  readonly type: 'refusal';
  readonly words: string;
}

export type { PageRole } from './role-messages.js';
export { choiceLetter, type PageVotes } from './vote-messages.js';

export type PhoneMessage = PhoneState | PageRole | PageVotes | PhoneRefusal;

const isShare = (value: unknown) => value === null || (isNumber(value) && value >= 0 && value <= 1);

function isPhoneState(message: unknown): message is PhoneState {
  return (
    isRecord(message) &&
    message.type === 'phone' &&
    isNumber(message.restMv) &&
    (message.levels === null ||
      (isRecord(message.levels) && isNumber(message.levels.opensMv) && isNumber(message.levels.closesMv))) &&
    isOfBoth(message.electrodes, isShare) &&
    typeof message.running === 'boolean' &&
    typeof message.channelsOn === 'boolean' &&
    isNumber(message.brightness) &&
    message.brightness > 0 &&
    message.brightness <= 1 &&
    typeof message.pictures === 'boolean'
  );
}

function isPhoneRefusal(message: unknown): message is PhoneRefusal {
  return isRecord(message) && message.type === 'refusal' && isText(message.words);
}

export function isPhoneCard(value: unknown): value is PhoneCard {
  return (
    isRecord(value) &&
    isText(value.name) &&
    isText(value.language) &&
    typeof value.presses === 'boolean' &&
    isText(value.question) &&
    areAll(value.choices, isText) &&
    isRecord(value.why) &&
    isText(value.why.question) &&
    areAll(value.why.choices, isText)
  );
}

/** The message in a text, or `undefined` if it is none. */
export function parsePhoneMessage(text: string): PhoneMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isPhoneState(message) || isPageRole(message) || isPageVotes(message) || isPhoneRefusal(message)
    ? message
    : undefined;
}
