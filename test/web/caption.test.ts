/** The line over the axon, by the clock. */
import { describe, expect, it } from 'vitest';
import type { PressMark } from '../../src/controller/contract.js';
import type { PageState } from '../../src/server/messages.js';
import { Caption, HOLD_MS, NEWS_BESIDE_MS, NEWS_MS } from '../../src/web/caption.js';
import { activityWords, inOneLine, pressWords } from '../../src/web/happening.js';
import { usableOf } from '../../src/web/words/check.js';
import { DE } from '../../src/web/words/de.js';
import { EN } from '../../src/web/words/english.js';
import { speakWith } from '../../src/web/words/say.js';
import { FakeServer } from './fake-server.js';
import { LOOKING_BACK, PRESS_MARK } from './page-state.js';

const { state: LESSON } = new FakeServer('');
/** The picture that is shown. */
const NOW = { picture: 100, modelMs: 28.1 };

describe('the caption', () => {
  const REFRACTORY = { kind: 'refractory', place: 0 } as const;
  const NOT_YET = inOneLine(pressWords(REFRACTORY, LESSON.axon));
  const atRest = activityWords(LESSON);
  const running: PageState = { ...LESSON, activity: 'signal' };
  /** A caption after these states, each of which stood for 1 s, and the time. */
  const captionAfter = (...states: PageState[]) => {
    const caption = new Caption();
    let nowMs = 1000;
    const pass = (ms: number): void => {
      for (let passed = 0; passed < ms; passed += 20) {
        nowMs += 20;
        caption.at(nowMs, NOW);
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
        return inOneLine(caption.at(nowMs, NOW));
      },
    };
  };

  it('tells what a press did for 8 s, then that the axon rests', () => {
    const { in: says } = captionAfter(LESSON, running, {
      ...LESSON,
      lastPress: { press: 1, outcome: REFRACTORY },
    });
    expect(says(0)).toBe(NOT_YET);
    expect(says(NEWS_MS - 1500)).toBe(NOT_YET);
    expect(says(1000)).toBe(atRest);
  });

  it('tells what a press did for 8 s, then that the potential returns, and of rest as soon as it is there', () => {
    const lastPress = { press: 1, outcome: REFRACTORY };
    const returning: PageState = { ...LESSON, lastPress, activity: 'returning' };
    const { caption, in: says } = captionAfter(LESSON, running, returning);
    expect(says(NEWS_MS - 1500)).toBe(NOT_YET);
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
    const { in: says } = captionAfter(LESSON, running, returning, { ...returning, activity: 'stimulus' });
    expect(says(HOLD_MS)).toBe(activityWords({ ...LESSON, activity: 'stimulus' }));
  });

  it('tells of no return to rest once somebody has pressed again, however short it has told of it', () => {
    const caption = new Caption();
    const returning: PageState = { ...LESSON, activity: 'returning' };
    caption.state(returning);
    expect(inOneLine(caption.at(5000, NOW))).toBe(activityWords(returning));
    const stimulus: PageState = { ...LESSON, activity: 'stimulus' };
    caption.state(stimulus);
    expect(inOneLine(caption.at(5020, NOW))).toBe(activityWords(stimulus));
  });

  it('tells of an unanswered press beside a signal for 2.5 s, then of the signal again', () => {
    const lastPress = { press: 2, outcome: REFRACTORY };
    const { in: says } = captionAfter(LESSON, running, { ...running, lastPress });
    expect(says(0)).toBe(NOT_YET);
    expect(says(NEWS_BESIDE_MS)).toBe(activityWords(running));
  });

  it('goes from news to the next press, and keeps its news while the axon is paused', () => {
    const news = { ...LESSON, lastPress: { press: 1, outcome: REFRACTORY } };
    expect(captionAfter(LESSON, news, { ...news, activity: 'stimulus' }).in(HOLD_MS)).toBe(
      activityWords({ ...LESSON, activity: 'stimulus' }),
    );
    expect(captionAfter(LESSON, news, { ...news, running: false }).in(60_000)).toBe(
      'Paused. Site 0 is still locked.',
    );
  });

  it('holds each sentence for 2 s, so that a signal at real time is no flicker; a switch shows at once', () => {
    const caption = new Caption();
    caption.state(LESSON);
    expect(inOneLine(caption.at(5000, NOW))).toBe(atRest);
    caption.state(running);
    expect(inOneLine(caption.at(5000 + HOLD_MS - 1, NOW))).toBe(atRest);
    expect(inOneLine(caption.at(5000 + HOLD_MS, NOW))).toBe(activityWords(running));
    const off = { ...LESSON, channelsOn: false };
    caption.state(off);
    expect(inOneLine(caption.at(5010 + HOLD_MS, NOW))).toBe(activityWords(off));
  });

  it('answers 20 presses in 2.4 s at once and then in the rhythm of sentences, and counts those without an answer', () => {
    const caption = new Caption();
    caption.state(LESSON);
    caption.at(0, NOW);
    const shown: string[] = [];
    const marks: PressMark[] = [];
    const show = (wallMs: number): void => {
      const words = inOneLine(caption.at(wallMs, NOW));
      if (words !== shown.at(-1)) shown.push(words);
    };
    for (let press = 1; press <= 20; press++) {
      marks.push({ ...PRESS_MARK, press, outcome: REFRACTORY });
      caption.state({ ...running, lastPress: { press, outcome: REFRACTORY }, presses: [...marks] });
      show(120 * press);
    }
    show(18 * 120 + HOLD_MS);
    expect(shown).toEqual([
      'Not yet. Site 0 is still locked.',
      'Not yet. 18 presses: site 0 is still locked.',
      'Not yet. 20 presses: site 0 is still locked.',
    ]);
  });

  it('invites in the words of the rig until somebody presses', () => {
    const caption = new Caption();
    const invite = 'Press, and see how far the signal gets.';
    caption.state({ ...LESSON, invite });
    expect(inOneLine(caption.at(0, NOW))).toBe(invite);
    caption.state({ ...LESSON, invite, presses: [{ ...PRESS_MARK, outcome: null }] });
    expect(inOneLine(caption.at(HOLD_MS, NOW))).toBe(atRest);
  });

  it('invites in German where the page is German and the sentence is that of the rig of the page', () => {
    speakWith({ code: 'de', locale: 'de', messages: usableOf(DE) });
    const caption = new Caption();
    caption.state({ ...LESSON, invite: EN.rig.inviteVirtual });
    const shown = inOneLine(caption.at(0, NOW));
    speakWith({ code: 'en', locale: 'en-GB', messages: usableOf(EN) });
    expect(shown).toBe('Drücke „Reizen“ und sieh, wie weit das Signal kommt.');
  });

  it('says when it stands still, counted from the press: 18.1 ms, and that a press waits', () => {
    const caption = new Caption();
    const at = (state: Partial<PageState>) => {
      caption.state({ ...LESSON, presses: [PRESS_MARK], ...state });
      return inOneLine(caption.at(9000, NOW));
    };
    expect(at({ running: false })).toBe('Paused at 18.1 ms.');
    expect(at({ running: false, stimulusWaits: true })).toBe(
      `Paused at 18.1 ms. The stimulus waits. It starts when the axon runs on.`,
    );
    expect(at({ running: false, presses: [] })).toBe('Paused.');
    // A press that this picture does not show yet.
    expect(at({ running: false, presses: [{ ...PRESS_MARK, picture: 101 }] })).toBe('Paused.');
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
    expect(says(3000)).toBe('Reset: everything is as at the start.');
    const changed = { ...LESSON, resets: 1, ...change };
    caption.state(changed);
    expect(says(20)).toBe(changed.running ? activityWords(changed) : 'Paused.');
    caption.state({ ...changed, ...LESSON, resets: 1 });
    expect(says(HOLD_MS)).toBe(atRest);
  });

  it('tells of a reset that it has cut off a press, if it has', () => {
    const begun = { ...running, presses: [{ ...PRESS_MARK, outcome: null }] };
    const cut = { ...LESSON, resets: 1, presses: [{ ...PRESS_MARK, outcome: { kind: 'cut-off' } as const }] };
    expect(captionAfter(begun, cut).in(0)).toBe(
      'Reset: everything is as at the start. The reset cut off the press.',
    );
    expect(captionAfter(cut, { ...cut, resets: 2 }).in(0)).toBe('Reset: everything is as at the start.');
  });

  it('keeps a reset while only the board changes, and drops it within its first 2 s after a change', () => {
    const reset = { ...LESSON, resets: 1 };
    const { caption, in: says } = captionAfter(LESSON, reset);
    caption.state({ ...reset, device: { kind: 'lost', words: 'There is no port.' } });
    expect(says(20)).toBe('Reset: everything is as at the start.');
    const again = { ...reset, resets: 2 };
    caption.state(again);
    caption.state({ ...again, lens: 1000 });
    expect(says(20)).toBe(atRest);
  });

  it('tells nothing of the present while somebody looks back, and the present again at once afterwards', () => {
    const look = { ...LOOKING_BACK, setUp: running };
    const past = captionAfter(running, { ...running, look });
    expect(past.in(0)).toBe('Rewound.');
    past.caption.state(running);
    expect(past.in(20)).toBe(activityWords(running));
  });

  it('tells of no press that was over before the page was there, and forgets with the connection', () => {
    const old = { ...LESSON, lastPress: { press: 7, outcome: REFRACTORY } };
    const { caption, in: says } = captionAfter(old);
    expect(says(0)).toBe(atRest);
    caption.forget();
    expect(inOneLine(caption.at(1e6, NOW))).toBe('');
    caption.state({ ...old, lastPress: { press: 2, outcome: REFRACTORY } });
    expect(inOneLine(caption.at(1e6 + 1, NOW))).toBe(atRest);
  });

  it('does not answer what a card asks: it says to watch during a step, and nothing before and after', () => {
    const { caption, in: says } = captionAfter(running);
    caption.withhold('watches');
    caption.state({ ...LESSON, lastPress: { press: 3, outcome: REFRACTORY } });
    expect(says(20)).toBe('Watch the light and both voltmeters.');
    caption.withhold('asks');
    expect(says(20)).toBe('');
    caption.state({ ...LESSON, running: false });
    expect(says(20)).toMatch(/^Paused/);
    caption.state(LESSON);
    caption.withhold('no');
    expect(says(20)).toBe(atRest);
  });
});
