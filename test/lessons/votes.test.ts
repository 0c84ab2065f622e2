import { beforeEach, describe, expect, it } from 'vitest';
import { HALL_FULL, MOST_VOICES, MOST_VOICES_FROM_THERE, TOO_MANY_VOICES } from '../../src/lessons/voices.js';
import {
  type Ballot,
  createVotes,
  MOST_CARDS,
  NOTHING_ASKED,
  OVER,
  PRESSED,
  type Votes,
} from '../../src/lessons/votes.js';

const SPREAD: Ballot = { card: 'spread', round: 'before', choices: 3 };
let votes: Votes;

beforeEach(() => {
  votes = createVotes();
  votes.open(SPREAD);
  votes.settle('spread', 'predicted', 1);
});

/** So many phones choose each of the choices, again and again the same phones. */
function chosen(counts: readonly number[], round = SPREAD.round): void {
  let phone = 0;
  for (const [choice, count] of counts.entries())
    for (let n = 0; n < count; n++) votes.vote(`phone ${phone++}`, undefined, 'spread', round, choice);
}

const ballot = (round: string) => votes.told().ballots.find((told) => told.round === round);

describe('a vote', () => {
  it('counts once a phone, whatever the phone chooses before the press and however often it comes back', () => {
    for (const choice of [0, 2, 2, 1, 0])
      expect(votes.vote('phone', undefined, 'spread', 'before', choice)).toBeUndefined();
    expect(votes.vote('other', undefined, 'spread', 'before', 1)).toBeUndefined();
    expect(ballot('before')?.answered).toBe(2);
    expect(votes.chosenBy('phone')).toEqual({ before: 0 });
    votes.press();
    expect(ballot('before')?.counts).toEqual([1, 1, 0]);
  });

  it('is hidden until the press, but for how many have answered', () => {
    chosen([4, 2, 1]);
    expect(ballot('before')).toMatchObject({ open: true, answered: 7, counts: null, right: null });
    votes.open({ ...SPREAD, round: 'after' });
    expect(ballot('before')).toMatchObject({ open: false, counts: null, right: null });
    expect(votes.told().gain).toBeNull();
    votes.press();
    expect(ballot('before')).toMatchObject({ counts: [4, 2, 1], right: 1 });
  });

  it('after the press is refused in words, and changes nothing', () => {
    chosen([1, 0, 0]);
    votes.press();
    expect(votes.vote('phone 0', undefined, 'spread', 'before', 1)).toBe(PRESSED);
    expect(votes.vote('late', undefined, 'spread', 'before', 1)).toBe(PRESSED);
    expect(ballot('before')).toMatchObject({ open: false, answered: 1, counts: [1, 0, 0] });
  });

  it('on what is asked no more, or not yet, or is no choice, is refused in words', () => {
    votes.open({ ...SPREAD, round: 'after' });
    expect(votes.vote('phone', undefined, 'spread', 'before', 1)).toBe(OVER);
    expect(votes.vote('phone', undefined, 'spread', 'why', 1)).toBe(NOTHING_ASKED);
    expect(votes.vote('phone', undefined, 'collision', 'before', 1)).toBe(NOTHING_ASKED);
    expect(votes.vote('phone', undefined, 'spread', 'after', 3)).toBe('There is no such choice.');
    expect(votes.told().ballots.map(({ answered }) => answered)).toEqual([0, 0]);
  });

  it('is asked again by no press, and by nothing after it: who goes back to a card finds its vote closed', () => {
    chosen([1, 2, 0]);
    votes.press();
    votes.open({ ...SPREAD, card: 'collision' });
    votes.open(SPREAD);
    expect(votes.told()).toMatchObject({ card: 'spread' });
    expect(ballot('before')).toMatchObject({ open: false, answered: 3, counts: [1, 2, 0] });
  });

  it('from before the talk stays as it was: who goes back to the card is asked as after the talk', () => {
    chosen([3, 0, 0]);
    votes.open({ ...SPREAD, round: 'after' });
    votes.close();
    votes.open(SPREAD);
    expect(votes.vote('phone 0', undefined, 'spread', 'before', 1)).toBe(OVER);
    expect(votes.vote('phone 0', undefined, 'spread', 'after', 1)).toBeUndefined();
    votes.press();
    expect(votes.told().ballots.map(({ counts }) => counts)).toEqual([
      [3, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('goes on where a card is left before the press, and opened again', () => {
    chosen([1, 2, 0]);
    votes.close();
    expect(votes.vote('late', undefined, 'spread', 'before', 1)).toBe(OVER);
    votes.open(SPREAD);
    expect(votes.vote('late', undefined, 'spread', 'before', 1)).toBeUndefined();
    expect(ballot('before')?.answered).toBe(4);
  });
});

describe('what a class has learnt', () => {
  it('is the normalised gain from before the talk to after it: 9 of 24 right, then 18, is 0.6', () => {
    chosen([11, 9, 4]);
    votes.open({ ...SPREAD, round: 'after' });
    chosen([4, 18, 2], 'after');
    votes.press();
    expect(votes.told().gain).toBeCloseTo(0.6, 12);
  });

  it('is not told where everybody was right before, or nobody was asked twice', () => {
    chosen([0, 5, 0]);
    votes.open({ ...SPREAD, round: 'after' });
    chosen([0, 5, 0], 'after');
    votes.press();
    expect(votes.told().gain).toBeNull();
    votes.open({ ...SPREAD, card: 'collision' });
    votes.vote('phone', undefined, 'collision', 'before', 1);
    votes.press();
    expect(votes.told().gain).toBeNull();
  });

  it('does not depend on phones: hands that were counted stand instead of them, until they are taken away', () => {
    chosen([1, 0, 0]);
    expect(votes.hands('before', [11, 9])).toBe('Type a number for each of the 3 choices.');
    expect(votes.hands('after', [11, 9, 4])).toBe(NOTHING_ASKED);
    votes.hands('before', [11, 9, 4]);
    votes.open({ ...SPREAD, round: 'after' });
    votes.hands('after', [4, 18, 2]);
    expect(ballot('before')).toMatchObject({ by: 'hands', answered: 24, counts: null });
    votes.press();
    expect(votes.told().gain).toBeCloseTo(0.6, 12);
    votes.hands('before', null);
    expect(ballot('before')).toMatchObject({ by: 'phones', answered: 1, counts: [1, 0, 0] });
  });

  it('begins with what was seen: 2 of 10 wrote down what did not happen, told once that is closed', () => {
    votes.press();
    votes.open({ ...SPREAD, round: 'saw' });
    chosen([1, 8, 1], 'saw');
    expect(votes.told().sawWrong).toBeNull();
    expect(ballot('saw')).toMatchObject({ answered: 10, counts: null });
    votes.close();
    expect(votes.told().sawWrong).toBe(2);
  });

  it('waits for the right choice, which may be told late, and is another one for the reasons', () => {
    const late = createVotes();
    late.settle('spread', 'predicted', 1);
    late.open(SPREAD);
    late.vote('phone', undefined, 'spread', 'before', 0);
    late.open({ ...SPREAD, round: 'after' });
    late.vote('phone', undefined, 'spread', 'after', 1);
    late.press();
    expect(late.told()).toMatchObject({ gain: null, ballots: [{ right: null }, { right: null }] });
    late.settle('spread', 'predicted', 1);
    late.settle('spread', 'why', 2);
    expect(late.told()).toMatchObject({ gain: 1, ballots: [{ right: 1 }, { right: 1 }] });
    late.open({ ...SPREAD, round: 'why' });
    late.close();
    expect(late.told().ballots[2]).toMatchObject({ round: 'why', right: 2 });
  });

  it('works for one pupil alone', () => {
    votes.vote('me', undefined, 'spread', 'before', 0);
    votes.open({ ...SPREAD, round: 'after' });
    votes.vote('me', undefined, 'spread', 'after', 1);
    votes.press();
    expect(votes.told()).toMatchObject({ gain: 1 });
    expect(votes.chosenBy('me')).toEqual({ before: 0, after: 1 });
  });
});

describe('votes have bounds', () => {
  it(`of ${MOST_VOICES} phones: the next one is told so, the others go on, and a new class begins at none`, () => {
    for (let n = 0; n < MOST_VOICES; n++)
      expect(votes.vote(`phone ${n}`, `address ${n}`, 'spread', 'before', n % 3)).toBeUndefined();
    expect(votes.vote('one more', 'elsewhere', 'spread', 'before', 1)).toBe(HALL_FULL);
    expect(votes.vote('phone 0', 'address 0', 'spread', 'before', 2)).toBeUndefined();
    expect(ballot('before')?.answered).toBe(MOST_VOICES);
    votes.press();
    expect(ballot('before')?.counts).toEqual([166, 167, 167]);
    votes.clear();
    expect(votes.told()).toEqual({ card: null, ballots: [], gain: null, sawWrong: null });
    votes.open(SPREAD);
    expect(votes.vote('one more', 'elsewhere', 'spread', 'before', 1)).toBeUndefined();
    expect(ballot('before')).toMatchObject({ open: true, answered: 1 });
  });

  it(`of ${MOST_VOICES_FROM_THERE} voices from one address, which may change their choice`, () => {
    for (let n = 0; n < MOST_VOICES_FROM_THERE; n++)
      expect(votes.vote(`phone ${n}`, 'there', 'spread', 'before', 0)).toBeUndefined();
    expect(votes.vote('one more', 'there', 'spread', 'before', 0)).toBe(TOO_MANY_VOICES);
    expect(votes.vote('phone 0', 'there', 'spread', 'before', 2)).toBeUndefined();
    expect(ballot('before')?.answered).toBe(MOST_VOICES_FROM_THERE);
  });

  it('which nobody can fill for good: on the next card a class of 30 gets in, and who is silent makes place', () => {
    for (let n = 0; n < MOST_VOICES; n++)
      votes.vote(`stranger ${n}`, `place ${Math.floor(n / MOST_VOICES_FROM_THERE)}`, 'spread', 'before', 0);
    votes.press();
    votes.open({ ...SPREAD, card: 'boost' });
    expect(votes.vote('stranger 0', 'place 0', 'boost', 'before', 1)).toBeUndefined();
    for (let n = 0; n < 30; n++)
      expect(votes.vote(`pupil ${n}`, `desk ${n}`, 'boost', 'before', 2)).toBeUndefined();
    expect(votes.chosenBy('stranger 0')).toEqual({ before: 1 });
    expect(votes.chosenBy('stranger 1')).toEqual({});
    expect(ballot('before')?.answered).toBe(31);
    expect(votes.all()[0]?.ballots[0]).toMatchObject({ answered: MOST_VOICES, counts: [MOST_VOICES, 0, 0] });
  });

  it('of one address, too: a phone that is somebody new each time votes once on each card', () => {
    for (let visit = 0; visit < 20; visit++) {
      votes.open({ ...SPREAD, card: `card-${visit}` });
      expect(votes.vote(`visit ${visit}`, 'there', `card-${visit}`, 'before', 0)).toBeUndefined();
    }
  });

  it(`of ${MOST_CARDS} cards: the oldest is forgotten`, () => {
    for (let n = 0; n < MOST_CARDS; n++) votes.open({ ...SPREAD, card: `card-${n}` });
    expect(votes.all()).toHaveLength(MOST_CARDS);
    expect(votes.all()[0]?.card).toBe('card-0');
  });

  it('clear while a question is open asks it again, with no voice', () => {
    chosen([3, 0, 0]);
    votes.clear();
    expect(ballot('before')).toMatchObject({ open: true, answered: 0 });
  });
});
