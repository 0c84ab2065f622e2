/**
 * Where the lesson, the phones and the votes meet: what the lesson asks is opened as a ballot, a press that it does not
 * call early closes it, and everybody who is connected is told, at most four times a second and a few at a time.
 */
import type { Clock } from '../controller/contract.js';
import { type Ballot, createVotes, type Round } from '../lessons/votes.js';
import { type CardWordsOf, votesCsv } from '../lessons/votes-csv.js';
import { joinOf, NO_PHONE_MS, type WayIn } from './join.js';
import type { PageJoin, PageVotes } from './vote-messages.js';

/** What of a lesson matters to votes; null where no card is open. */
export interface CardOnShow {
  readonly card: string;
  /** The number of the plan that it belongs to, or of its own where it is played alone; `LessonCard` has it. */
  readonly start: number;
  readonly inPlan: boolean;
  /** Somebody presses in it: predictions stay open until then, else until the first step. */
  readonly presses: boolean;
  /** What the class is asked now; null: nothing. */
  readonly asks: Exclude<Round, 'after'> | null;
  /** How many choices that has. */
  readonly choices: number;
  /** The right choice of the prediction, and of the reasons, as soon as they are told. */
  readonly right: number | null;
  readonly whyRight: number | null;
}

/** Who votes, to the desk. */
export interface Voter {
  /** Undefined until it has said so. */
  voice: string | undefined;
  /** Where it comes from; undefined: this computer. */
  readonly from: string | undefined;
}

export interface VoteDesk {
  /** What the lesson shows, on every change. */
  follow(lesson: CardOnShow | null): void;
  /** Somebody has pressed, and the lesson has said what it asks since; while it asks for a prediction, that was early. */
  press(): void;
  enter(voter: Voter): void;
  leave(voter: Voter): void;
  /** These: undefined, or a sentence that says why not. */
  join(voter: Voter, voice: string): string | undefined;
  vote(voter: Voter, card: string, round: Round, choice: number): string | undefined;
  voteAgain(): string | undefined;
  hands(round: Round, counts: readonly number[] | null): string | undefined;
  clear(): undefined;
  /** Somebody has voted on the prediction of the card that is shown. */
  readonly predicted: boolean;
  /** What everybody is told, but for what a page has chosen itself. */
  told(): Omit<PageVotes, 'mine'>;
  chosenBy(voter: Voter): PageVotes['mine'];
  csv(): string;
  close(): void;
}

export interface VoteDeskOptions {
  readonly clock: Clock;
  /** Whether the server listens at this computer alone, and the URLs of it that others can open. */
  readonly wayIn: () => Pick<WayIn, 'alone' | 'noServer' | 'urls'>;
  /** The words of a card, for the table of votes. */
  readonly wordsOf: CardWordsOf;
  /** What voters are told of is no longer as it was. */
  changed(): void;
}

export const ANOTHER_VOICE = 'This page has voted already; open a new one to vote as somebody else.';
export const JOIN_FIRST = 'This page has not said yet which phone it is: load it again.';
const NOTHING_TO_REPEAT = 'Only what the class has predicted can be asked again, and only before the press.';

export function createVoteDesk({ clock, wayIn, wordsOf, changed }: VoteDeskOptions): VoteDesk {
  const votes = createVotes();
  const voters = new Set<Voter>();
  let shown: CardOnShow | null = null;
  let start = 0;
  let askedMs: number | undefined;
  let phoneCame = false;
  let stopWaiting = (): void => {};

  function open(ballot: Ballot): void {
    votes.open(ballot);
    if (askedMs !== undefined) return;
    askedMs = clock.nowMs();
    stopWaiting = clock.after(NO_PHONE_MS, changed);
  }

  /** Pages and phones that have said who they are; one that is connected twice is one. */
  function phones(): number {
    return new Set([...voters].map(({ voice }) => voice).filter((voice) => voice !== undefined)).size;
  }

  function join(): PageJoin {
    const waitedMs = askedMs === undefined ? null : clock.nowMs() - askedMs;
    return joinOf({ ...wayIn(), waitedMs, phoneCame });
  }

  /** A plan begins for a class that has said nothing so far, a single card without what was said on it before. */
  function beginAnew(lesson: CardOnShow): void {
    start = lesson.start;
    votes.close();
    if (lesson.inPlan) votes.clear();
    else votes.forget(lesson.card);
  }

  function turnTo(lesson: CardOnShow | null, was: CardOnShow | null): void {
    // Who is asked what was seen has seen it, also where nobody pressed.
    // A card that nobody presses on begins to show its answer with its first step.
    const isOver = lesson !== null && (lesson.asks === null ? !lesson.presses : lesson.asks !== 'before');
    if (isOver) votes.press();
    if (lesson) votes.show(lesson.card);
    if (lesson?.asks) open({ card: lesson.card, round: lesson.asks, choices: lesson.choices });
    // Once a prediction is made, the others may still change theirs.
    else if (lesson === null || lesson.card !== was?.card || was.asks !== 'before') votes.close();
  }

  function said(refusal: string | undefined): string | undefined {
    if (refusal === undefined) changed();
    return refusal;
  }

  return {
    follow(lesson) {
      const isAnew = lesson !== null && lesson.start !== start;
      if (isAnew) beginAnew(lesson);
      const was = isAnew ? null : shown;
      shown = lesson;
      const isOther = isAnew || was?.card !== lesson?.card || was?.asks !== lesson?.asks;
      if (isOther) turnTo(lesson, was);
      if (lesson && lesson.right !== null) votes.settle(lesson.card, 'predicted', lesson.right);
      if (lesson && lesson.whyRight !== null) votes.settle(lesson.card, 'why', lesson.whyRight);
      if (isOther || lesson?.right !== was?.right || lesson?.whyRight !== was?.whyRight) changed();
    },
    press() {
      if (shown?.asks !== 'before' && votes.press()) changed();
    },
    enter(voter) {
      voters.add(voter);
      if (voter.from !== undefined) phoneCame = true;
      changed();
    },
    leave(voter) {
      if (voters.delete(voter)) changed();
    },
    join(voter, voice) {
      if (voter.voice !== undefined && voter.voice !== voice) return ANOTHER_VOICE;
      voter.voice = voice;
      return said(undefined);
    },
    vote(voter, card, round, choice) {
      if (voter.voice === undefined) return JOIN_FIRST;
      return said(votes.vote(voter.voice, voter.from, card, round, choice));
    },
    voteAgain() {
      const before = votes.told().ballots.find(({ round }) => round === 'before');
      if (!before?.open) return NOTHING_TO_REPEAT;
      open({ card: before.card, round: 'after', choices: before.choices });
      return said(undefined);
    },
    get predicted() {
      return votes
        .told()
        .ballots.some(({ round, answered }) => answered > 0 && (round === 'before' || round === 'after'));
    },
    hands: (round, counts) => said(votes.hands(round, counts)),
    clear() {
      votes.clear();
      if (shown?.asks) open({ card: shown.card, round: shown.asks, choices: shown.choices });
      changed();
      return undefined;
    },
    told: () => ({ type: 'votes', ...votes.told(), phones: phones(), voted: votes.voted(), join: join() }),
    chosenBy: ({ voice }) => (voice === undefined ? {} : votes.chosenBy(voice)),
    csv: () => votesCsv(votes.all(), wordsOf),
    close: () => stopWaiting(),
  };
}
