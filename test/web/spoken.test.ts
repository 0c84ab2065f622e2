/** What a screen reader is told. */
import { describe, expect, it } from 'vitest';
import type { PressOutcome } from '../../src/controller/contract.js';
import type { PageState } from '../../src/server/messages.js';
import { AGAIN_MS, Spoken, STOOD_MS } from '../../src/web/spoken.js';
import { summaryWords } from '../../src/web/summary.js';
import { FakeServer } from './fake-server.js';
import { LOOKING_BACK, NO_MEASURES, PRESS_MARK, SET_A_FACTS } from './page-state.js';

const { state: LESSON } = new FakeServer('');
const mv = (value: number) => ({ value, unit: 'mV' });
const ms = (value: number) => ({ value, unit: 'ms' });
const none = { value: null, because: 'the trace has no spike' } as const;
const MEASURES: PageState['measures'] = {
  ...NO_MEASURES,
  blue: { peak: mv(39.46), latency: ms(1.151), halfWidth: ms(1) },
  yellow: { peak: mv(39.84), latency: ms(8.1), halfWidth: ms(1) },
  velocity: { value: 5.186, unit: 'sites/ms' },
};
const SUMMARY =
  'Blue fired after 1.15 ms (peak +39.5 mV), yellow after 8.10 ms (peak +39.8): 5.2 sites per millisecond.';
const REFRACTORY: PressOutcome = { kind: 'refractory', place: 0 };

describe('a sweep in one sentence', () => {
  const says = (measures: Partial<PageState['measures']>) =>
    summaryWords({ ...MEASURES, ...measures }, SET_A_FACTS);
  it('has both peaks, their times and the speed', () => {
    expect(says({})).toBe(SUMMARY);
  });

  it('leaves out what there is not: a speed, a time, a voltmeter in the bath', () => {
    const bump = { peak: mv(-60.6), latency: none, halfWidth: none };
    expect(says({ blue: bump, yellow: { ...bump, peak: mv(-68.6) }, velocity: none })).toBe(
      'Blue rose to −60.6 mV, yellow to −68.6.',
    );
    expect(says({ blue: { peak: none, latency: none, halfWidth: none }, velocity: none })).toBe(
      'Yellow fired after 8.10 ms (peak +39.8 mV).',
    );
    expect(says({ yellow: { ...bump, peak: mv(-70) }, velocity: none })).toBe(
      'Blue fired after 1.15 ms (peak +39.5 mV), yellow stayed at rest.',
    );
    expect(says({ yellow: { ...bump, peak: mv(-68.6) }, velocity: none })).toBe(
      'Blue fired after 1.15 ms (peak +39.5 mV), yellow rose to −68.6 mV.',
    );
    expect(summaryWords(NO_MEASURES, SET_A_FACTS)).toBe('');
  });

  it('speaks of metres per second on a cable, also where the signal runs from yellow to blue', () => {
    expect(says({ velocity: { value: -18.31, unit: 'm/s' } })).toContain(': 18 metres per second.');
  });
});

/** All that is said while these states come, 20 ms apart unless a time is given. */
function saidOf(states: readonly Partial<PageState>[], everyMs = 20): string[] {
  const spoken = new Spoken();
  spoken.state(LESSON, 0);
  return states.flatMap((state, i) => spoken.state({ ...LESSON, ...state }, (i + 1) * everyMs) ?? []);
}

describe('what is spoken', () => {
  const ended = { lastPress: { press: 1, outcome: PRESS_MARK.outcome! }, measures: MEASURES } as const;

  it('is one sentence at the end of a sweep, once, and nothing before', () => {
    expect(
      saidOf([
        { activity: 'stimulus' },
        { activity: 'signal' },
        { ...ended, activity: 'signal' },
        { ...ended, activity: 'returning' },
        { ...ended, activity: 'none' },
      ]),
    ).toEqual([SUMMARY]);
  });

  it('tells nothing of what a press did while a card asks for it, only that the sweep is complete', () => {
    const spoken = new Spoken();
    spoken.withheld = true;
    spoken.state(LESSON, 0);
    expect(spoken.state({ ...LESSON, ...ended, activity: 'signal' }, 20)).toBeUndefined();
    expect(spoken.state({ ...LESSON, ...ended, activity: 'none' }, 40)).toBe('The sweep is complete.');
    const again = { press: 2, outcome: REFRACTORY };
    expect(spoken.state({ ...LESSON, ...ended, lastPress: again }, 60)).toBe('The sweep is complete.');
  });

  it('says first where a signal died', () => {
    const died: PressOutcome = {
      kind: 'signal',
      end: 'died',
      lastPlace: 20,
      reached: { blue: true, yellow: false },
    };
    const [words] = saidOf([{ ...ended, lastPress: { press: 1, outcome: died } }]);
    expect(words).toMatch(/^The signal died at site 20: .* 5\.2 sites per millisecond\.$/);
  });

  it('says once why a press has no answer, also of somebody who hammers: 20 presses in 2.4 s', () => {
    const presses = Array.from({ length: 20 }, (_, i) => ({
      activity: 'signal' as const,
      lastPress: { press: i + 1, outcome: REFRACTORY },
    }));
    expect(saidOf(presses, 120)).toEqual(['Not yet. Site 0 is still locked.']);
    expect(saidOf(presses.slice(0, 2), AGAIN_MS)).toHaveLength(2);
  });

  it('tells what somebody has changed: pause, channels, an electrode, a stimulus that waits', () => {
    expect(saidOf([{ running: false }, { running: false, stimulusWaits: true }, {}])).toEqual([
      'The stimulus waits. It starts when the axon runs on.',
      'Running.',
    ]);
    expect(saidOf([{ channelsOn: false }])).toEqual(['Channels off.']);
    expect(
      saidOf([{ electrodes: { blue: 3, yellow: 45 } }, { electrodes: { blue: 3, yellow: 'bath' } }]),
    ).toEqual(['Blue electrode inside, site 3.', 'Yellow electrode in the bath.']);
  });

  it('tells what is painted and taken away', () => {
    const ttx = {
      id: 'a',
      treatment: { kind: 'ttx', sodiumFraction: 0, from: 27, to: 32 },
      words: 'TTX, sites 27–32: none left',
    } as const;
    const dead = {
      id: 'b',
      treatment: { kind: 'dead', from: 4, to: 4 },
      words: 'Dead, site 4: no channels',
    } as const;
    expect(
      saidOf([
        { treatments: [ttx] },
        { treatments: [ttx, dead] },
        { treatments: [dead] },
        { treatments: [ttx, dead] },
        { treatments: [] },
        { treatments: [ttx], experiment: 'squid-axon' },
      ]),
    ).toEqual([
      'TTX, sites 27–32.',
      'Dead, site 4.',
      'Taken away: TTX, sites 27–32.',
      'TTX, sites 27–32.',
      'Nothing is painted any more.',
    ]);
  });

  it('tells of a pause, of steps and of going back when and what both voltmeters read, once it has stood 0.5 s', () => {
    const spoken = new Spoken();
    const presses = [PRESS_MARK];
    const picture = { picture: 144, modelMs: 14.4, blueMv: -77.92, yellowMv: -70 };
    spoken.state({ ...LESSON, presses }, 0);
    expect(spoken.picture(picture, 0)).toBeUndefined();
    expect(spoken.state({ ...LESSON, presses, running: false }, 0)).toBeUndefined();
    expect(spoken.picture(picture, 0)).toBe('waiting');
    const step = { ...picture, picture: 145, modelMs: 14.5 };
    expect([0, STOOD_MS - 1, STOOD_MS, 2 * STOOD_MS].map((ms) => spoken.picture(step, 100 + ms))).toEqual([
      'waiting',
      'waiting',
      'Paused at 4.5 ms: blue −77.9, yellow −70.0 millivolts.',
      undefined,
    ]);
    const look = LOOKING_BACK;
    spoken.state({ ...LESSON, presses, running: false, look }, 5000);
    expect(spoken.picture(picture, 5000)).toBe('waiting');
    expect(spoken.picture(picture, 5000 + STOOD_MS)).toBe(
      'Rewound to 4.4 ms: blue −77.9, yellow −70.0 millivolts.',
    );
  });

  it('is nothing of what was over before the page was there, nor of a break', () => {
    const spoken = new Spoken();
    expect(spoken.state({ ...LESSON, ...ended }, 0)).toBeUndefined();
    spoken.forget();
    expect(
      spoken.state({ ...LESSON, ...ended, lastPress: { press: 7, outcome: REFRACTORY } }, 9),
    ).toBeUndefined();
  });
});
