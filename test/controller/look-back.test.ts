import { describe, expect, it } from 'vitest';
import { type Command, PICTURE_MS } from '../../src/controller/contract.js';
import { levelOfMv } from '../../src/units.js';
import { type BenchChanges, createBenchRig, LESSON } from './bench-rig.js';

interface Shown {
  readonly picture: number;
  readonly lookingBack: boolean;
  readonly modelMs: number;
  readonly blueMv: number;
  readonly potentialMv: number[];
  readonly levels: number[];
  readonly samples: number[];
}

/** A rig that runs, with every picture that it shows. */
function createRoom(changes: BenchChanges = {}) {
  const rig = createBenchRig(changes);
  const shown: Shown[] = [];
  rig.controller.observe({
    picture: ({ picture, lookingBack, modelMs, blueMv, potentialMv, light, samples }) =>
      shown.push({
        picture,
        lookingBack,
        modelMs,
        blueMv,
        potentialMv: [...potentialMv],
        levels: [...light.levels],
        samples: [...samples()],
      }),
  });
  rig.controller.start();
  const room = {
    rig,
    shown,
    last: () => shown.at(-1)!,
    play(ms: number) {
      rig.timers.advance(ms);
      return room.last();
    },
    ask: (command: Command) => rig.controller.command(command),
    look: () => rig.controller.snapshot().look,
    /** The present, to the last bit. */
    bits: () => [rig.axon.modelMs, ...rig.axon.potentialMv],
    /** What was shown as this picture when it was the present. */
    was: (picture: number) => shown.find((one) => one.picture === picture && !one.lookingBack)!,
  };
  return room;
}

describe('looking back', () => {
  it('finds 1 ms of the axon in the run that is meant, of two that a reset has parted', () => {
    const { play, ask, last } = createRoom();
    play(1500);
    const before = last().picture;
    ask({ do: 'reset' });
    play(1000);
    expect(ask({ do: 'seek', axonMs: 1 })).toBeUndefined();
    expect(last().picture).toBeGreaterThan(before);
    expect(ask({ do: 'seek', axonMs: 1, near: before })).toBeUndefined();
    expect(last().picture).toBeLessThan(before);
    expect(last().modelMs).toBeCloseTo(1, 1);
  });

  it('shows just what was: potentials, voltmeters, samples, time and number of that picture; the axon waits', () => {
    const { play, ask, last, look, was, bits } = createRoom();
    ask({ do: 'stimulate' });
    play(3000);
    expect(ask({ do: 'seek', backMs: 1500 })).toBeUndefined();
    const waiting = bits();
    const { picture } = last();
    const original = was(picture);
    expect(picture).toBeLessThan(100);
    expect(last()).toEqual({ ...original, lookingBack: true, levels: expect.anything() });
    expect(look()).toMatchObject({
      kind: 'looking-back',
      picture,
      axonMs: original.modelMs,
      wasRunning: true,
    });
    play(5000);
    expect(last()).toEqual({ ...original, lookingBack: true, levels: expect.anything(), samples: [] });
    expect(bits()).toEqual(waiting);
  });

  it('tells what was set up then: channels, treatments and electrodes, of each picture its own', () => {
    const { play, ask, rig, look } = createRoom();
    const setUp = () => {
      const { channelsOn, treatments, electrodes } = rig.controller.snapshot();
      return { channelsOn, treatments, electrodes };
    };
    const ttx = { kind: 'ttx', from: 49, to: 53, sodiumFraction: 0 } as const;
    const changes: Command[] = [
      { do: 'channels', on: false },
      { do: 'treat', id: 'paint-1', treatment: ttx },
      { do: 'electrode', name: 'blue', at: 20 },
      { do: 'electrode', name: 'yellow', at: 'bath' },
      { do: 'treat', id: 'paint-1', treatment: null },
    ];
    const before = [setUp()];
    play(1000);
    for (const change of changes) {
      expect(ask(change)).toBeUndefined();
      before.push(setUp());
      play(1000);
    }
    const now = setUp();
    const then = [0, 1, 2, 3, 4, 5].map((second) => {
      ask({ do: 'seek', backMs: 5500 - 1000 * second });
      const at = look();
      return at.kind === 'looking-back' && at.setUp;
    });
    expect(then).toEqual(before);
    expect(then[2]).toEqual({
      channelsOn: false,
      treatments: [{ id: 'paint-1', treatment: ttx, words: expect.stringContaining('TTX') }],
      electrodes: { blue: 3, yellow: 8 },
    });
    expect(setUp()).toEqual(now);
  });

  it('shows the stored potentials on the strip as soon as the flash limit lets it', () => {
    const { play, ask, last, was } = createRoom();
    ask({ do: 'stimulate' });
    play(3000);
    ask({ do: 'seek', backMs: 1000 });
    play(1000);
    expect(last().levels).toEqual(was(last().picture).potentialMv.map(levelOfMv));
    expect(Math.max(...last().levels)).toBeGreaterThan(200);
  });

  it('and back at now the axon goes on as if nobody had looked, with 0 differing bits', () => {
    const looked = createRoom();
    const not = createRoom();
    for (const { ask, play } of [looked, not]) {
      ask({ do: 'stimulate' });
      play(2000);
    }
    looked.ask({ do: 'seek', backMs: 1500 });
    looked.play(4000);
    looked.ask({ do: 'now' });
    expect(looked.look()).toEqual({ kind: 'live' });
    for (const { play } of [looked, not]) play(1000);
    const steps = Math.round((looked.rig.axon.modelMs - not.rig.axon.modelMs) / not.rig.axon.stepMs);
    expect(Math.abs(steps)).toBeLessThanOrEqual(4);
    const later = steps > 0 ? not : looked;
    for (let step = 0; step < Math.abs(steps); step++) later.rig.axon.step();
    expect(looked.bits()).toEqual(not.bits());
  });

  it('stays in the present, with a reason and a cure, where the tape does not reach', () => {
    const { play, ask, look } = createRoom();
    play(1000);
    expect(ask({ do: 'seek', backMs: 5000 })).toBe(
      'seek: the tape holds the last 1.0 s: ask for a moment within',
    );
    expect(ask({ do: 'seek', axonMs: 7 })).toMatch(
      /^seek: the tape holds the axon's time from 0 to 2(\.\d+)? ms: /,
    );
    expect(ask({ do: 'seek', picture: 999 })).toMatch(
      /^seek: the tape has no picture 999: ask for one from 1 to \d+$/,
    );
    expect(ask({ do: 'seek' })).toBe('seek: expected one of picture, axonMs and backMs');
    expect(ask({ do: 'seek', near: 1, backMs: 1 })).toBe(
      'seek: near goes with axonMs, and says in the run of which picture',
    );
    expect(ask({ do: 'seek', axonMs: 1, near: 999 })).toMatch(/^seek: the tape has no picture 999: /);
    expect(ask({ do: 'seek', picture: 1, backMs: 1 })).toBe(
      'seek: expected one of picture, axonMs and backMs',
    );
    expect(ask({ do: 'runOn' })).toBe('runOn: this is the present; look back first');
    expect(look()).toEqual({ kind: 'live' });
  });

  it('is a step of 0.1 ms at a time, and the step after the newest picture is the paused present', () => {
    const { play, ask, last, look, rig } = createRoom();
    play(1000);
    const presentMs = rig.axon.modelMs;
    for (let step = 1; step <= 3; step++) {
      ask({ do: 'step', back: true });
      expect(Math.abs(last().modelMs - (presentMs - 0.1 * step))).toBeLessThan(PICTURE_MS / 500);
    }
    expect(look()).toMatchObject({ kind: 'looking-back', wasRunning: false });
    for (let step = 1; step <= 4; step++) ask({ do: 'step' });
    expect(look()).toEqual({ kind: 'live' });
    expect(rig.controller.snapshot().running).toBe(false);
    expect(rig.axon.modelMs).toBe(presentMs);
    ask({ do: 'step' });
    expect(rig.axon.modelMs).toBeCloseTo(presentMs + 0.1, 9);
  });

  it('goes picture by picture where a picture is longer than a step, back to the first one', () => {
    const { play, ask, last } = createRoom({ roomMsPerAxonMs: 50 });
    const before = play(500).picture;
    for (let step = 1; step <= 5; step++) {
      ask({ do: 'step', back: true });
      const { picture } = play(PICTURE_MS);
      expect([before - step, before - step + 1]).toContain(picture);
    }
    ask({ do: 'seek', picture: 1 });
    expect(ask({ do: 'step', back: true })).toMatch(/^step: the tape begins at 0 ms/);
    expect(last().picture).toBe(1);
  });

  it('reaches across a reset: the minute is still there', () => {
    const { play, ask, last } = createRoom();
    ask({ do: 'stimulate' });
    play(2000);
    ask({ do: 'reset' });
    play(500);
    expect(ask({ do: 'seek', backMs: 1500 })).toBeUndefined();
    expect(last().modelMs).toBeGreaterThan(1.9);
    ask({ do: 'now' });
    expect(play(100).modelMs).toBeLessThan(1.5);
  });

  it('never reaches across a load', () => {
    const { play, ask } = createRoom({
      experiments: [LESSON, { ...LESSON, name: 'other', title: 'Another' }],
    });
    play(2000);
    ask({ do: 'load', name: 'other' });
    play(500);
    expect(ask({ do: 'seek', backMs: 1000 })).toBe(
      'seek: the tape holds the last 0.5 s: ask for a moment within',
    );
  });
});

describe('run on from here', () => {
  it('is the same future if nobody presses: 0 differing bits', () => {
    const room = createRoom();
    room.ask({ do: 'stimulate' });
    const seen = new Map<number, number[]>();
    for (let i = 0; i < 200; i++) {
      room.play(PICTURE_MS);
      seen.set(room.rig.axon.modelMs, room.bits());
    }
    room.ask({ do: 'seek', backMs: 2500 });
    const from = room.last();
    room.ask({ do: 'runOn' });
    expect(room.rig.axon.modelMs).toBe(from.modelMs);
    let compared = 0;
    for (let i = 0; i < 450; i++) {
      room.play(PICTURE_MS / 3);
      const was = seen.get(room.rig.axon.modelMs);
      if (was === undefined) continue;
      expect(room.bits()).toEqual(was);
      compared++;
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('is another one if somebody presses; what was the future is the ghost', () => {
    const { play, ask, last, look, rig } = createRoom();
    play(1000);
    const before = last().picture;
    ask({ do: 'stimulate' });
    play(2000);
    ask({ do: 'seek', picture: before });
    ask({ do: 'runOn' });
    const { picture } = play(2000);
    expect(look()).toEqual({ kind: 'live' });
    expect(Math.max(...rig.axon.potentialMv)).toBeLessThan(-69.99);
    expect(rig.controller.snapshot().ghostFromPicture).toBe(before);
    const ghost = rig.controller.ghost()!.samples;
    expect(Math.max(...ghost.filter((_, i) => i % 3 === 1))).toBeGreaterThan(30);
    expect(picture).toBeGreaterThan(before + 120);
    expect(ask({ do: 'seek', picture: before + 50 })).toMatch(/no picture/);
  });

  it('comes of itself where somebody presses while they look back: the press acts at that moment', () => {
    const { play, ask, look, rig } = createRoom();
    play(1000);
    ask({ do: 'seek', backMs: 500 });
    const { modelMs } = play(100);
    ask({ do: 'stimulate' });
    expect(look()).toEqual({ kind: 'live' });
    expect(rig.axon.modelMs - modelMs).toBeLessThan(0.05);
    play(1000);
    expect(Math.max(...rig.axon.potentialMv)).toBeGreaterThan(20);
    expect(rig.controller.snapshot()).toMatchObject({ running: true, activity: 'signal' });
  });

  it('by a button too, and "pause" then means: go on from here', () => {
    const { play, ask, look, rig } = createRoom();
    play(1000);
    ask({ do: 'seek', backMs: 500 });
    rig.device.press(3);
    play(PICTURE_MS);
    expect(look()).toEqual({ kind: 'live' });
    expect(rig.controller.snapshot().running).toBe(true);
    ask({ do: 'seek', backMs: 300 });
    rig.device.press(1);
    play(500);
    expect(look()).toEqual({ kind: 'live' });
    expect(Math.max(...rig.axon.potentialMv)).toBeGreaterThan(20);
  });

  it('brings back channels and treatments of that moment, with their names', () => {
    const { play, ask, rig } = createRoom();
    const dead = { kind: 'dead', from: 20, to: 30 } as const;
    ask({ do: 'treat', id: 'scar', treatment: dead });
    play(1000);
    ask({ do: 'treat', id: 'scar', treatment: null });
    ask({ do: 'channels', on: false });
    play(1000);
    ask({ do: 'seek', backMs: 1500 });
    ask({ do: 'runOn' });
    expect(rig.controller.snapshot()).toMatchObject({
      channelsOn: true,
      treatments: [{ id: 'scar', treatment: dead }],
    });
    expect(rig.axon.treatments).toEqual([dead]);
    expect(ask({ do: 'treat', id: 'scar', treatment: null })).toBeUndefined();
  });

  it('ends what somebody held then and holds no more, and keeps what is still held', () => {
    const { play, ask, rig } = createRoom({ stimuli: [{ kind: 'step', at: 0, startMs: 0, currentUa: 5 }] });
    const flows = () => rig.axon.snapshot().stimuli.given.filter(({ endedMs }) => endedMs === null).length;
    ask({ do: 'stimulate', held: true });
    play(1000);
    ask({ do: 'seek', backMs: 500 });
    ask({ do: 'runOn' });
    expect([flows(), rig.controller.snapshot().held]).toEqual([1, true]);
    play(1000);
    ask({ do: 'release' });
    play(1000);
    ask({ do: 'seek', backMs: 1500 });
    ask({ do: 'runOn' });
    play(100);
    expect([flows(), rig.controller.snapshot().held]).toEqual([0, false]);
  });

  it('in the middle of a signal: the signal is followed on, and the next press is judged as ever', () => {
    const { play, ask, rig } = createRoom();
    ask({ do: 'stimulate' });
    play(3000);
    ask({ do: 'seek', backMs: 1000 });
    ask({ do: 'runOn' });
    play(30_000);
    expect(rig.crashes).toEqual([]);
    expect(rig.controller.snapshot().activity).toBe('none');
    ask({ do: 'stimulate' });
    play(8000);
    expect(rig.controller.snapshot().lastPress?.outcome).toMatchObject({ kind: 'signal', end: 'ran-out' });
  });

  it('can be done again and again at any moment, also of what was run on', () => {
    const { play, ask, rig } = createRoom();
    for (let i = 0; i < 40; i++) {
      if (i % 3 === 0) ask({ do: 'stimulate' });
      play(137 * (1 + (i % 7)));
      expect(ask({ do: 'seek', backMs: 61 * (i % 9) })).toBeUndefined();
      play(50);
      if (i % 4 !== 3) ask({ do: 'runOn' });
      else ask({ do: 'now' });
    }
    expect(rig.crashes).toEqual([]);
    for (const mv of rig.axon.potentialMv) expect(Number.isFinite(mv)).toBe(true);
  });
});

describe('buttons and dials of the tape', () => {
  it('go back by their seconds, press by press, as far as the tape reaches, and to now', () => {
    const { play, look, rig } = createRoom({
      buttons: {
        1: { do: 'rewind', seconds: 2 },
        2: { do: 'now' },
        3: { do: 'step', back: true },
        4: { do: 'runOn' },
      },
    });
    const press = (button: number) => {
      rig.device.press(button);
      play(50);
      rig.device.release(button);
      play(50);
    };
    const backMs = () => {
      const at = look();
      return at.kind === 'live' ? 0 : at.to.tapeMs - at.tapeMs;
    };
    play(5000);
    press(1);
    expect(backMs()).toBeCloseTo(2000, -2);
    press(1);
    expect(backMs()).toBeCloseTo(4000, -2);
    press(1);
    expect(backMs()).toBeCloseTo(5000, -2);
    press(1);
    expect(backMs()).toBeCloseTo(5000, -2);
    press(2);
    expect(look()).toEqual({ kind: 'live' });
    press(3);
    expect(look().kind).toBe('looking-back');
    press(4);
    expect(look()).toEqual({ kind: 'live' });
    expect(rig.crashes).toEqual([]);
  });

  it('a dial turns through the minute: fully right is now', () => {
    const { play, look, rig } = createRoom({ dials: { 0: { do: 'time' }, 1: null } });
    play(70_000);
    rig.device.turn(0, 0.5);
    play(200);
    const at = look();
    expect(at.kind === 'looking-back' && at.to.tapeMs - at.tapeMs).toBeCloseTo(30_000, -3);
    rig.device.turn(0, 1);
    play(200);
    expect(look()).toEqual({ kind: 'live' });
  });
});

describe('what somebody held at a moment that is the present again', () => {
  it('is lifted, if it was ice under a button that nobody presses now', () => {
    const ice = { kind: 'rest', shiftMv: -5 } as const;
    const { rig, play, ask } = createRoom({
      buttons: { 1: { do: 'treat', id: 'button 1', treatment: ice, held: true } },
    });
    play(500);
    rig.device.press(1);
    play(1000);
    rig.device.release(1);
    play(1000);
    ask({ do: 'seek', backMs: 1500 });
    ask({ do: 'runOn' });
    expect(rig.controller.snapshot().treatments).toHaveLength(1);
    play(PICTURE_MS);
    expect(rig.controller.snapshot().treatments).toEqual([]);
  });

  it('stays while the button is still down', () => {
    const ice = { kind: 'rest', shiftMv: -5 } as const;
    const { rig, play, ask } = createRoom({
      buttons: { 1: { do: 'treat', id: 'button 1', treatment: ice, held: true } },
    });
    play(500);
    rig.device.press(1);
    play(2000);
    ask({ do: 'seek', backMs: 500 });
    ask({ do: 'runOn' });
    play(100);
    expect(rig.controller.snapshot().treatments).toHaveLength(1);
  });

  it('keeps its stimulator busy: a press within the 100 ms pulse of then adds nothing', () => {
    const { rig, play, ask } = createRoom({ roomMsPerAxonMs: 10 });
    play(500);
    ask({ do: 'stimulate', durationMs: 100 });
    play(500);
    const openedMs = () => rig.axon.snapshot().stimuli.given.length;
    expect(openedMs()).toBe(1);
    play(1500);
    ask({ do: 'stimulate', at: 30 });
    play(500);
    ask({ do: 'seek', backMs: 2200 });
    ask({ do: 'runOn' });
    expect(openedMs()).toBe(1);
    ask({ do: 'stimulate' });
    expect(openedMs()).toBe(1);
  });
});
