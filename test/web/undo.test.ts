/** What Undo does after a reset. */
import { describe, expect, it } from 'vitest';
import { undoOfReset } from '../../src/web/undo.js';
import { STATE } from './page-state.js';

describe('Undo after a reset', () => {
  it('brings treatments, channels, strength, lens and electrodes back, and leaves alone what has not changed', () => {
    const ice = { id: 'paint-1', treatment: { kind: 'dead', from: 3, to: 4 }, words: 'Dead' } as const;
    const before = {
      ...STATE,
      treatments: [ice],
      channelsOn: false,
      strength: 0.3,
      lens: 100,
      electrodes: { blue: 3, yellow: 8 },
    };
    expect(undoOfReset(before, { ...STATE, resets: 1, electrodes: { blue: 3, yellow: 'bath' } })).toEqual([
      { do: 'treat', id: 'paint-1', treatment: ice.treatment },
      { do: 'channels', on: false },
      { do: 'strength', strength: 0.3 },
      { do: 'lens', roomMsPerAxonMs: 100 },
      { do: 'electrode', name: 'yellow', at: 8 },
    ]);
    expect(undoOfReset(STATE, { ...STATE, resets: 1 })).toEqual([]);
  });

  it('is nothing after another experiment', () => {
    expect(undoOfReset({ ...STATE, lens: 100 }, { ...STATE, experiment: 'squid-axon' })).toEqual([]);
  });
});
