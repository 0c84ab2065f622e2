/** A card and a learning platform: one that does as SCORM 1.2 says, and each way in which one does not. */
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/browser/embedding/results.js';
import type { Frame } from '../../../src/browser/embedding/scorm-api.js';
import {
  createScormSession,
  LONGEST_RETRY_MS,
  LOOK_EVERY_MS,
  MOST_LOOKS,
  type PlatformState,
  RETRY_MS,
  SLOW_MS,
} from '../../../src/browser/embedding/scorm-session.js';
import { type FakeOptions, fakePlatform } from '../../harness/scorm/fake-platform.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

const CARD = 'spread';
const of = (event: string, more: object = {}) => ({ event, card: CARD, ...more }) as Result;

/** A card from its question to its end. */
function played(score: number, card = CARD): Result[] {
  const right = score > 0;
  return [
    of('begun', { plan: null, steps: 1, card }),
    of('predicted', { choice: 0, card }),
    of('predicted', { choice: 1, card }),
    of('step', { step: 1, steps: 1, card }),
    of('saw', { choice: 2, right, card }),
    of('checked', { verdict: 'wrong', rightChoice: 2, measured: [], card }),
    of('reason', { choice: 1, right: false, attempt: 1, card }),
    of('reason', { choice: 0, right: true, attempt: 2, card }),
    of('done', { verdict: 'wrong', score, card }),
  ];
}

function visit(
  options: FakeOptions = {},
  before: (platform: ReturnType<typeof fakePlatform>) => void = () => {},
) {
  const platform = fakePlatform(options);
  before(platform);
  const clock = new VirtualTimers();
  const states: PlatformState[] = [];
  const window: { API?: unknown } & Frame = { API: platform.api };
  const session = createScormSession({
    card: CARD,
    own: { parent: window },
    clock,
    changed: (state) => states.push(state),
  });
  return {
    platform,
    clock,
    session,
    states,
    window,
    sets: () => platform.calls.filter((line) => line.startsWith('LMSSetValue')),
    play: (score: number) => {
      for (const result of played(score)) session.result(result);
    },
  };
}

describe('a visit', () => {
  it('says at once that the card is begun, and in ten calls', () => {
    const { platform, session } = visit();
    expect(session.state()).toEqual({ kind: 'keeps', best: null, slowMs: null });
    expect(platform.calls).toEqual([
      'LMSInitialize',
      'LMSGetValue cmi.core.lesson_status',
      'LMSGetValue cmi.core.lesson_mode',
      'LMSGetValue cmi.suspend_data',
      'LMSGetValue cmi.interactions._count',
      'LMSSetValue cmi.core.lesson_status incomplete',
      'LMSSetValue cmi.suspend_data {"axonRig":1,"plays":0,"best":null}',
      'LMSSetValue cmi.core.exit suspend',
      'LMSSetValue cmi.core.session_time 0000:00:00.00',
      'LMSCommit',
    ]);
  });

  it('ends with a card that is done: status, 50 of 0 to 100 points, and twelve minutes', () => {
    const { platform, clock, session, play } = visit();
    clock.advance(750_000);
    play(50);
    expect(session.state()).toMatchObject({ kind: 'keeps', best: 50 });
    expect(platform.kept).toMatchObject({
      'cmi.core.lesson_status': 'completed',
      'cmi.core.score.raw': '50',
    });
    clock.advance(4_500);
    session.end();
    expect(platform.kept).toMatchObject({
      'cmi.core.lesson_status': 'completed',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.score.raw': '50',
      'cmi.core.exit': '',
      'cmi.core.session_time': '0000:12:34.50',
      'cmi.suspend_data': '{"axonRig":1,"plays":1,"best":50}',
    });
    expect(platform.isOpen()).toBe(false);
    expect(session.state()).toEqual({ kind: 'ended' });
  });

  it('hands three answers over: the last prediction, which weighs nothing, what was seen, and the first reason', () => {
    const { platform, play } = visit();
    play(50);
    const answers = [0, 1, 2].map((i) =>
      ['id', 'type', 'student_response', 'result', 'weighting'].map(
        (field) => platform.kept[`cmi.interactions.${i}.${field}`],
      ),
    );
    expect(answers).toEqual([
      ['spread-saw', 'choice', 'c', 'correct', '1'],
      ['spread-prediction', 'choice', 'b', 'wrong', '0'],
      ['spread-reason', 'choice', 'b', 'wrong', '1'],
    ]);
    expect(platform.kept['cmi.interactions._count']).toBe('3');
  });

  it('never asks who the pupil is', () => {
    const { platform, play, session } = visit();
    play(100);
    session.end();
    expect(
      platform.calls.filter((line) => line.includes('student_name') || line.includes('student_id')),
    ).toEqual([]);
  });

  it('asks nothing between the beginning and the end, and so holds no press up', () => {
    const { platform, session } = visit();
    const before = platform.calls.length;
    for (const result of played(50).slice(0, 4)) session.result(result);
    expect(platform.calls.length).toBe(before);
  });

  it('is written once more when the page is hidden: perhaps it never comes back', () => {
    const { platform, clock, session } = visit();
    clock.advance(60_000);
    session.hidden();
    expect(platform.kept['cmi.core.session_time']).toBe('0000:01:00.00');
    expect(platform.kept['cmi.core.exit']).toBe('suspend');
  });

  it('keeps the best of several times', () => {
    const { platform, play } = visit();
    play(50);
    play(100);
    play(0);
    expect(platform.kept).toMatchObject({
      'cmi.core.score.raw': '100',
      'cmi.suspend_data': '{"axonRig":1,"plays":3,"best":100}',
    });
  });

  it('hands over 30 answers at most', () => {
    const { platform, play } = visit();
    for (let i = 0; i < 12; i++) play(100);
    expect(platform.kept['cmi.interactions._count']).toBe('30');
  });

  it('counts no other card that is opened on the way', () => {
    const { platform, session } = visit();
    for (const result of played(100, 'boost')) session.result(result);
    session.end();
    expect(platform.kept).toMatchObject({
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.exit': 'suspend',
    });
  });

  it('is over once: what comes after the end is asked of nobody', () => {
    const { platform, session, play } = visit();
    session.end();
    const before = platform.calls.length;
    play(100);
    session.hidden();
    session.end();
    expect(platform.calls.length).toBe(before);
  });
});

describe('a later visit', () => {
  const KEPT = '{"axonRig":1,"plays":2,"best":50}';

  it.each(['completed', 'passed', 'failed'])(
    'leaves a status that is %s as it is, and the better points',
    (status) => {
      const { sets, platform, play } = visit({
        values: { 'cmi.core.lesson_status': status, 'cmi.suspend_data': KEPT, 'cmi.core.score.raw': '50' },
      });
      play(0);
      expect(sets().filter((line) => line.includes('lesson_status'))).toEqual([]);
      expect(platform.kept).toMatchObject({
        'cmi.core.lesson_status': status,
        'cmi.core.score.raw': '50',
        'cmi.suspend_data': '{"axonRig":1,"plays":3,"best":50}',
      });
    },
  );

  it('believes the points of the platform where what was kept is damaged', () => {
    const { session } = visit({
      values: {
        'cmi.core.lesson_status': 'completed',
        'cmi.suspend_data': '{"axon',
        'cmi.core.score.raw': '75',
      },
    });
    expect(session.state()).toMatchObject({ kind: 'keeps', best: 75 });
  });

  it.each(['review', 'browse'])(
    'in which the platform only shows (%s) keeps nothing, and ends as any other',
    (mode) => {
      const { session, sets, play, platform } = visit({ values: { 'cmi.core.lesson_mode': mode } });
      expect(session.state()).toEqual({ kind: 'only-shows' });
      play(100);
      session.hidden();
      session.end();
      expect(sets()).toEqual([]);
      expect(platform.calls.at(-1)).toBe('LMSFinish');
    },
  );
});

describe('a platform that', () => {
  it(`comes late is found within ${(MOST_LOOKS * LOOK_EVERY_MS) / 1000} s; what was done before is not lost`, () => {
    const { window, platform, ...none } = visit();
    expect(none.session.state().kind).toBe('keeps');
    const clock = new VirtualTimers();
    const late: { API?: unknown } = {};
    const session = createScormSession({ card: CARD, own: { parent: late }, clock, changed: () => {} });
    expect(session.state()).toEqual({ kind: 'searching' });
    for (const result of played(50)) session.result(result);
    const other = fakePlatform();
    late.API = other.api;
    clock.advance(LOOK_EVERY_MS);
    expect(session.state()).toMatchObject({ kind: 'keeps', best: 50 });
    expect(other.kept['cmi.suspend_data']).toBe('{"axonRig":1,"plays":1,"best":50}');
  });

  it('is not there is no longer looked for after 5 s, and that is said; the card plays on', () => {
    const clock = new VirtualTimers();
    let changes = 0;
    const session = createScormSession({ card: CARD, own: {}, clock, changed: () => changes++ });
    clock.advance(LOOK_EVERY_MS * MOST_LOOKS - 1);
    expect([session.state().kind, changes]).toEqual(['none', 2]);
    for (const result of played(50)) session.result(result);
    session.hidden();
    session.end();
    expect(session.state()).toEqual({ kind: 'ended' });
  });

  it('has been begun before, as after a reload of this page alone, is gone on with', () => {
    const { session } = visit({}, ({ api }) => api.LMSInitialize(''));
    expect(session.state().kind).toBe('keeps');
  });

  it.each([
    ['LMSInitialize', 101, 'General exception'],
    ['LMSInitialize', 'Network error', 'Error: Network error'],
    ['LMSCommit', 101, 'General exception'],
    ['LMSSetValue cmi.core.lesson_status', 401, 'Not implemented error'],
    ['LMSSetValue cmi.suspend_data', 405, 'Incorrect Data Type'],
    ['LMSSetValue', 'x is undefined', 'Error: x is undefined'],
  ] as const)(
    'does not take %s (%s) is told of in its own words, and asked again after 5, 10, 20 s',
    (call, how, words) => {
      const { platform, clock, session, play } = visit({}, ({ refuses }) => refuses.set(call, how));
      expect(session.state()).toMatchObject({ kind: 'failed', words });
      expect((session.state() as { asked: string }).asked).toContain(call.split(' ')[0]);
      const tries = () => platform.calls.filter((line) => line.startsWith(call)).length;
      const first = tries();
      play(50);
      const played = tries();
      clock.advance(RETRY_MS * 8);
      expect(tries()).toBeGreaterThan(played);
      expect(tries() - first).toBeLessThanOrEqual(10);
      expect(session.state()).toMatchObject({ kind: 'failed' });
      platform.refuses.clear();
      clock.advance(LONGEST_RETRY_MS);
      expect(session.state()).toMatchObject({ kind: 'keeps', best: 50 });
      expect(platform.kept).toMatchObject({
        'cmi.core.lesson_status': 'completed',
        'cmi.core.score.raw': '50',
      });
    },
  );

  it('takes at last what it did not take, is not asked for it again', () => {
    const { platform, clock, session } = visit({}, ({ refuses }) => refuses.set('LMSCommit', 101));
    platform.refuses.clear();
    session.hidden();
    expect(session.state().kind).toBe('keeps');
    const before = platform.calls.length;
    clock.advance(LONGEST_RETRY_MS);
    expect(platform.calls.length).toBe(before);
  });

  it('takes no answers, no least and no most points, has all that matters', () => {
    const { session, platform, play } = visit({
      lacks: ['cmi.interactions', 'cmi.core.score.min', 'cmi.core.score.max'],
    });
    play(100);
    expect(session.state()).toMatchObject({ kind: 'keeps', best: 100 });
    expect(platform.kept['cmi.core.score.raw']).toBe('100');
    expect(platform.calls.filter((line) => line.startsWith('LMSSetValue cmi.interactions'))).toEqual([]);
  });

  it('takes answers badly is not asked to take another', () => {
    const { platform, play, session } = visit({}, ({ refuses }) =>
      refuses.set('LMSSetValue cmi.interactions', 401),
    );
    play(100);
    expect(platform.calls.filter((line) => line.startsWith('LMSSetValue cmi.interactions'))).toHaveLength(1);
    expect(session.state()).toMatchObject({ kind: 'keeps', best: 100 });
  });

  it(`takes longer than ${SLOW_MS} ms is called slow, with its time, and not asked when the page is hidden`, () => {
    const clock = new VirtualTimers();
    const { api, calls } = fakePlatform();
    const slow = {
      ...api,
      LMSCommit(nothing: '') {
        clock.advance(2_500);
        return api.LMSCommit(nothing);
      },
    };
    const session = createScormSession({
      card: CARD,
      own: { parent: { API: slow } },
      clock,
      changed: () => {},
    });
    expect(session.state()).toEqual({ kind: 'keeps', best: null, slowMs: 2_500 });
    const before = calls.length;
    session.hidden();
    expect(calls.length).toBe(before);
    session.end();
    expect(calls.at(-1)).toBe('LMSFinish');
  });

  it('answers truth values, numbers or nothing in place of texts is understood', () => {
    const answers = [true, 1, 'true'];
    for (const yes of answers) {
      const all = () => yes;
      const API = {
        LMSInitialize: all,
        LMSFinish: all,
        LMSSetValue: all,
        LMSCommit: all,
        LMSGetValue: () => undefined,
      };
      const clock = new VirtualTimers();
      const session = createScormSession({ card: CARD, own: { parent: { API } }, clock, changed: () => {} });
      expect(session.state()).toEqual({ kind: 'keeps', best: null, slowMs: null });
    }
  });

  it('says a novel as its error is shown 200 characters of it', () => {
    const { session } = visit({}, ({ refuses }) => refuses.set('LMSCommit', 'x'.repeat(5000)));
    expect((session.state() as { words: string }).words).toHaveLength(200);
  });
});
