import { describe, expect, it } from 'vitest';
import type { AxonFacts, PressOutcome } from '../../src/controller/contract.js';
import type { PageState } from '../../src/server/messages.js';
import { Caption, HOLD_MS, NEWS_BESIDE_MS, NEWS_MS } from '../../src/web/caption.js';
import { activityWords, pressWords, RESET_WORDS } from '../../src/web/happening.js';
import { FakeServer } from './fake-server.js';
import { SET_A_FACTS } from './page-state.js';

const AXON: AxonFacts = {
  ...SET_A_FACTS,
  restMv: -95,
  channels: { ...SET_A_FACTS.channels, every: 4, sodiumOpensMv: -48 },
};
const { state: LESSON } = new FakeServer('');

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
    expect(pressWords({ kind: 'spread', riseMv: { blue: 9.416, yellow: null } }, axon)).toBe(
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
    [{ kind: 'overlapped' }, 'This press added nothing: the stimulus before it had not ended.'],
    [{ kind: 'refractory', place: 0 }, 'No signal: site 0 had just fired and was still refractory.'],
    [{ kind: 'cannot-fire', place: 4 }, 'No signal: site 4 has no sodium channels that work.'],
    [{ kind: 'too-weak', place: 4 }, 'No signal: site 4 did not reach −48 mV, where its channels open.'],
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
      'The signal stopped at site 30: it met sites that had just fired. It passed the blue electrode. It did not pass the yellow electrode.',
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
    expect(pressWords(outcome, AXON)).toBe(words);
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
    expect(pressWords(outcome, { ...AXON, kind: 'patch', placeUnit: '' })).toBe('The patch fired.');
  });
});

describe('the caption', () => {
  const REFRACTORY = { kind: 'refractory', place: 0 } as const;
  const atRest = activityWords(LESSON);
  const running: PageState = { ...LESSON, activity: 'signal' };
  /** A caption after these states, each of which stood for 1 s, and the time. */
  const captionAfter = (...states: PageState[]) => {
    const caption = new Caption();
    let nowMs = 1000;
    const pass = (ms: number): void => {
      for (let passed = 0; passed < ms; passed += 20) {
        nowMs += 20;
        caption.at(nowMs);
      }
    };
    for (const state of states) {
      caption.state(state);
      pass(1000);
    }
    return {
      caption,
      /** What it says after so long [ms]. */
      in(ms: number) {
        pass(ms);
        return caption.at(nowMs);
      },
    };
  };

  it('tells what a press did for 8 s, then that the axon rests', () => {
    const { in: says } = captionAfter(LESSON, running, {
      ...LESSON,
      lastPress: { press: 1, outcome: REFRACTORY },
    });
    expect(says(0)).toBe(pressWords(REFRACTORY, LESSON.axon));
    expect(says(NEWS_MS - 1500)).toBe(pressWords(REFRACTORY, LESSON.axon));
    expect(says(1000)).toBe(atRest);
  });

  it('tells what a press did for 8 s, then that the potential returns, and of rest as soon as it is there', () => {
    const lastPress = { press: 1, outcome: REFRACTORY };
    const returning: PageState = { ...LESSON, lastPress, activity: 'returning' };
    const { caption, in: says } = captionAfter(LESSON, running, returning);
    expect(says(NEWS_MS - 1500)).toBe(pressWords(REFRACTORY, LESSON.axon));
    expect(says(1000)).toBe(activityWords(returning));
    expect(says(60_000)).toBe(activityWords(returning));
    caption.state({ ...returning, activity: 'none' });
    expect(says(20)).toBe(atRest);
  });

  it('goes from news to the next press also while the potential returns', () => {
    const returning: PageState = {
      ...LESSON,
      lastPress: { press: 1, outcome: REFRACTORY },
      activity: 'returning',
    };
    expect(captionAfter(LESSON, running, returning, { ...returning, activity: 'stimulus' }).in(0)).toBe(
      activityWords({ ...LESSON, activity: 'stimulus' }),
    );
  });

  it('tells of an unanswered press beside a signal for 2.5 s, then of the signal again', () => {
    const lastPress = { press: 2, outcome: REFRACTORY };
    const { in: says } = captionAfter(LESSON, running, { ...running, lastPress });
    expect(says(0)).toBe(pressWords(REFRACTORY, LESSON.axon));
    expect(says(NEWS_BESIDE_MS)).toBe(activityWords(running));
  });

  it('goes from news to the next press at once, and keeps its news while the axon is paused', () => {
    const news = { ...LESSON, lastPress: { press: 1, outcome: REFRACTORY } };
    expect(captionAfter(LESSON, news, { ...news, activity: 'stimulus' }).in(0)).toBe(
      activityWords({ ...LESSON, activity: 'stimulus' }),
    );
    expect(captionAfter(LESSON, { ...news, running: false }).in(60_000)).toBe(
      pressWords(REFRACTORY, LESSON.axon),
    );
  });

  it('holds each sentence for 0.7 s, so that a signal at real time is no flicker; a switch shows at once', () => {
    const caption = new Caption();
    caption.state(LESSON);
    expect(caption.at(5000)).toBe(atRest);
    caption.state(running);
    expect(caption.at(5000 + HOLD_MS - 1)).toBe(atRest);
    expect(caption.at(5000 + HOLD_MS)).toBe(activityWords(running));
    const off = { ...LESSON, channelsOn: false };
    caption.state(off);
    expect(caption.at(5010 + HOLD_MS)).toBe(activityWords(off));
  });

  const { electrodes } = LESSON;
  it.each<[string, Partial<PageState>]>([
    ['an electrode is moved', { electrodes: { ...electrodes, yellow: 'bath' } }],
    ['the lens is turned', { lens: 1000 }],
    ['the channels are switched off', { channelsOn: false }],
    ['it is paused', { running: false }],
    ['somebody presses', { activity: 'stimulus' }],
  ])('tells of a reset until %s, and from then on no more', (_, change) => {
    const { caption, in: says } = captionAfter(LESSON, { ...LESSON, resets: 1 });
    expect(says(3000)).toBe(RESET_WORDS);
    const changed = { ...LESSON, resets: 1, ...change };
    caption.state(changed);
    expect(says(20)).toBe(activityWords(changed));
    caption.state({ ...changed, ...LESSON, resets: 1 });
    expect(says(1000)).toBe(atRest);
  });

  it('keeps a reset while only the board changes, and drops it within its first 0.7 s after a change', () => {
    const reset = { ...LESSON, resets: 1 };
    const { caption, in: says } = captionAfter(LESSON, reset);
    caption.state({ ...reset, device: { kind: 'lost', words: 'There is no port.' } });
    expect(says(20)).toBe(RESET_WORDS);
    const again = { ...reset, resets: 2 };
    caption.state(again);
    caption.state({ ...again, lens: 1000 });
    expect(says(20)).toBe(atRest);
  });

  it('tells nothing of the present while somebody looks back, and the present again at once afterwards', () => {
    const end = { picture: 1, axonMs: 0, tapeMs: 0 };
    const look = { kind: 'looking-back', ...end, from: end, to: end, wasRunning: true } as const;
    const past = captionAfter(running, { ...running, look });
    expect(past.in(0)).toBe('Looking back');
    past.caption.state(running);
    expect(past.in(20)).toBe(activityWords(running));
  });

  it('tells of no press that was over before the page was there, and forgets with the connection', () => {
    const old = { ...LESSON, lastPress: { press: 7, outcome: REFRACTORY } };
    const { caption, in: says } = captionAfter(old);
    expect(says(0)).toBe(atRest);
    caption.forget();
    expect(caption.at(1e6)).toBe('');
    caption.state({ ...old, lastPress: { press: 2, outcome: REFRACTORY } });
    expect(caption.at(1e6 + 1)).toBe(atRest);
  });
});
