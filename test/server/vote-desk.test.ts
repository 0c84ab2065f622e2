import { beforeEach, describe, expect, it } from 'vitest';
import { OVER, PRESSED } from '../../src/lessons/votes.js';
import { KEPT_APART, NO_PHONE_MS, THIS_COMPUTER_ALONE } from '../../src/server/join.js';
import {
  ANOTHER_VOICE,
  type CardOnShow,
  createVoteDesk,
  JOIN_FIRST,
  type VoteDesk,
  type Voter,
} from '../../src/server/vote-desk.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { CARD_ON_SHOW } from './card-on-show.js';

const asks = (round: CardOnShow['asks']): CardOnShow => ({ ...CARD_ON_SHOW, asks: round });

let timers: VirtualTimers;
let desk: VoteDesk;
let changes: number;
let alone: boolean;

beforeEach(() => {
  timers = new VirtualTimers();
  changes = 0;
  alone = false;
  desk = createVoteDesk({
    clock: timers,
    wayIn: () => ({ alone, urls: ['http://192.168.1.5:8080/'] }),
    wordsOf: () => undefined,
    changed: () => changes++,
  });
});

function phone(n: number): Voter {
  const voter: Voter = { voice: undefined, from: `192.168.1.${n}` };
  desk.enter(voter);
  desk.join(voter, `voice ${n}`);
  return voter;
}

const told = (round: string) => desk.told().ballots.find((ballot) => ballot.round === round);

describe('votes in a lesson', () => {
  it('go from the question over the talk and the press to what was seen and why', () => {
    const [one, other] = [phone(1), phone(2)];
    desk.follow(asks('before'));
    desk.vote(one, 'spread', 'before', 0);
    desk.vote(other, 'spread', 'before', 0);
    expect(desk.voteAgain()).toBeUndefined();
    desk.vote(one, 'spread', 'after', 1);
    // The teacher has predicted, too, and the step waits for the press.
    desk.follow(asks(null));
    expect(desk.vote(other, 'spread', 'after', 0)).toBeUndefined();
    expect(told('after')).toMatchObject({ open: true, answered: 2, counts: null });
    desk.press();
    expect(told('after')).toMatchObject({ open: false, counts: [1, 1, 0] });
    expect(desk.told().gain).toBe(0.5);
    expect(desk.vote(other, 'spread', 'after', 1)).toBe(PRESSED);
    desk.follow(asks('saw'));
    desk.vote(one, 'spread', 'saw', 1);
    desk.vote(other, 'spread', 'saw', 2);
    expect(desk.told().sawWrong).toBeNull();
    desk.follow(asks(null));
    expect(desk.told().sawWrong).toBe(1);
    desk.follow({ ...CARD_ON_SHOW, asks: 'why', choices: 2 });
    desk.vote(one, 'spread', 'why', 0);
    desk.follow({ ...asks(null), whyRight: 0 });
    expect(told('why')).toMatchObject({ open: false, counts: [1, 0], right: 0 });
    expect(desk.chosenBy(one)).toEqual({ before: 0, after: 1, saw: 1, why: 0 });
  });

  it('are closed and shown by the first step of a card without a press', () => {
    const one = phone(1);
    const quiet = { ...CARD_ON_SHOW, presses: false };
    desk.follow(quiet);
    expect(desk.vote(one, 'spread', 'before', 1)).toBeUndefined();
    desk.follow({ ...quiet, asks: null });
    expect(desk.vote(one, 'spread', 'before', 0)).toBe(PRESSED);
    expect(told('before')).toMatchObject({ open: false, counts: [0, 1, 0] });
  });

  it('show what was predicted when the lesson goes on without a press, too', () => {
    desk.follow(asks('before'));
    desk.vote(phone(1), 'spread', 'before', 2);
    desk.follow(asks('saw'));
    expect(told('before')).toMatchObject({ open: false, counts: [0, 0, 1] });
  });

  it('are closed when the card is closed, and open again with it', () => {
    const one = phone(1);
    desk.follow(asks('before'));
    desk.follow(null);
    expect(desk.vote(one, 'spread', 'before', 0)).toBe(OVER);
    desk.follow(asks('before'));
    expect(desk.vote(one, 'spread', 'before', 0)).toBeUndefined();
  });

  it('are asked again only while the first question is open', () => {
    const words = 'Only what the class has predicted can be asked again, and only before the press.';
    expect(desk.voteAgain()).toBe(words);
    desk.follow(asks('before'));
    desk.follow(asks(null));
    desk.press();
    expect(desk.voteAgain()).toBe(words);
  });

  it('stay open through a press that the lesson calls early: it asks still', () => {
    const one = phone(1);
    desk.follow(asks('before'));
    desk.press();
    expect(told('before')).toMatchObject({ open: true, counts: null });
    expect(desk.vote(one, 'spread', 'before', 1)).toBeUndefined();
    expect(desk.voteAgain()).toBeUndefined();
  });

  it('are open again on the way back from a press before which nobody had voted', () => {
    const one = phone(1);
    desk.follow(asks('before'));
    desk.follow(asks(null));
    desk.press();
    expect(desk.vote(one, 'spread', 'before', 1)).toBe(PRESSED);
    desk.follow(asks('before'));
    expect(desk.vote(one, 'spread', 'before', 1)).toBeUndefined();
    expect(told('before')).toMatchObject({ open: true, answered: 1, counts: null });
  });

  it('are asked once more of another class, also after the press, and before its talk', () => {
    const one = phone(1);
    desk.follow(asks('before'));
    desk.vote(one, 'spread', 'before', 1);
    desk.voteAgain();
    desk.clear();
    expect(desk.told().ballots).toMatchObject([{ round: 'before', open: true, answered: 0 }]);
    desk.vote(one, 'spread', 'before', 1);
    desk.follow(asks(null));
    desk.press();
    desk.follow(asks('before'));
    expect(desk.vote(one, 'spread', 'before', 0)).toBe(PRESSED);
    desk.clear();
    expect(desk.vote(one, 'spread', 'before', 0)).toBeUndefined();
    expect(desk.told().ballots).toMatchObject([{ round: 'before', open: true, answered: 1 }]);
  });

  it('are none where a plan begins again: 2 votes and 5 hands of the last class are gone, and each phone has a voice again', () => {
    const [one, other] = [phone(1), phone(2)];
    desk.follow(asks('before'));
    desk.vote(one, 'spread', 'before', 0);
    desk.vote(other, 'spread', 'before', 2);
    desk.follow(asks('saw'));
    desk.hands('saw', [5, 0, 0]);
    desk.follow(null);
    expect(desk.told().voted).toEqual(['spread']);
    expect(desk.csv()).toContain(',5,');
    desk.follow({ ...CARD_ON_SHOW, start: 2 });
    expect(desk.told()).toMatchObject({
      voted: [],
      ballots: [{ round: 'before', answered: 0, by: 'phones' }],
    });
    expect(desk.chosenBy(one)).toEqual({});
    expect(desk.vote(one, 'spread', 'before', 1)).toBeUndefined();
    expect(desk.told().voted).toEqual(['spread']);
  });

  it('of a plan stay when one of its cards is opened again', () => {
    desk.follow(asks('before'));
    desk.vote(phone(1), 'spread', 'before', 0);
    desk.follow({ ...CARD_ON_SHOW, card: 'gates' });
    desk.follow(asks('before'));
    expect(told('before')).toMatchObject({ answered: 1 });
  });

  it('of the card before are told again on the way back to its explanation', () => {
    desk.follow(asks('why'));
    desk.vote(phone(1), 'spread', 'why', 0);
    desk.follow({ ...CARD_ON_SHOW, card: 'gates' });
    desk.follow({ ...asks(null), whyRight: 0 });
    expect(desk.told()).toMatchObject({ card: 'spread', ballots: [{ round: 'why', counts: [1, 0, 0] }] });
  });

  it('on a card that is played alone are forgotten when it begins again; those on others stay', () => {
    const [one, alone_] = [phone(1), { ...CARD_ON_SHOW, inPlan: false }];
    desk.follow(alone_);
    desk.vote(one, 'spread', 'before', 0);
    desk.follow({ ...alone_, card: 'gates', start: 2 });
    desk.vote(one, 'gates', 'before', 0);
    expect(desk.told().voted).toEqual(['spread', 'gates']);
    desk.follow({ ...alone_, start: 3 });
    expect(desk.told().voted).toEqual(['gates']);
  });

  it('stay open through the news of a lesson that asks the same', () => {
    desk.follow(asks('before'));
    desk.voteAgain();
    desk.follow(asks('before'));
    expect(told('after')?.open).toBe(true);
  });

  it('of before the talk stay shut when the lesson goes on and back', () => {
    const one = phone(1);
    desk.follow(asks('before'));
    desk.voteAgain();
    desk.follow(asks(null));
    desk.follow(asks('before'));
    expect(desk.vote(one, 'spread', 'before', 0)).toBe(OVER);
    expect(told('after')?.open).toBe(true);
  });

  it('tell the right choice as soon as the lesson tells it', () => {
    desk.follow({ ...CARD_ON_SHOW, right: null });
    desk.follow({ ...CARD_ON_SHOW, asks: null, right: null });
    desk.press();
    expect(told('before')).toMatchObject({ counts: [0, 0, 0], right: null });
    const before = changes;
    desk.follow({ ...CARD_ON_SHOW, asks: null });
    expect(told('before')?.right).toBe(1);
    expect(changes).toBe(before + 1);
  });

  it('are news to nobody where a press closes none', () => {
    desk.press();
    expect(changes).toBe(0);
  });
});

describe('a phone', () => {
  it('is one however often it is connected, and has its choice back', () => {
    const one = phone(1);
    desk.follow(asks('before'));
    desk.vote(one, 'spread', 'before', 2);
    desk.leave(one);
    expect(desk.told().phones).toBe(0);
    const again = phone(1);
    phone(1);
    expect(desk.told().phones).toBe(1);
    expect(desk.chosenBy(again)).toEqual({ before: 2 });
    desk.vote(again, 'spread', 'before', 1);
    expect(told('before')?.answered).toBe(1);
  });

  it('says first who it is, once', () => {
    const voter: Voter = { voice: undefined, from: '192.168.1.9' };
    desk.enter(voter);
    desk.follow(asks('before'));
    expect(desk.vote(voter, 'spread', 'before', 1)).toBe(JOIN_FIRST);
    expect(desk.join(voter, 'voice')).toBeUndefined();
    expect(desk.join(voter, 'voice')).toBeUndefined();
    expect(desk.join(voter, 'another')).toBe(ANOTHER_VOICE);
  });
});

describe('a class without phones', () => {
  it('is told after a minute of waiting that the network may keep them apart, until one comes', () => {
    desk.enter({ voice: undefined, from: undefined });
    desk.follow(asks('before'));
    expect(desk.told().join).toEqual({ addresses: ['http://192.168.1.5:8080/v'], words: null });
    const before = changes;
    timers.advance(NO_PHONE_MS);
    expect(changes).toBe(before + 1);
    expect(desk.told().join.words).toBe(KEPT_APART);
    phone(1);
    expect(desk.told().join.words).toBeNull();
  });

  it('is told at once where the rig serves its own computer alone', () => {
    alone = true;
    expect(desk.told().join).toEqual({ addresses: [], words: THIS_COMPUTER_ALONE });
  });

  it('counts hands', () => {
    desk.follow(asks('before'));
    expect(desk.hands('before', [3, 20, 1])).toBeUndefined();
    desk.follow(asks(null));
    desk.press();
    expect(told('before')).toMatchObject({ by: 'hands', answered: 24, counts: [3, 20, 1] });
    expect(desk.csv()).toContain('spread,,before,,B,,yes,20,24,hands,');
  });
});
