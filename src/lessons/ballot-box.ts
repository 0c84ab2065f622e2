/** One ballot of a class: what is asked, what each voice has chosen, the hands that were counted, and what is told of it. */
import { MOST_VOICES } from './voices.js';

export const ROUNDS = ['before', 'after', 'saw', 'why'] as const;
/**
 * `before` and `after`: what is predicted, before and after the class has talked. `saw`: which of the same choices was
 * seen to be so. `why`: the reason.
 */
export type Round = (typeof ROUNDS)[number];

/** What is asked. */
export interface Ballot {
  readonly card: string;
  readonly round: Round;
  /** How many choices there are. */
  readonly choices: number;
}

/** How a ballot stands. */
export interface BallotTold extends Ballot {
  /** The choice that is right, from 0; null while it is hidden, or not known. */
  readonly right: number | null;
  readonly open: boolean;
  readonly answered: number;
  /** Hands that were raised and typed in count instead of phones. */
  readonly by: 'phones' | 'hands';
  /** Voices for each choice; null while they are hidden. */
  readonly counts: readonly number[] | null;
}

const NONE = -1;

export interface BallotBox extends Ballot {
  open: boolean;
  /** By the number of the voice: the choice, or `NONE`. */
  readonly chosen: Int8Array;
  readonly counts: number[];
  answered: number;
  hands: readonly number[] | null;
}

export function isPrediction(round: Round): boolean {
  return round === 'before' || round === 'after';
}

export function emptyBox({ card, round, choices }: Ballot): BallotBox {
  return {
    card,
    round,
    choices,
    open: false,
    chosen: new Int8Array(MOST_VOICES).fill(NONE),
    counts: new Array<number>(choices).fill(0),
    answered: 0,
    hands: null,
  };
}

/** A voice chooses, or changes its mind. @param choice one that there is. */
export function cast(box: BallotBox, voice: number, choice: number): void {
  const before = box.chosen[voice]!;
  if (before === NONE) box.answered++;
  else box.counts[before]!--;
  box.chosen[voice] = choice;
  box.counts[choice]!++;
}

/** A voice is somebody else's now. What it chose still counts. */
export function forgetVoice({ chosen }: BallotBox, voice: number): void {
  chosen[voice] = NONE;
}

/** What a voice has chosen; undefined: nothing. */
export function choiceOf({ chosen }: BallotBox, voice: number): number | undefined {
  return chosen[voice] === NONE ? undefined : chosen[voice];
}

/** @param shown whether its counts and what is right may be seen. */
export function boxTold(box: BallotBox, shown: boolean, right: number | null): BallotTold {
  const { card, round, choices, open, counts, answered, hands } = box;
  return {
    card,
    round,
    choices,
    right: shown ? right : null,
    open,
    answered: hands ? hands.reduce((sum, count) => sum + count, 0) : answered,
    by: hands ? 'hands' : 'phones',
    counts: shown ? [...(hands ?? counts)] : null,
  };
}
