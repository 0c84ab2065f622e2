/** What the rest of the room says: how many have answered, and after the press what. Who plays alone sees none of it. Pure. */
import {
  type CardText,
  choiceLetter,
  type LessonCard,
  type PageBallot,
  type PageVotes,
  type VoteRound,
} from '../../server/messages.js';
import type { RailBlock, RailHands } from './rail-view.js';
import { richWords } from './rich.js';
import { fill, type Words } from './words.js';

export interface Room {
  readonly votes: PageVotes;
  /** This page leads the class: it asks again, and types in counts. */
  readonly leads: boolean;
  /** Raised hands are to be counted. */
  readonly countsHands: boolean;
}

/** The room, if there is more of it than one pupil at this page. */
export function roomOf(
  votes: PageVotes | undefined,
  card: string,
  leads: boolean,
  countsHands: boolean,
): Room | undefined {
  if (!votes) return undefined;
  const answered = votes.card === card && votes.ballots.some((ballot) => ballot.answered > 0);
  return votes.phones > 0 || answered || (countsHands && leads) ? { votes, leads, countsHands } : undefined;
}

function ballotOf({ votes }: Room, card: string, round: VoteRound): PageBallot | undefined {
  return votes.card === card ? votes.ballots.find((ballot) => ballot.round === round) : undefined;
}

/** When the voices of a round are shown. */
function hiddenWords(round: VoteRound, presses: boolean, words: Words): string {
  switch (round) {
    case 'saw':
      return words.hiddenBarsSaw;
    case 'why':
      return words.hiddenBarsWhy;
    default:
      return presses ? words.hiddenBars : words.hiddenBarsLook;
  }
}

/** How many have answered. */
export function answeredBlocks(
  room: Room,
  { name, presses }: CardText,
  round: VoteRound,
  words: Words,
): RailBlock[] {
  const ballot = ballotOf(room, name, round);
  const answered = ballot?.answered ?? 0;
  // Nobody is there who could answer: hands are being counted.
  if (answered === 0 && room.votes.phones === 0) return [];
  const sentence =
    ballot?.by === 'hands'
      ? fill(words.answeredHands, { count: answered })
      : fill(words.answered, { answered, phones: Math.max(answered, room.votes.phones) });
  return [
    { kind: 'words', words: [sentence], tone: 'count' },
    { kind: 'words', words: [hiddenWords(round, presses, words)], tone: 'small' },
  ];
}

/** What the class leads with while it predicts: once more after a talk. */
export function predictRound(room: Room | undefined): 'before' | 'after' {
  return room?.votes.ballots.some(({ round }) => round === 'after') ? 'after' : 'before';
}

const TITLES = { before: 'roomBefore', after: 'roomAfter', saw: 'roomSaw', why: 'roomWhy' } as const;

/** A bar for each choice, as soon as they are told. */
export function barBlocks(
  room: Room,
  text: CardText,
  rounds: readonly VoteRound[],
  words: Words,
): RailBlock[] {
  return rounds.flatMap((round): RailBlock[] => {
    const ballot = ballotOf(room, text.name, round);
    const choices = round === 'why' ? text.why.choices : text.predict;
    if (!ballot?.counts || ballot.answered === 0) return [];
    return [
      {
        kind: 'bars',
        title: round === 'before' && !text.presses ? words.roomBeforeLook : words[TITLES[round]],
        bars: ballot.counts.map((count, i) => ({
          letter: choiceLetter(i),
          words: richWords(choices[i]?.choice ?? '', text.language),
          count,
          right: ballot.right === i,
        })),
      },
    ];
  });
}

/** What the votes say of the class. */
export function classBlocks({ votes }: Room, words: Words): RailBlock[] {
  const blocks: RailBlock[] = [];
  if (votes.gain !== null && votes.gain > 0) {
    const share = Math.round(100 * votes.gain);
    blocks.push({ kind: 'words', words: [fill(words.gain, { share })], tone: 'plain' });
  }
  if (votes.sawWrong !== null && votes.sawWrong > 0)
    blocks.push({
      kind: 'words',
      words: [fill(words.sawWrong, { count: votes.sawWrong })],
      tone: 'plain',
    });
  return blocks;
}

/** Raised hands are typed in where phones cannot come, or where somebody wants to count them. */
export function handsOf(
  room: Room | undefined,
  { name, start }: LessonCard,
  round: VoteRound,
  words: Words,
): RailHands | null {
  if (!room?.leads || room.votes.card !== name) return null;
  const counted = ballotOf(room, name, round)?.by === 'hands';
  if (!counted && !room.countsHands) return null;
  const hasPhones = room.votes.join.addresses.length > 0;
  return { round, start, counted, off: hasPhones ? words.handsOff : words.handsEnd };
}
