/** What a phone is told, for tests. */
import type { PageVotes } from '../../../src/server/phone-messages.js';

type Ballot = PageVotes['ballots'][number];

export function ballot(changes: Partial<Ballot>): Ballot {
  return {
    card: 'spread',
    round: 'before',
    choices: 3,
    right: null,
    open: true,
    answered: 19,
    by: 'phones',
    counts: null,
    ...changes,
  };
}

export const VOTES: PageVotes = {
  type: 'votes',
  card: 'spread',
  ballots: [ballot({})],
  gain: null,
  sawWrong: null,
  phones: 24,
  voted: [],
  mine: {},
  join: { addresses: ['http://192.168.1.5:8080/v'], words: null },
};
