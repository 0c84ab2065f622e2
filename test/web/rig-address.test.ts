import { afterEach, describe, expect, it } from 'vitest';
import { rigAddress, takePass } from '../../src/web/rig-address.js';

afterEach(() => takePass(null));

describe('an address on the rig', () => {
  it('is the path alone for a page without a pass, and has the pass of one that was told it', () => {
    expect(rigAddress('votes.csv')).toBe('votes.csv');
    takePass('a-b_c');
    expect(rigAddress('votes.csv')).toBe('votes.csv?pass=a-b_c');
    expect(rigAddress('cards.json?lang=de')).toBe('cards.json?lang=de&pass=a-b_c');
    takePass(null);
    expect(rigAddress('votes.csv')).toBe('votes.csv');
  });
});
