import { describe, expect, it } from 'vitest';
import { LESSON } from '../controller/bench-rig.js';
import { createExhibitRig } from './exhibit-rig.js';

const ALWAYS = Array.from({ length: 7 }, () => [{ fromMin: 0, toMin: 1440 }]);
const DAYTIME = { zone: 'UTC', week: ALWAYS.map(() => [{ fromMin: 540, toMin: 1020 }]), closed: [] };

describe('an exhibit where nobody is', () => {
  it('presses by itself every 12 s, and each time a real signal runs', () => {
    const rig = createExhibitRig();
    rig.seconds(40);
    expect(rig.presses).toEqual([100, 12_100, 24_100, 36_100]);
    expect(rig.phases).toEqual(['attracting', 'attracting']);
    expect(rig.controller.snapshot().lastPress?.outcome).toMatchObject({ kind: 'signal', end: 'ran-out' });
    expect(rig.policy.counts()).toMatchObject({ ownPresses: 4, visits: 0, resets: 0 });
  });

  it('never presses where the file has 0', () => {
    const rig = createExhibitRig({ policy: { attractS: 0 } });
    rig.seconds(60);
    expect(rig.presses).toEqual([]);
  });

  it('holds a press that lasts until it is released for 0.3 s, as a finger would', () => {
    const step = { kind: 'step', at: 0, startMs: 0, currentUa: 200 } as const;
    const rig = createExhibitRig({ rig: { stimuli: [step] } });
    rig.timers.advance(250);
    expect(rig.controller.snapshot().held).toBe(true);
    rig.timers.advance(200);
    expect(rig.controller.snapshot().held).toBe(false);
    rig.seconds(12);
    expect(rig.presses.length).toBe(2);
  });

  it('waits with its press until the signal before is over, where that takes longer', () => {
    const rig = createExhibitRig({ policy: { attractS: 1 } });
    rig.seconds(30);
    const gaps = rig.presses.slice(1).map((ms, i) => ms - rig.presses[i]!);
    expect(Math.min(...gaps)).toBeGreaterThan(1500);
  });
});

describe('a visit', () => {
  it('does not begin with where a dial stands as its board starts, nor with noise of 0.5 %, but with a turn', () => {
    const rig = createExhibitRig();
    rig.device.turn(0, 0.4);
    rig.device.turn(0, 0.405);
    rig.seconds(1);
    rig.device.turn(0, 0.4);
    expect([rig.policy.phase.kind, rig.policy.counts().visits]).toEqual(['attracting', 0]);
    rig.device.turn(0, 0.45);
    expect([rig.policy.phase.kind, rig.policy.counts().visits]).toEqual(['visited', 1]);
  });

  it('ends 60 s after the last hand; then everything is as the file has it', () => {
    const rig = createExhibitRig();
    rig.device.press(1);
    rig.device.release(1);
    expect(rig.policy.phase.kind).toBe('visited');
    for (const command of [
      { do: 'channels', on: false },
      { do: 'lens', roomMsPerAxonMs: 5 },
      { do: 'electrode', name: 'blue', at: 12 },
      { do: 'strength', strength: 90 },
      { do: 'treat', id: 'x', treatment: { kind: 'dead', from: 3, to: 5 } },
      { do: 'aim', at: 15 },
      { do: 'pauseWhen', name: 'blue', crossesMv: 0 },
    ] as const)
      expect(rig.controller.command(command)).toBeUndefined();
    rig.policy.hand();
    rig.seconds(59);
    expect(rig.policy.phase.kind).toBe('visited');
    rig.seconds(2);
    expect(rig.policy.phase.kind).toBe('attracting');
    expect(rig.controller.snapshot()).toMatchObject({
      channelsOn: true,
      roomMsPerAxonMs: 500,
      electrodes: { blue: 3, yellow: 8 },
      treatments: [],
      pauseWhen: null,
      running: true,
      look: { kind: 'live' },
      axon: { stimulusPlaces: [0] },
    });
    expect(rig.policy.counts()).toMatchObject({ visits: 1, resets: 1, cutSignals: 0 });
  });

  it('is put off by a touch of the page, which does nothing else', () => {
    const rig = createExhibitRig();
    rig.policy.hand();
    rig.seconds(50);
    rig.policy.hand();
    rig.seconds(50);
    expect(rig.policy.phase.kind).toBe('visited');
    rig.until(({ kind }) => kind === 'attracting', 20);
    expect(rig.policy.counts()).toMatchObject({ visits: 1, dwellMs: 50_000 });
  });

  it('that left another experiment behind ends with the first one of the file', () => {
    const other = { ...LESSON, name: 'other' };
    const rig = createExhibitRig({ rig: { experiments: [LESSON, other], ledCount: 60 } });
    rig.policy.hand();
    rig.controller.command({ do: 'load', name: 'other' });
    rig.until(({ kind }) => kind === 'attracting');
    expect(rig.controller.snapshot().experiment).toBe('lesson');
  });

  it('ends a lesson before everything is put right', () => {
    const done: string[] = [];
    const rig = createExhibitRig({ policy: { endLesson: () => done.push('lesson') } });
    rig.controller.observe({
      happened: (one) => one.kind === 'command' && one.command.do === 'reset' && done.push('reset'),
    });
    rig.policy.hand();
    rig.until(({ kind }) => kind === 'attracting');
    expect(done).toEqual(['lesson', 'reset']);
  });

  it('is not begun by commands that no hand has given, such as those of a lesson', () => {
    const rig = createExhibitRig();
    rig.controller.command({ do: 'lens', roomMsPerAxonMs: 50 });
    expect(rig.policy.phase.kind).toBe('attracting');
  });
});

describe('putting everything right', () => {
  it('waits for the end of a signal: it runs out, and only then the axon begins again', () => {
    const rig = createExhibitRig();
    const ends: string[] = [];
    rig.policy.hand();
    rig.seconds(59);
    rig.controller.command({ do: 'stimulate' });
    const resetsBefore = rig.controller.snapshot().resets;
    rig.controller.observe({
      change() {
        const { resets, lastPress } = rig.controller.snapshot();
        if (resets === resetsBefore && lastPress?.outcome.kind === 'signal') ends.push(lastPress.outcome.end);
      },
    });
    rig.until(({ kind }) => kind === 'settling');
    expect(rig.controller.snapshot().activity).toBe('signal');
    rig.until(({ kind }) => kind === 'attracting', 10);
    expect(ends.at(-1)).toBe('ran-out');
    expect(rig.policy.counts().cutSignals).toBe(0);
  });

  it('goes on where somebody has paused in mid-signal, and comes back from the past', () => {
    const rig = createExhibitRig();
    rig.policy.hand();
    rig.controller.command({ do: 'stimulate' });
    rig.seconds(2);
    rig.controller.command({ do: 'run', running: false });
    rig.controller.command({ do: 'seek', backMs: 500 });
    expect(rig.controller.snapshot().look.kind).toBe('looking-back');
    rig.until(({ kind }) => kind === 'attracting', 80);
    expect(rig.controller.snapshot()).toMatchObject({ look: { kind: 'live' }, running: true });
    expect(rig.policy.counts().cutSignals).toBe(0);
  });

  it('takes a signal that a slow lens would keep for a minute on with the lens of the file', () => {
    const rig = createExhibitRig();
    rig.policy.hand();
    rig.controller.command({ do: 'lens', roomMsPerAxonMs: 5000 });
    rig.seconds(55);
    rig.controller.command({ do: 'stimulate' });
    rig.until(({ kind }) => kind === 'settling');
    rig.until(({ kind }) => kind === 'attracting', 20);
    expect(rig.policy.counts().cutSignals).toBe(0);
  });

  it('ends a press that a page holds and has forgotten', () => {
    const rig = createExhibitRig({ policy: { idleS: 10 } });
    rig.policy.hand();
    rig.controller.command({ do: 'stimulate', strength: 1, held: true });
    expect(rig.controller.snapshot().held).toBe(true);
    rig.until(({ kind }) => kind === 'attracting', 30);
    expect(rig.controller.snapshot().held).toBe(false);
    expect(rig.policy.counts().cutSignals).toBe(0);
  });

  it('waits 30 s at most: a button that somebody leans on is no reason to stay as one was left, and is told', () => {
    const rig = createExhibitRig({
      policy: { idleS: 10 },
      rig: { buttons: { 1: { do: 'stimulate', held: true, strength: 50 }, 2: null, 3: null, 4: null } },
    });
    rig.device.press(1);
    rig.seconds(1);
    rig.controller.command({ do: 'lens', roomMsPerAxonMs: 400 });
    rig.until(({ kind }) => kind === 'settling', 15);
    rig.until(({ kind }) => kind === 'attracting', 31);
    expect(rig.controller.snapshot()).toMatchObject({ roomMsPerAxonMs: 500 });
    expect(rig.notices.join()).toContain('The axon has not come to rest within 30 s');
  });

  it('happens in spite of a contact that presses for ever, once something else was touched', () => {
    const rig = createExhibitRig({ policy: { idleS: 10 } });
    rig.policy.hand();
    rig.controller.command({ do: 'lens', roomMsPerAxonMs: 400 });
    for (let s = 0; s < 150; s++) {
      rig.device.press(1);
      rig.device.release(1);
      rig.seconds(1);
    }
    expect(rig.controller.snapshot().roomMsPerAxonMs).toBe(500);
  });

  it('does not happen while a queue of people presses the one button: 20 a second for 2 minutes', () => {
    const rig = createExhibitRig({ policy: { idleS: 10 } });
    for (let i = 0; i < 2400; i++) {
      rig.device.press(1);
      rig.device.release(1);
      rig.timers.advance(50);
    }
    expect(rig.policy.counts()).toMatchObject({ visits: 1, resets: 0 });
    expect(rig.crashes).toEqual([]);
  });

  it('gives way to somebody who comes back while a signal runs out', () => {
    const rig = createExhibitRig();
    rig.policy.hand();
    rig.seconds(59);
    rig.controller.command({ do: 'stimulate' });
    rig.until(({ kind }) => kind === 'settling');
    rig.policy.hand();
    expect(rig.policy.phase.kind).toBe('visited');
    expect(rig.policy.counts()).toMatchObject({ visits: 1, resets: 0 });
  });
});

describe('opening hours', () => {
  it('make it dark from the start, light at 9:00, and dark again at 17:00, after the last signal', () => {
    const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T08:59:30Z' });
    expect(rig.policy.phase).toEqual({
      kind: 'closed',
      because: 'hours',
      opensAtMs: Date.parse('2026-12-01T09:00Z'),
    });
    rig.seconds(29);
    expect([rig.rests.length, rig.presses.length]).toEqual([1, 0]);
    rig.seconds(3);
    expect([rig.rests.at(-1), rig.policy.phase.kind]).toEqual([null, 'attracting']);
    rig.turnTo('2026-12-01T16:59:58Z');
    rig.device.press(1);
    rig.until(({ kind }) => kind === 'settling', 4);
    expect(rig.rests.at(-1)).toBeNull();
    rig.until(({ kind }) => kind === 'closed', 31);
    expect(rig.rests.at(-1)).toContain('closed');
    expect(rig.policy.counts().cutSignals).toBe(0);
  });

  it('open with everything as the file has it, whatever a technician has done at night', () => {
    const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T08:59:50Z' });
    rig.controller.command({ do: 'channels', on: false });
    rig.seconds(12);
    expect(rig.policy.phase.kind).toBe('attracting');
    expect(rig.controller.snapshot().channelsOn).toBe(true);
  });

  it('take no hand while it is closed', () => {
    const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T03:00Z' });
    rig.policy.hand();
    rig.seconds(120);
    expect([rig.policy.phase.kind, rig.presses.length]).toEqual(['closed', 0]);
  });

  it.each(['1971-01-01T12:00Z', '2099-07-01T12:00Z'])(
    'follow a clock that jumps to %s within 2 s',
    (when) => {
      const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T03:00Z' });
      rig.turnTo(when);
      rig.seconds(2);
      expect(rig.policy.phase.kind).toBe('attracting');
      rig.turnTo('2026-12-01T03:00Z');
      rig.until(({ kind }) => kind === 'closed', 35);
    },
  );

  it('say again when it opens after the clock has jumped', () => {
    const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T03:00Z' });
    rig.turnTo('2026-12-05T03:00Z');
    rig.seconds(61);
    expect(rig.policy.phase).toMatchObject({ kind: 'closed', opensAtMs: Date.parse('2026-12-05T09:00Z') });
  });

  it('are kept dark for 2 s at least: a hub that changes its mind 20 times a second makes no flashes', () => {
    const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T12:00Z', policy: { attractS: 0 } });
    for (let i = 0; i < 400; i++) {
      rig.policy.sleep(i % 2 === 0);
      rig.timers.advance(50);
    }
    expect(rig.rests.filter((words) => words === null).length).toBeLessThanOrEqual(10);
  });

  it('do not matter to somebody who has put it to sleep, and do again when it is awake', () => {
    const rig = createExhibitRig({ hours: DAYTIME, startsAt: '2026-12-01T12:00Z' });
    rig.policy.sleep(true);
    rig.until(({ kind }) => kind === 'closed', 31);
    expect(rig.policy.phase).toMatchObject({ because: 'asleep', opensAtMs: null });
    rig.turnTo('2026-12-01T20:00Z');
    rig.policy.sleep(false);
    rig.seconds(2);
    expect(rig.policy.phase).toMatchObject({ kind: 'closed', because: 'hours' });
    rig.turnTo('2026-12-02T10:00Z');
    rig.seconds(3);
    expect(rig.policy.phase.kind).toBe('attracting');
  });
});
