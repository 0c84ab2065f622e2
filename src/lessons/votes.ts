/**
 * The votes of a class: for each card a ballot before the talk and one after it, one for what was seen, and one for the
 * reason. A phone has one voice, which it may change until the ballot is closed; what was chosen is hidden until then,
 * and of the predictions until the press. No names; all of it is gone with the rig. Everything has a bound. Pure.
 */
import {
  type Ballot,
  type BallotBox,
  type BallotTold,
  boxTold,
  cast,
  choiceOf,
  emptyBox,
  forgetVoice,
  isPrediction,
  ROUNDS,
  type Round,
} from './ballot-box.js';
import { gainOf } from './gain.js';
import { createVoices, type OfVoices } from './voices.js';

export type { Ballot, BallotTold, Round } from './ballot-box.js';

export interface VotesTold {
  /** The card that is asked about, or was last; null before the first. */
  readonly card: string | null;
  /** Its ballots, in the order of `ROUNDS`; those that were never opened are left out. */
  readonly ballots: readonly BallotTold[];
  /** Normalised gain from before the talk to after it; null where there is none, or before the press. */
  readonly gain: number | null;
  /** How many have written down what did not happen; null while that is hidden. */
  readonly sawWrong: number | null;
}

/** Cards whose votes are kept; the oldest goes. */
export const MOST_CARDS = 64;
/** Hands for one choice that can be typed in. */
export const MOST_HANDS = 500;

export const PRESSED = 'The vote is closed. Look at the light.';
export const OVER = 'This question is over. What you chose before stays as it was.';
export const NOTHING_ASKED = 'Nothing is asked now.';
const NO_SUCH_CHOICE = 'There is no such choice.';

interface CardBoxes {
  readonly rounds: Map<Round, BallotBox>;
  pressed: boolean;
  predictedRight: number | null;
  whyRight: number | null;
}

export interface Votes {
  /**
   * Asks; what was asked before is closed. Once the class has talked, `before` asks `after` instead. A ballot that was
   * closed by the press stays closed, unless nobody had predicted anything.
   */
  open(ballot: Ballot): void;
  close(): void;
  /** Tells of this card, if anything was asked on it: somebody has come back to it. */
  show(card: string): void;
  /** Which choice of a card is right, of its predictions or of its reasons; it may be known late. */
  settle(card: string, what: 'predicted' | 'why', right: number): void;
  /** Somebody has pressed: predictions are closed, and shown. @returns whether anything was asked that is. */
  press(): boolean;
  /**
   * @param voice what a phone calls itself: random, and the same when it comes back.
   * @param from where it is, if there is a bound for that place.
   * @returns undefined, or a sentence that says why it does not count.
   */
  vote(
    voice: string,
    from: string | undefined,
    card: string,
    round: Round,
    choice: number,
  ): string | undefined;
  /** Hands that were counted, for each choice, instead of phones; null: the phones count again. */
  hands(round: Round, counts: readonly number[] | null): string | undefined;
  /** What a voice has chosen on the card that is asked about. */
  chosenBy(voice: string): Readonly<Partial<Record<Round, number>>>;
  told(): VotesTold;
  /** Cards that somebody has said something on, the oldest first. */
  voted(): readonly string[];
  /** All cards, the oldest first, with nothing hidden. */
  all(): readonly VotesTold[];
  /** Forgets what was said on a card. */
  forget(card: string): void;
  /** Forgets everything: another class, which is asked what is open now, before any talk. */
  clear(): void;
}

export function createVotes(): Votes {
  const cards = new Map<string, CardBoxes>();
  const voices = createVoices();
  let now: string | null = null;
  let asked: BallotBox | undefined;

  function boxesOf(card: string): CardBoxes {
    const known = cards.get(card);
    if (known) return known;
    const boxes: CardBoxes = {
      rounds: new Map(),
      pressed: false,
      predictedRight: null,
      whyRight: null,
    };
    cards.set(card, boxes);
    if (cards.size > MOST_CARDS) cards.delete(cards.keys().next().value!);
    return boxes;
  }

  const ofVoices: OfVoices = {
    isSilent: (voice) =>
      [...(cards.get(now ?? '')?.rounds.values() ?? [])].every((box) => choiceOf(box, voice) === undefined),
    forget(voice) {
      for (const { rounds } of cards.values()) for (const box of rounds.values()) forgetVoice(box, voice);
    },
  };

  function close(): void {
    if (asked) asked.open = false;
    asked = undefined;
  }

  /** Why a choice does not count any more, or never did. */
  function refusal(card: string, round: Round): string {
    const boxes = cards.get(card);
    if (boxes?.pressed && isPrediction(round)) return PRESSED;
    return boxes?.rounds.has(round) ? OVER : NOTHING_ASKED;
  }

  function toldOf(card: string, hidesNothing: boolean): VotesTold {
    const { rounds, pressed, predictedRight, whyRight } = cards.get(card)!;
    const ballots = ROUNDS.flatMap((round) => {
      const box = rounds.get(round);
      if (!box) return [];
      const shown = hidesNothing || (isPrediction(round) ? pressed : !box.open);
      return [boxTold(box, shown, round === 'why' ? whyRight : predictedRight)];
    });
    const shown = (round: Round) => ballots.find((ballot) => ballot.round === round && ballot.counts);
    const saw = shown('saw');
    return {
      card,
      ballots,
      gain: gainOf(shown('before'), shown('after')),
      sawWrong: saw && saw.right !== null ? saw.answered - saw.counts![saw.right]! : null,
    };
  }

  function open(ballot: Ballot): void {
    const boxes = boxesOf(ballot.card);
    const round = ballot.round === 'before' && boxes.rounds.has('after') ? 'after' : ballot.round;
    const box = boxes.rounds.get(round) ?? emptyBox(ballot);
    boxes.rounds.set(round, box);
    now = ballot.card;
    if (asked !== box) close();
    if (isPrediction(ballot.round)) {
      boxes.pressed &&= hasPredictions(boxes);
      if (boxes.pressed) return;
    }
    box.open = true;
    asked = box;
  }

  return {
    open,
    close,
    show(card) {
      if (cards.has(card)) now = card;
    },
    settle(card, what, right) {
      const boxes = cards.get(card);
      if (!boxes) return;
      if (what === 'why') boxes.whyRight = right;
      else boxes.predictedRight = right;
    },
    press() {
      if (!asked || !isPrediction(asked.round)) return false;
      cards.get(asked.card)!.pressed = true;
      close();
      return true;
    },
    vote(voice, from, card, round, choice) {
      if (asked?.card !== card || asked.round !== round) return refusal(card, round);
      if (choice >= asked.choices) return NO_SUCH_CHOICE;
      const number = voices.admit(voice, from, ofVoices);
      if (typeof number === 'string') return number;
      cast(asked, number, choice);
      return undefined;
    },
    hands(round, counts) {
      const box = now === null ? undefined : cards.get(now)?.rounds.get(round);
      if (!box) return NOTHING_ASKED;
      if (counts && counts.length !== box.choices)
        return `Type a number for each of the ${box.choices} choices.`;
      box.hands = counts;
      return undefined;
    },
    chosenBy(voice) {
      const number = voices.numberOf(voice);
      const boxes = now === null ? undefined : cards.get(now);
      if (number === undefined || !boxes) return {};
      const mine: Partial<Record<Round, number>> = {};
      for (const [round, box] of boxes.rounds) {
        const choice = choiceOf(box, number);
        if (choice !== undefined) mine[round] = choice;
      }
      return mine;
    },
    told: () => (now === null || !cards.has(now) ? NO_VOTES : toldOf(now, false)),
    voted: () => [...cards].flatMap(([card, boxes]) => (isVotedOn(boxes) ? [card] : [])),
    all: () => [...cards.keys()].map((card) => toldOf(card, true)),
    forget(card) {
      if (asked?.card === card) close();
      cards.delete(card);
      if (now === card) now = null;
    },
    clear() {
      const ballot = asked;
      cards.clear();
      voices.clear();
      now = null;
      asked = undefined;
      if (ballot) open(ballot.round === 'after' ? { ...ballot, round: 'before' } : ballot);
    },
  };
}

const NO_VOTES: VotesTold = { card: null, ballots: [], gain: null, sawWrong: null };

const isAnswered = ({ answered, hands }: BallotBox) => answered > 0 || hands !== null;

function isVotedOn({ rounds }: CardBoxes): boolean {
  return [...rounds.values()].some(isAnswered);
}

function hasPredictions({ rounds }: CardBoxes): boolean {
  return [...rounds.values()].some((box) => isPrediction(box.round) && isAnswered(box));
}
