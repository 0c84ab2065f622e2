import { describe, expect, it } from 'vitest';
import type { PhoneCard } from '../../../src/server/phone-messages.js';
import { ChoiceKeeper } from '../../../src/web/phone/choice-keeper.js';
import { type PhoneKnows, phoneShows } from '../../../src/web/phone/phone-view.js';
import { pageRole } from '../page-role.js';
import { ballot, VOTES } from './phone-room.js';

const CARD: PhoneCard = {
  name: 'spread',
  language: 'de',
  presses: true,
  question: 'Wie weit?',
  choices: ['Weniger', 'Genauso', 'Weiter'],
  why: { question: 'Warum?', choices: ['a', 'b', 'c'] },
};
const ROLE = pageRole('watcher', { page: 3, pages: 25 });

function shows(changes: Partial<PhoneKnows> = {}) {
  return phoneShows({
    link: { kind: 'open' },
    role: ROLE,
    votes: VOTES,
    card: CARD,
    choices: new ChoiceKeeper(undefined, () => {}),
    pictures: true,
    tooLate: false,
    ...changes,
  });
}

const kept = () => new ChoiceKeeper({ card: 'spread', round: 'before', choice: 1 }, () => {});

describe('a phone', () => {
  it('shows the question in the language of its words, how many have answered, and nothing of the room', () => {
    expect(shows()).toMatchObject({
      head: 'Predict',
      question: 'Wie weit?',
      language: 'de',
      open: true,
      note: '',
      answered: '19 of 24 have answered',
      holds: 'Watching, not in control',
    });
    expect(
      shows().choices.map(({ letter, words, chosen, voices }) => [letter, words, chosen, voices]),
    ).toEqual([
      ['A', 'Weniger', false, null],
      ['B', 'Genauso', false, null],
      ['C', 'Weiter', false, null],
    ]);
  });

  it('shows letters and where to read them while it has no words of this card', () => {
    for (const card of [undefined, { ...CARD, name: 'collision' }]) {
      const { question, choices } = shows({ card });
      expect(question).toBe('The question is on the large screen. Choose its letter.');
      expect(choices.map(({ words }) => words)).toEqual(['A', 'B', 'C']);
    }
  });

  it('waits where nothing is asked', () => {
    expect(shows({ votes: { ...VOTES, card: null, ballots: [] } })).toMatchObject({
      asked: undefined,
      question: 'No question yet. It comes here.',
      choices: [],
    });
  });

  it('shows the ballot that is open, with the choices of the reasons for the reasons', () => {
    const ballots = [ballot({ open: false, counts: [1, 2, 3] }), ballot({ round: 'why' })];
    expect(shows({ votes: { ...VOTES, ballots } })).toMatchObject({
      asked: { card: 'spread', round: 'why' },
      head: 'Why?',
      question: 'Warum?',
      choices: [{ words: 'a' }, { words: 'b' }, { words: 'c' }],
    });
  });
});

describe('an answer', () => {
  const mine = { ...VOTES, mine: { before: 1 } };

  it('that the rig has may be changed until the press', () => {
    expect(shows({ votes: mine })).toMatchObject({
      isIn: true,
      note: 'Your answer is in. You can change it until somebody presses.',
      next: 'Then look up: the light is in the room.',
    });
    expect(shows({ votes: mine }).choices.map(({ chosen }) => chosen)).toEqual([false, true, false]);
  });

  it('that the rig does not have yet is under way, or kept', () => {
    expect(shows({ choices: kept() })).toMatchObject({ note: 'Sending …', isIn: false });
    for (const link of [{ kind: 'lost', retryInMs: 250 }, { kind: 'stale' }, { kind: 'connecting' }] as const)
      expect(shows({ choices: kept(), link })).toMatchObject({
        note: 'Kept here, sent when the rig is back.',
        isIn: false,
      });
  });

  it('after the press counts, or came too late, or there is none', () => {
    const ballots = [ballot({ open: false, counts: [11, 9, 4], right: 1 })];
    expect(
      shows({ votes: { ...mine, ballots: [ballot({ open: false, counts: [11, 9, 4] })] } }),
    ).toMatchObject({ open: false, note: 'Your answer counts.' });
    expect(shows({ votes: { ...VOTES, ballots } }).note).toBe(
      'The vote is closed, without an answer of yours.',
    );
    expect(shows({ votes: { ...VOTES, ballots }, tooLate: true }).note).toBe(
      'The axon was pressed before your answer came in. It does not count.',
    );
    const unpressed = { ...CARD, presses: false };
    expect(shows({ votes: { ...VOTES, ballots }, tooLate: true, card: unpressed }).note).toBe(
      'The lesson went on before your answer came in. It does not count.',
    );
    expect(shows({ votes: mine, card: unpressed }).note).toBe(
      'Your answer is in. You can change it until the lesson goes on.',
    );
    expect(shows({ votes: { ...mine, ballots } }).choices[1]).toMatchObject({ right: true, voices: 9 });
    expect(shows({ votes: { ...mine, ballots } }).choices.map(({ share }) => share)).toEqual([
      1,
      9 / 11,
      4 / 11,
    ]);
  });
});

describe('an answer, once it is told what happened', () => {
  const closed = (round: 'before' | 'saw' | 'why') => ({
    ...VOTES,
    ballots: [ballot({ round, open: false, counts: [11, 9, 4], right: 1 })],
  });

  it('that was right or wrong is told by its letter, beside the letter of what happened', () => {
    const note = (before: number) => shows({ votes: { ...closed('before'), mine: { before } } }).note;
    expect(note(1)).toBe('You predicted B, and so it happened.');
    expect(note(2)).toBe('You predicted C. What happened is B.');
  });

  it('of before the talk is told as it was after it, with what was seen where that is not so', () => {
    const note = (saw: number) =>
      shows({ votes: { ...closed('saw'), mine: { before: 0, after: 1, saw } } }).note;
    expect(note(1)).toBe('You predicted B, and so it happened.');
    expect(note(0)).toBe(
      'You predicted B, and so it happened. You wrote down that you saw A. The recording shows B.',
    );
  });

  it('to why is told, too', () => {
    const note = (why: number) => shows({ votes: { ...closed('why'), mine: { before: 1, why } } }).note;
    expect(note(1)).toBe('Your reason, B, is the one that fits.');
    expect(note(0)).toBe('Your reason was A. The one that fits is B.');
  });
});

describe('the words at the edges', () => {
  it('say how the line is, in the rig’s own words where it has some', () => {
    const words = (link: PhoneKnows['link'], pictures = true) => shows({ link, pictures }).status;
    expect(words({ kind: 'open' })).toEqual({ mark: 'live', words: 'The axon in your room, live' });
    expect(words({ kind: 'open' }, false).words).toBe('This phone votes. The light is in the room.');
    expect(words({ kind: 'stale' }).mark).toBe('alert');
    expect(words({ kind: 'lost', retryInMs: 250 }).words).toBe(
      'No word from the rig. This phone tries again by itself.',
    );
    expect(words({ kind: 'lost', retryInMs: 250, words: 'The rig serves 500 phones.' }).words).toBe(
      'The rig serves 500 phones.',
    );
  });

  it('say who has control, and count phones that are away', () => {
    expect(shows({ role: { ...ROLE, asks: true } }).holds).toBe('You have asked for the control');
    expect(shows({ role: { ...ROLE, role: 'controller' } }).holds).toBe('You hold the control');
    expect(shows({ votes: { ...VOTES, phones: 7 } }).answered).toBe('19 of 19 have answered');
    const hands = [ballot({ by: 'hands', answered: 24 })];
    expect(shows({ votes: { ...VOTES, ballots: hands } }).answered).toBe('24 hands were counted');
  });
});
