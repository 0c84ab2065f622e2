/** What pages and phones are told of roles and votes, and what they may send: guarded at both ends. */
import { describe, expect, it } from 'vitest';
import { parsePageCommand, parseServerMessage } from '../../src/server/messages.js';
import { isPhoneCard, type PhoneState, parsePhoneMessage } from '../../src/server/phone-messages.js';
import type { PageRole } from '../../src/server/role-messages.js';
import type { PageVotes } from '../../src/server/vote-messages.js';

const ROLE: PageRole = {
  type: 'role',
  role: 'teacher',
  page: 1,
  lentTo: 3,
  asks: false,
  asking: [4],
  code: 'KX7M2',
  pass: null,
  pages: 5,
};
const VOTES: PageVotes = {
  type: 'votes',
  card: 'spread',
  ballots: [
    {
      card: 'spread',
      round: 'before',
      choices: 3,
      right: 1,
      open: false,
      answered: 24,
      by: 'phones',
      counts: [11, 9, 4],
    },
  ],
  gain: 0.6,
  sawWrong: 5,
  phones: 24,
  voted: ['spread'],
  mine: { before: 2 },
  join: { addresses: ['http://192.168.1.5:8080/v'], words: null },
};
const PHONE: PhoneState = {
  type: 'phone',
  restMv: -70,
  levels: { opensMv: -55, closesMv: 40 },
  electrodes: { blue: 0.25, yellow: null },
  running: true,
  channelsOn: true,
  brightness: 0.38,
  pictures: true,
};

const NONSENSE = [undefined, {}, 'a', -1, [{}], [-1], ['x'.repeat(9), 1]];
/** What each field may be beside what it is: of the nonsense above. */
const SENSE: Readonly<Record<string, readonly unknown[]>> = {
  code: ['a'],
  card: ['a'],
  pass: ['a'],
  gain: [-1],
  mine: [{}],
  restMv: [-1],
};

describe.each([
  ['role', ROLE, parseServerMessage],
  ['votes', VOTES, parseServerMessage],
  ['role, to a phone', ROLE, parsePhoneMessage],
  ['votes, to a phone', VOTES, parsePhoneMessage],
  ['phone', PHONE, parsePhoneMessage],
] as const)('a message of the kind %s', (_, message, parse) => {
  const read = (value: object) => parse(JSON.stringify(value));

  it('is read as it was sent', () => {
    expect(read(message)).toEqual(message);
  });

  it.each(Object.keys(message).filter((field) => field !== 'type'))(
    'is none with nonsense in its %s',
    (field) => {
      const believed = NONSENSE.filter((value) => read({ ...message, [field]: value }) !== undefined);
      expect(believed.filter((value) => JSON.stringify(value) !== 'null')).toEqual(SENSE[field] ?? []);
    },
  );
});

describe('votes', () => {
  const isVotes = (changes: object) =>
    parseServerMessage(JSON.stringify({ ...VOTES, ...changes })) !== undefined;
  const isBallot = (changes: object) => isVotes({ ballots: [{ ...VOTES.ballots[0], ...changes }] });

  it('may be hidden, or of no card yet', () => {
    expect(isBallot({ counts: null, right: null })).toBe(true);
    expect(isVotes({ card: null, ballots: [], gain: null, sawWrong: null, mine: {} })).toBe(true);
  });

  it('are of six choices at most, of which each has a count, and in four rounds', () => {
    for (const wrong of [
      { choices: 0 },
      { choices: 7, counts: [1, 1, 1, 1, 1, 1, 1] },
      { counts: [1, 2] },
      { counts: [1, 2, -1] },
      { right: 6 },
      { round: 'later' },
      { by: 'mail' },
    ])
      expect([wrong, isBallot(wrong)]).toEqual([wrong, false]);
    expect(isVotes({ ballots: new Array(5).fill(VOTES.ballots[0]) })).toBe(false);
    expect(isVotes({ mine: { later: 1 } })).toBe(false);
    expect(isVotes({ mine: { before: 6 } })).toBe(false);
  });
});

describe('a command about control or votes', () => {
  const read = (command: object) => parsePageCommand(JSON.stringify(command));

  it.each([
    { do: 'code', code: 'KX7M2' },
    { do: 'askControl' },
    { do: 'lend' },
    { do: 'lend', to: 3 },
    { do: 'takeBack' },
    { do: 'join', voice: 'abcdefghijklmnopqrst-_' },
    { do: 'vote', card: 'spread', round: 'saw', choice: 0 },
    { do: 'voteAgain' },
    { do: 'hands', round: 'before', counts: [0, 24] },
    { do: 'hands', round: 'before', counts: null },
    { do: 'clearVotes' },
  ])('is heard: %j', (command) => {
    expect(read(command)).toEqual(command);
  });

  it.each([
    [{ do: 'code', code: 'x'.repeat(17) }, 'code: expected code the code that the rig shows'],
    [{ do: 'lend', to: 0 }, 'lend: expected to the number of a page, from 1'],
    [{ do: 'join', voice: 'Anna' }, 'join: expected voice 22 letters and digits by chance'],
    [{ do: 'vote', card: '', round: 'saw', choice: 0 }, 'vote: expected card the name of a card'],
    [
      { do: 'vote', card: 'a', round: 'x', choice: 0 },
      'vote: expected round "before", "after", "saw" or "why"',
    ],
    [
      { do: 'vote', card: 'a', round: 'why', choice: 6 },
      'vote: expected choice the number of a choice, from 0',
    ],
    [
      { do: 'hands', round: 'why', counts: [501] },
      'hands: expected counts null, or a number from 0 to 500 for each choice',
    ],
    [
      { do: 'hands', round: 'why', counts: [] },
      'hands: expected counts null, or a number from 0 to 500 for each choice',
    ],
  ])('is refused in words: %j', (command, words) => {
    expect(read(command)).toBe(words);
  });
});

describe('the words of a question', () => {
  const CARD = {
    name: 'a',
    language: 'en',
    presses: true,
    question: 'q',
    choices: ['1'],
    why: { question: 'w', choices: ['2'] },
  };

  it('are believed whole, and not otherwise', () => {
    expect(isPhoneCard(CARD)).toBe(true);
    for (const field of Object.keys(CARD))
      expect([field, isPhoneCard({ ...CARD, [field]: 1 })]).toEqual([field, false]);
    expect(isPhoneCard({ ...CARD, choices: [1] })).toBe(false);
    expect(isPhoneCard(null)).toBe(false);
  });
});
