import { describe, expect, it } from 'vitest';
import { createVotes } from '../../src/lessons/votes.js';
import { votesCsv } from '../../src/lessons/votes-csv.js';

describe('the table of votes', () => {
  it('has a row for each choice of each ballot, with the gain beside what was predicted after the talk', () => {
    const votes = createVotes();
    votes.open({ card: 'spread', round: 'before', choices: 2 });
    votes.settle('spread', 'predicted', 1);
    for (const voice of ['a', 'b', 'c', 'd']) votes.vote(voice, undefined, 'spread', 'before', 0);
    votes.open({ card: 'spread', round: 'after', choices: 2 });
    votes.hands('after', [1, 3]);
    votes.open({ card: 'collision', round: 'why', choices: 2 });
    expect(votesCsv(votes.all())).toBe(
      [
        'card,round,choice,right,voices,answered,counted_by,gain',
        'spread,before,A,no,4,4,phones,',
        'spread,before,B,yes,0,4,phones,',
        'spread,after,A,no,1,4,hands,0.750',
        'spread,after,B,yes,3,4,hands,0.750',
        'collision,why,A,,0,0,phones,',
        'collision,why,B,,0,0,phones,',
        '',
      ].join('\r\n'),
    );
  });

  it('is its head alone before the first vote', () => {
    expect(votesCsv([])).toBe('card,round,choice,right,voices,answered,counted_by,gain\r\n');
  });
});
