/** What pages and phones are told of votes, and what they send. Pure: the page and the server import this file. */
import type { FieldGuard } from '../controller/contract.js';
import { areAll, isCount, isNumber, isOneOf, isRecord, isText } from './value-checks.js';

export { choiceLetter } from '../lessons/choice-letter.js';

export const VOTE_ROUNDS = ['before', 'after', 'saw', 'why'] as const;
export type VoteRound = (typeof VOTE_ROUNDS)[number];

/** How a ballot stands. */
export interface PageBallot {
  readonly card: string;
  readonly round: VoteRound;
  readonly choices: number;
  /** The right choice, from 0, once that is shown. */
  readonly right: number | null;
  readonly open: boolean;
  readonly answered: number;
  readonly by: 'phones' | 'hands';
  /** Voices for each choice; null until the press, and of what was seen or why until it is closed. */
  readonly counts: readonly number[] | null;
}

/** Where phones go. */
export interface PageJoin {
  /** Addresses to type, the likeliest first; `join.svg` is a QR code of the first. Empty: no phone can come. */
  readonly addresses: readonly string[];
  /** What stands in the way of phones, in one sentence; null if nothing does. */
  readonly words: string | null;
}

/** Sent when a page comes, and on every change, at most four times a second. */
export interface PageVotes {
  readonly type: 'votes';
  readonly card: string | null;
  /** Of that card, those that were opened. */
  readonly ballots: readonly PageBallot[];
  /** Normalised gain, from before the talk to after it. */
  readonly gain: number | null;
  /** How many wrote down what did not happen. */
  readonly sawWrong: number | null;
  /** Phones that are connected and may vote. */
  readonly phones: number;
  /** Cards on which somebody has voted: a new start of the plan, or of the card, forgets that. */
  readonly voted: readonly string[];
  /** What this page has chosen on the card, by round. */
  readonly mine: Readonly<Partial<Record<VoteRound, number>>>;
  readonly join: PageJoin;
}

const MOST_CHOICES = 6;
const MOST_HANDS = 500;
const MOST_CARD_LETTERS = 64;
const MOST_ADDRESSES = 16;
const MOST_CARDS = 64;

const voice: FieldGuard<string> = {
  expected: '22 letters and digits by chance',
  is: (value): value is string => isText(value) && /^[\w-]{22}$/.test(value),
};

const card: FieldGuard<string> = {
  expected: 'the name of a card',
  is: (value): value is string => isText(value) && value !== '' && value.length <= MOST_CARD_LETTERS,
};

const round: FieldGuard<VoteRound> = {
  expected: '"before", "after", "saw" or "why"',
  is: (value): value is VoteRound => isOneOf(VOTE_ROUNDS, value),
};

const isChoice = (value: unknown): value is number => isCount(value) && value < MOST_CHOICES;

const choice: FieldGuard<number> = { expected: 'the number of a choice, from 0', is: isChoice };

const isCountOfHands = (value: unknown) => isCount(value) && value <= MOST_HANDS;

const counts: FieldGuard<readonly number[] | null> = {
  expected: `null, or a number from 0 to ${MOST_HANDS} for each choice`,
  is: (value): value is readonly number[] | null =>
    value === null || (areAll(value, isCountOfHands) && value.length > 0 && value.length <= MOST_CHOICES),
};

export const VOTE_COMMANDS = {
  /** Says which voice this page has; the same again when it comes back. */
  join: { voice },
  /** Chooses, or chooses another; until the ballot is closed. */
  vote: { card, round, choice },
  /** Asks the same again, after the class has talked. */
  voteAgain: {},
  /** Hands that were raised instead of phones, for each choice; null: the phones count again. */
  hands: { round, counts },
  /** Forgets all votes: another class. */
  clearVotes: {},
} as const;

function isBallot(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { choices } = value;
  return (
    isText(value.card) &&
    isOneOf(VOTE_ROUNDS, value.round) &&
    isCount(choices) &&
    choices > 0 &&
    choices <= MOST_CHOICES &&
    (value.right === null || isChoice(value.right)) &&
    typeof value.open === 'boolean' &&
    isCount(value.answered) &&
    isOneOf(['phones', 'hands'], value.by) &&
    (value.counts === null || (areAll(value.counts, isCount) && value.counts.length === choices))
  );
}

function isMine(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(([name, chosen]) => isOneOf(VOTE_ROUNDS, name) && isChoice(chosen))
  );
}

function isJoin(value: unknown): boolean {
  return (
    isRecord(value) &&
    areAll(value.addresses, isText) &&
    value.addresses.length <= MOST_ADDRESSES &&
    (value.words === null || isText(value.words))
  );
}

export function isPageVotes(message: unknown): message is PageVotes {
  return (
    isRecord(message) &&
    message.type === 'votes' &&
    (message.card === null || isText(message.card)) &&
    areAll(message.ballots, isBallot) &&
    message.ballots.length <= VOTE_ROUNDS.length &&
    (message.gain === null || isNumber(message.gain)) &&
    (message.sawWrong === null || isCount(message.sawWrong)) &&
    isCount(message.phones) &&
    areAll(message.voted, card.is) &&
    message.voted.length <= MOST_CARDS &&
    isMine(message.mine) &&
    isJoin(message.join)
  );
}
