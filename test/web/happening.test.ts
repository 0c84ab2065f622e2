import { describe, expect, it } from 'vitest';
import type { AxonFacts, PressOutcome } from '../../src/controller/contract.js';
import { activityWords, inOneLine, pressWords } from '../../src/web/happening.js';
import { SET_A_FACTS } from './page-state.js';

const AXON: AxonFacts = {
  ...SET_A_FACTS,
  restMv: -95,
  channels: { ...SET_A_FACTS.channels, every: 4, sodiumOpensMv: -48 },
};

describe('what goes on, in words', () => {
  it('tells of nothing but rest while nothing happens, with the figures of the axon that runs', () => {
    expect(activityWords({ axon: AXON, activity: 'none', channelsOn: true })).toBe(
      'At rest, −95 mV. Sodium channels open where the potential reaches −48 mV.',
    );
    expect(activityWords({ axon: AXON, activity: 'none', channelsOn: false })).toBe(
      'At rest, −95 mV. The channels are off.',
    );
  });

  it('tells of a press, of a signal from channels to the next 4 sites on, and of a spread without channels', () => {
    expect(activityWords({ axon: AXON, activity: 'stimulus', channelsOn: true })).toBe(
      'The stimulus lifts the potential. At −48 mV the sodium channels open.',
    );
    expect(activityWords({ axon: AXON, activity: 'signal', channelsOn: true })).toBe(
      'Action potential: channels that open at −48 mV lift the next ones, 4 sites on, towards it.',
    );
    expect(activityWords({ axon: AXON, activity: 'stimulus', channelsOn: false })).toBe(
      'Electrotonic spread: the further along the axon, the smaller and the later.',
    );
  });

  it('tells of no sodium channels, no threshold and no channels off where the membrane has none that switch', () => {
    const axon = { ...AXON, switching: false, excitable: false };
    const now = { axon, channelsOn: true } as const;
    expect(activityWords({ ...now, activity: 'none' })).toBe('At rest, −95 mV. There are no channels.');
    expect(activityWords({ ...now, activity: 'stimulus' })).toBe(
      'Electrotonic spread: the further along the axon, the smaller and the later.',
    );
    expect(inOneLine(pressWords({ kind: 'spread', riseMv: { blue: 9.416, yellow: null } }, axon))).toBe(
      'The potential rose at blue by 9.4 mV.',
    );
  });

  it.each([true, false])('tells of no rest before the axon, channels on: %s, is there', (channelsOn) => {
    expect(activityWords({ axon: AXON, activity: 'returning', channelsOn })).toBe(
      'The potential returns to rest: −95 mV.',
    );
  });
});

describe('what a press did, in words', () => {
  it.each<[PressOutcome, string]>([
    [{ kind: 'overlapped' }, 'Not yet. The stimulus before has not ended.'],
    [{ kind: 'refractory', place: 0 }, 'Not yet. Site 0 is still locked.'],
    [{ kind: 'cannot-fire', place: 4 }, 'No answer. Site 4 has no sodium channels that work.'],
    [{ kind: 'too-weak', place: 4 }, 'Too weak. Site 4 did not come to −48 mV.'],
    [
      { kind: 'spread', riseMv: { blue: 9.416, yellow: 0.012 } },
      'No signal, since the channels are off. The potential rose at blue by 9.4 mV, at yellow by less than 0.1 mV.',
    ],
    [
      { kind: 'spread', riseMv: { blue: null, yellow: 1.384 } },
      'No signal, since the channels are off. The potential rose at yellow by 1.4 mV.',
    ],
    [{ kind: 'spread', riseMv: { blue: null, yellow: null } }, 'No signal, since the channels are off.'],
    [
      { kind: 'signal', end: 'ran-out', lastPlace: 59, reached: { blue: true, yellow: true } },
      'The signal ran to the end of the axon. It passed both electrodes.',
    ],
    [
      { kind: 'signal', end: 'died', lastPlace: 8, reached: { blue: false, yellow: false } },
      'The signal died at site 8: it did not lift the next channels to −48 mV. It passed neither electrode.',
    ],
    [
      { kind: 'signal', end: 'blocked', lastPlace: 30, reached: { blue: true, yellow: false } },
      'The signal stopped at site 30: it met sites that had just fired. It passed the blue electrode, not the yellow one.',
    ],
    [
      { kind: 'signal', end: 'switched-off', lastPlace: 15, reached: { blue: null, yellow: true } },
      'The channels were switched off while the signal was at site 15. It passed the yellow electrode.',
    ],
    [
      { kind: 'signal', end: 'ran-out', lastPlace: 59, reached: { blue: null, yellow: null } },
      'The signal ran to the end of the axon.',
    ],
  ])('%o is one sentence or a few', (outcome, words) => {
    expect(inOneLine(pressWords(outcome, AXON))).toBe(words);
  });
});

describe('what a press did to a patch', () => {
  it('is that it fired: there is no end to run to', () => {
    const outcome = {
      kind: 'signal',
      end: 'ran-out',
      lastPlace: 0,
      reached: { blue: true, yellow: null },
    } as const;
    expect(inOneLine(pressWords(outcome, { ...AXON, kind: 'patch', placeUnit: '' }))).toBe(
      'The patch fired.',
    );
  });
});
