import { describe, expect, it } from 'vitest';
import {
  type AxonFacts,
  type PressOutcome,
  SIGNAL_ENDS,
  type Treatment,
} from '../../src/controller/contract.js';
import { activityWords, inOneLine, type PressSetting, pressWords } from '../../src/web/happening.js';
import { PRESS_MARK, SET_A_FACTS, SQUID_FACTS } from './page-state.js';

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
      'Blue rose by 9.4 mV.',
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
    [{ kind: 'too-weak', place: 4, highestMv: -61.26 }, 'Too weak. Site 4 came to −61.3 mV, not to −48.'],
    [{ kind: 'too-weak', place: 4, highestMv: -48.01 }, 'Too weak. Site 4 came to −48.1 mV, not to −48.'],
    [
      { kind: 'spread', riseMv: { blue: 9.416, yellow: 0.012 } },
      'No signal: the channels are off. Blue rose by 9.4 mV, yellow by less than 0.1 mV.',
    ],
    [
      { kind: 'spread', riseMv: { blue: null, yellow: 1.384 } },
      'No signal: the channels are off. Yellow rose by 1.4 mV.',
    ],
    [{ kind: 'spread', riseMv: { blue: null, yellow: null } }, 'No signal: the channels are off.'],
    [
      { kind: 'signal', end: 'ran-out', lastPlace: 59, reached: { blue: true, yellow: true } },
      'The signal ran to the end of the axon. It passed both electrodes.',
    ],
    [
      { kind: 'signal', end: 'died', lastPlace: 8, reached: { blue: false, yellow: false } },
      'The signal died at site 8: the next channels did not reach −48 mV. It passed neither electrode.',
    ],
    [
      { kind: 'signal', end: 'blocked', lastPlace: 30, reached: { blue: true, yellow: false } },
      'The signal stopped at site 30: it met sites that had just fired. It passed blue, not yellow.',
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

describe('why a signal stopped, in words', () => {
  const treated = (kind: Partial<Treatment> & Pick<Treatment, 'kind'>, from = 25, to = 30) => ({
    treatments: [{ id: 'a', treatment: { ...kind, from, to } as Treatment }],
  });
  const died = { kind: 'signal', end: 'died', lastPlace: 24, reached: { blue: null, yellow: null } } as const;
  const mark = { ...PRESS_MARK, places: [0] };
  const says = (setting: PressSetting, outcome: PressOutcome = died) =>
    inOneLine(pressWords(outcome, SET_A_FACTS, { mark, ...setting }));
  const BARELY = 'The signal died at site 24: the next channels did not reach −55 mV.';

  it.each<[Partial<Treatment> & Pick<Treatment, 'kind'>, string]>([
    [{ kind: 'ttx', sodiumFraction: 0 }, 'Stopped by the TTX: at site 25 no sodium channel can open.'],
    [
      { kind: 'ttx', sodiumFraction: 0.2 },
      'Stopped by the TTX: at site 25 too few sodium channels can open.',
    ],
    [{ kind: 'dead' }, 'Stopped by the dead stretch: at site 25 no channel works.'],
    [{ kind: 'temperature', temperatureC: 2 }, 'Stopped by the ice: at site 25 the gates are at 2 °C.'],
  ])('names what lies at the next place: %o', (kind, words) => {
    expect(says(treated(kind))).toBe(words);
  });

  it('are at most 100 letters, two lines of the narrowest caption, whatever stopped the signal', () => {
    const kinds: Treatment[] = [
      { kind: 'ttx', sodiumFraction: 0.123456 },
      { kind: 'ttx', sodiumFraction: 0 },
      { kind: 'tea', potassiumFraction: 0.1 },
      { kind: 'temperature', temperatureC: -0.123456 },
      { kind: 'temperature', temperatureC: 33.333333 },
      { kind: 'bare', capacitanceUfPerCm2: 1, leakConductanceMsPerCm2: 0.3 },
      { kind: 'dead' },
      { kind: 'potassium', outsideMillimolar: 33.333333 },
      { kind: 'rest', shiftMv: -5 },
    ];
    const axons = [SET_A_FACTS, { ...SQUID_FACTS, gates: { ...SQUID_FACTS.gates, places: [38.9, 40.25] } }];
    const reached = { blue: true, yellow: false };
    for (const axon of axons) {
      const lastPlace = axon === SET_A_FACTS ? 38 : 38.9;
      const settings = [undefined, ...kinds].map((treatment) => ({
        mark: { ...mark, atMs: 1 },
        treatments: treatment ? [{ id: 'a', treatment }] : [],
      }));
      for (const end of SIGNAL_ENDS)
        for (const setting of settings)
          for (const outcome of [
            { kind: 'signal', end, lastPlace, reached, bothEnds: true },
            { kind: 'signal', end, lastPlace, reached: { blue: false, yellow: false } },
            { kind: 'spread', riseMv: { blue: 12.34, yellow: 0.01 } },
            { kind: 'cannot-fire', place: lastPlace },
            { kind: 'too-weak', place: lastPlace, highestMv: -62.37 },
          ] as const) {
            const words = inOneLine(pressWords(outcome, axon, { ...setting, alike: 12 }));
            expect(words.length, words).toBeLessThanOrEqual(100);
          }
    }
  });

  it('names the surest of two, and what lies on the side to which the signal ran', () => {
    const tea = { id: 'b', treatment: { kind: 'tea', potassiumFraction: 0 } } as const;
    const { treatments } = treated({ kind: 'dead' });
    expect(says({ treatments: [tea, ...treatments] })).toContain('Stopped by the dead stretch');
    expect(says(treated({ kind: 'dead' }, 20, 23))).toBe(BARELY);
    const back = { ...mark, places: [40] };
    expect(says({ ...treated({ kind: 'dead' }, 20, 23), mark: back })).toBe(
      'Stopped by the dead stretch: at site 23 no channel works.',
    );
  });

  it('names nothing that lies elsewhere, nor what was not there at that time', () => {
    expect(says({})).toBe(BARELY);
    expect(says(treated({ kind: 'dead' }, 40, 50))).toBe(BARELY);
    expect(says(treated({ kind: 'dead', startMs: 0, endMs: mark.atMs }))).toBe(BARELY);
    expect(says(treated({ kind: 'dead', startMs: mark.atMs }))).toContain('Stopped by the dead stretch');
  });

  it('tells of a press into it, and of one of no strength', () => {
    const outcome = { kind: 'cannot-fire', place: 27 } as const;
    expect(says(treated({ kind: 'ttx', sodiumFraction: 0 }), outcome)).toBe(
      'No answer. Site 27 has no sodium channels that work: it is in the TTX.',
    );
    expect(says({ mark: { ...mark, strength: 0 } }, { kind: 'too-weak', place: 0, highestMv: -70 })).toBe(
      'Too weak. The strength is 0.',
    );
  });

  it('tells of a signal that ran to both ends', () => {
    const reached = { blue: true, yellow: true };
    expect(says({}, { kind: 'signal', end: 'ran-out', lastPlace: 59, reached, bothEnds: true })).toBe(
      'The signal ran to both ends of the axon. It passed both electrodes.',
    );
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
