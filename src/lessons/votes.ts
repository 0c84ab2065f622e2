/**
 * The votes of a class: for each card a ballot before the talk and one after it, one for what was seen, and one for the
 * reason. A phone has one voice, which it may change until the ballot is closed; what was chosen is hidden until then,
 * and of the predictions until the press. No names; all of it is gone with the rig. Everything has a bound. Pure.
 */
import { gainOf } from './gain.js';

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

/** Phones that may vote until the votes are cleared: a lecture hall. */
export const MOST_VOICES = 500;
/** Voices from one address: as many as it may have pages. */
export const MOST_VOICES_FROM_THERE = 8;
/** Cards whose votes are kept; the oldest goes. */
export const MOST_CARDS = 64;
export const MOST_CHOICES = 6;
/** Hands for one choice that can be typed in. */
export const MOST_HANDS = 500;

export const PRESSED = 'The axon was pressed, and the vote is closed. Look at the light.';
export const OVER = 'This question is over. What you chose before stays as it was.';
export const NOTHING_ASKED = 'Nothing is asked now.';
export const HALL_FULL = `${MOST_VOICES} phones have voted, and no more can. The teacher can clear the votes for a new class.`;
export const TOO_MANY_VOICES = `${MOST_VOICES_FROM_THERE} phones have voted from your address, and no more can.`;
const NO_SUCH_CHOICE = 'There is no such choice.';

const NONE = -1;

interface Box extends Ballot {
  open: boolean;
  /** By voice: the choice, or `NONE`. */
  readonly chosen: Int8Array;
  readonly counts: number[];
  answered: number;
  hands: readonly number[] | null;
}

interface CardBoxes {
  readonly rounds: Map<Round, Box>;
  pressed: boolean;
  predictedRight: number | null;
  whyRight: number | null;
}

export interface Votes {
  /**
   * Asks; what was asked before is closed. Once the class has talked, `before` asks `after` instead. A ballot that was closed by the press stays closed, unless nobody had
   * predicted anything.
   */
  open(ballot: Ballot): void;
  close(): void;
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
  /** All cards, the oldest first, with nothing hidden. */
  all(): readonly VotesTold[];
  /** Forgets everything: another class, which is asked what is open now, before any talk. */
  clear(): void;
}

export function createVotes(): Votes {
  const cards = new Map<string, CardBoxes>();
  /** Numbers of voices, and how many voices there are of each place. */
  const voices = new Map<string, number>();
  const places = new Map<string, number>();
  let now: string | null = null;
  let asked: Box | undefined;

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

  /** The number of a voice, or why there is none for it. */
  function numberOf(voice: string, from: string | undefined): number | string {
    const known = voices.get(voice);
    if (known !== undefined) return known;
    if (voices.size >= MOST_VOICES) return HALL_FULL;
    const there = from === undefined ? 0 : (places.get(from) ?? 0);
    if (there >= MOST_VOICES_FROM_THERE) return TOO_MANY_VOICES;
    if (from !== undefined) places.set(from, there + 1);
    voices.set(voice, voices.size);
    return voices.size - 1;
  }

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
      return [told(box, shown, round === 'why' ? whyRight : predictedRight)];
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
      const number = numberOf(voice, from);
      if (typeof number === 'string') return number;
      const before = asked.chosen[number]!;
      if (before === NONE) asked.answered++;
      else asked.counts[before]!--;
      asked.chosen[number] = choice;
      asked.counts[choice]!++;
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
      const number = voices.get(voice);
      const boxes = now === null ? undefined : cards.get(now);
      if (number === undefined || !boxes) return {};
      const mine: Partial<Record<Round, number>> = {};
      for (const [round, { chosen }] of boxes.rounds)
        if (chosen[number] !== NONE) mine[round] = chosen[number]!;
      return mine;
    },
    told: () => (now === null || !cards.has(now) ? NO_VOTES : toldOf(now, false)),
    all: () => [...cards.keys()].map((card) => toldOf(card, true)),
    clear() {
      const ballot = asked;
      cards.clear();
      voices.clear();
      places.clear();
      now = null;
      asked = undefined;
      if (ballot) open(ballot.round === 'after' ? { ...ballot, round: 'before' } : ballot);
    },
  };
}

const NO_VOTES: VotesTold = { card: null, ballots: [], gain: null, sawWrong: null };

function isPrediction(round: Round): boolean {
  return round === 'before' || round === 'after';
}

function hasPredictions({ rounds }: CardBoxes): boolean {
  return [...rounds.values()].some(
    ({ round, answered, hands }) => isPrediction(round) && (answered > 0 || hands !== null),
  );
}

function emptyBox({ card, round, choices }: Ballot): Box {
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

function told(box: Box, shown: boolean, right: number | null): BallotTold {
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
