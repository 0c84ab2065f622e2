import { describe, expect, it } from 'vitest';
import { ChoiceKeeper, type Kept, keptIn } from '../../../src/web/phone/choice-keeper.js';
import { ballot, VOTES } from './phone-room.js';

const CHOSEN: Kept = { card: 'spread', round: 'before', choice: 2 };

function keeper(kept?: Kept) {
  const saved: (Kept | undefined)[] = [];
  return { choices: new ChoiceKeeper(kept, (now) => saved.push(now)), saved };
}

describe('a choice', () => {
  it('is kept until the rig says that it has it', () => {
    const { choices, saved } = keeper();
    choices.choose(CHOSEN);
    expect(choices.told({ ...VOTES, mine: {} })).toBe(false);
    expect(choices.told({ ...VOTES, mine: { before: 1 } })).toBe(false);
    expect(choices.kept).toEqual(CHOSEN);
    expect(choices.told({ ...VOTES, mine: { before: 2 } })).toBe(false);
    expect(choices.kept).toBeUndefined();
    expect(saved).toEqual([CHOSEN, undefined]);
  });

  it('is kept from an earlier visit', () => {
    const { choices } = keeper(keptIn(JSON.stringify(CHOSEN)));
    expect(choices.kept).toEqual(CHOSEN);
    expect(['', 'null', '{}', '[1]', '{"card":1,"round":"before","choice":0}', null].map(keptIn)).toEqual(
      new Array(6).fill(undefined),
    );
  });

  it('is given up, and that is said, when its ballot is closed or another card is on show', () => {
    for (const votes of [
      { ...VOTES, ballots: [ballot({ open: false, counts: [1, 0, 0] })] },
      { ...VOTES, card: 'collision', ballots: [ballot({ card: 'collision' })] },
    ]) {
      const { choices, saved } = keeper(CHOSEN);
      expect(choices.told(votes)).toBe(true);
      expect(choices.kept).toBeUndefined();
      expect(saved).toEqual([undefined]);
    }
  });

  it('is not given up where it got in before the press', () => {
    const { choices } = keeper(CHOSEN);
    const closed = [ballot({ open: false, counts: [0, 0, 1] })];
    expect(choices.told({ ...VOTES, ballots: closed, mine: { before: 2 } })).toBe(false);
  });

  it('is shown before the rig has it, in its own round only', () => {
    const { choices } = keeper(CHOSEN);
    const votes = { ...VOTES, mine: { before: 0, after: 1 } };
    expect(choices.chosen(ballot({}), votes)).toBe(2);
    expect(choices.chosen(ballot({ round: 'after' }), votes)).toBe(1);
    expect(choices.chosen(ballot({ round: 'why' }), votes)).toBeUndefined();
  });
});
