import { describe, expect, it } from 'vitest';
import { stageSentence } from '../../../src/web/stage/sentence.js';
import { SET_A_FACTS } from '../page-state.js';

describe('the sentence about the stage', () => {
  const potentialMv = new Float32Array(60).fill(-70);

  it('names the highest potential with its place, and the gates by state', () => {
    const high = potentialMv.slice();
    high[40] = 39.8;
    const gates = Uint8Array.from([0b01_111111, 0, 0b10_000000, 0b01_111111, 0b10_000000, 0b01_111111]);
    expect(
      stageSentence(SET_A_FACTS, { potentialMv: high, gates, lookingBack: false, channelsOn: true }),
    ).toBe(
      'The axon, 60 sites: highest +40 mV at site 40; 1 sodium gate open, 2 sodium gates locked, 2 potassium gates open.',
    );
  });

  it('says that all is at rest, and that it is a moment of the past', () => {
    const shown = { potentialMv, gates: new Uint8Array(120), lookingBack: true, channelsOn: true };
    expect(stageSentence(SET_A_FACTS, shown)).toBe(
      'As it was then. The axon, 60 sites: all at rest, −70 mV; all gates are shut.',
    );
  });

  it('tells of no gates where channels were off in what is shown', () => {
    const gates = new Uint8Array(120);
    expect(stageSentence(SET_A_FACTS, { potentialMv, gates, lookingBack: true, channelsOn: false })).toBe(
      'As it was then. The axon, 60 sites: all at rest, −70 mV.',
    );
  });
});
