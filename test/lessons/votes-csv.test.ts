import { describe, expect, it } from 'vitest';
import { createVotes } from '../../src/lessons/votes.js';
import { votesCsv } from '../../src/lessons/votes-csv.js';
import { TEXTS } from '../web/lesson-state.js';

const HEAD = 'card,experiment,round,question,choice,answer,right,voices,answered,counted_by,gain';
/** Without the words of cards. */
const bare = () => undefined;

describe('the table of votes', () => {
  it('has a row for each choice of each ballot, with the gain beside what was predicted after the talk', () => {
    const votes = createVotes();
    votes.open({ card: 'spread', round: 'before', choices: 2 });
    votes.settle('spread', 'predicted', 1);
    for (const voice of ['a', 'b', 'c', 'd']) votes.vote(voice, undefined, 'spread', 'before', 0);
    votes.open({ card: 'spread', round: 'after', choices: 2 });
    votes.hands('after', [1, 3]);
    votes.open({ card: 'collision', round: 'why', choices: 2 });
    expect(votesCsv(votes.all(), bare)).toBe(
      [
        HEAD,
        'spread,,before,,A,,no,4,4,phones,',
        'spread,,before,,B,,yes,0,4,phones,',
        'spread,,after,,A,,no,1,4,hands,0.750',
        'spread,,after,,B,,yes,3,4,hands,0.750',
        'collision,,why,,A,,,0,0,phones,',
        'collision,,why,,B,,,0,0,phones,',
        '',
      ].join('\r\n'),
    );
  });

  it('is its head alone before the first vote', () => {
    expect(votesCsv([], bare)).toBe(`${HEAD}\r\n`);
  });

  it('names the set-up, the question and the answer in words, of which a spreadsheet makes no figure', () => {
    const votes = createVotes();
    votes.open({ card: 'spread', round: 'before', choices: 2 });
    votes.vote('a', undefined, 'spread', 'before', 1);
    const text = TEXTS.cards[0]!;
    const words = {
      ...text,
      question: 'How "far",\nthen?',
      predict: [text.predict[0]!, { choice: '+70 mV', reveals: '' }],
    };
    expect(votesCsv(votes.all(), () => words).split('\r\n')[2]).toBe(
      'spread,spread/main,before,"How ""far"", then?",B,"B: +70 mV",,1,1,phones,',
    );
  });
});
