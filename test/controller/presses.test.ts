import { describe, expect, it } from 'vitest';
import { LONGEST_HELD_ROOM_MS } from '../../src/controller/stimulators.js';
import { createBenchRig, LESSON } from './bench-rig.js';
import { FROG, PATCH, SQUID, squidPulse, watchedRig } from './live-axons.js';

const STEADY = {
  ...PATCH,
  stimuli: [{ kind: 'step', at: 0, startMs: 1, currentUaPerCm2: 2 }] as const,
};

const OPENING = { kind: 'conductance', at: 0, startMs: 0, durationMs: 0.5, reversalMv: 60 } as const;
const SODIUM = { ...LESSON, stimuli: [{ ...OPENING, conductanceMs: 2.4 }] };
const BOTH = { ...LESSON, stimuli: [...LESSON.stimuli, { ...OPENING, at: 5, conductanceMs: 1 }] };

describe('a press on the axon that is loaded', () => {
  it('begins at the axon’s time of the picture that was seen, and its step is taken at once', () => {
    for (const roomMs of [1, 3, 8, 14]) {
      const { rig, device } = watchedRig({ ...SQUID, stimuli: [squidPulse(0)] });
      rig.timers.advance(roomMs);
      const seenMs = rig.axon.modelMs;
      const specs: unknown[] = [];
      const inject = rig.axon.inject.bind(rig.axon);
      rig.axon.inject = (spec) => {
        specs.push(spec);
        return inject(spec);
      };
      device.press(1);
      expect(specs).toMatchObject([{ startMs: seenMs }]);
      expect(rig.axon.modelMs).toBeGreaterThan(seenMs);
      expect(rig.axon.modelMs - seenMs).toBeLessThan(roomMs / 500 + rig.axon.stepMs);
      expect(rig.axon.potentialMv[0]).toBeGreaterThan(-64);
    }
  });

  it('never runs ahead of the lens by more than a step, however often somebody presses', () => {
    const { rig, device } = watchedRig(SQUID);
    for (let n = 0; n < 200; n++) {
      rig.timers.advance(1);
      device.press(1);
      device.release(1);
      const dueMs = rig.timers.nowMs() / 500;
      expect(rig.axon.modelMs - dueMs).toBeLessThan(rig.axon.stepMs * 1.001);
    }
  });

  it('holds a step for as long as the button is down, and its end is no jump', () => {
    const { rig, device, controller, pass } = watchedRig(STEADY);
    device.press(1);
    pass(40);
    expect(controller.snapshot()).toMatchObject({ held: true, activity: 'stimulus' });
    const heldMv = rig.axon.potentialMv[0]!;
    expect(heldMv).toBeGreaterThan(-64);
    device.release(1);
    expect(controller.snapshot().held).toBe(false);
    expect(Math.abs(rig.axon.potentialMv[0]! - heldMv)).toBeLessThan(0.5);
    pass(60);
    expect(rig.axon.potentialMv[0]).toBeCloseTo(-65, 0);
  });

  it('by a command is held until release, and another button’s release does not end it', () => {
    const { rig, controller, device, pass } = watchedRig({ ...SQUID, stimuli: [squidPulse(0, 100)] });
    controller.command({ do: 'stimulate', held: true });
    device.press(2);
    device.release(2);
    pass(5);
    expect(controller.snapshot().held).toBe(true);
    controller.command({ do: 'release' });
    expect(controller.snapshot().held).toBe(false);
    controller.command({ do: 'channels', on: true });
    pass(20);
    expect(rig.axon.potentialMv[0]).toBeCloseTo(-65, 0);
  });

  it('by two who give commands is held by each for as long as that one likes, and the program itself ends both', () => {
    const { controller, pass } = watchedRig({ ...SQUID, stimuli: [squidPulse(0, 100)] });
    const held = () => controller.snapshot().held;
    const press = (by: string, at: number) => controller.command({ do: 'stimulate', at, held: true }, by);
    const release = (by?: string) => controller.command({ do: 'release' }, by);
    press('page 1', 0);
    press('page 2', 20);
    pass(1);
    release('page 1');
    expect(held()).toBe(true);
    release('page 3');
    expect(held()).toBe(true);
    release('page 2');
    expect(held()).toBe(false);
    pass(1);
    press('page 1', 0);
    press('page 2', 20);
    release();
    expect(held()).toBe(false);
  });

  it('is refused with what makes no sense, also where it would add nothing because another one runs', () => {
    const { controller, pass } = watchedRig(SQUID);
    expect(controller.command({ do: 'stimulate', strength: 1e8, durationMs: 5 })).toBeUndefined();
    pass(1);
    const presses = [{ strength: 1e10 }, { durationMs: 1e7 }, { strength: Number.MAX_VALUE }] as const;
    for (const press of presses)
      expect(controller.command({ do: 'stimulate', ...press })).toMatch(
        /^stimulate: (currentNa|durationMs): expected .*got /,
      );
    expect(controller.snapshot().presses).toHaveLength(1);
  });

  it('is let go of after a minute of which nobody has heard an end, and when the device is gone', () => {
    const { rig, controller, device, pass } = watchedRig(STEADY);
    device.press(1);
    rig.timers.advance(LONGEST_HELD_ROOM_MS - 1000);
    expect(controller.snapshot().held).toBe(true);
    rig.timers.advance(2000);
    expect(controller.snapshot().held).toBe(false);
    pass(10);
    expect(controller.snapshot().lastPress?.outcome.kind).toBe('too-weak');
  });

  it('is of another place and strength, at several places at once: two spikes from both ends meet', () => {
    const { rig, controller, pass } = watchedRig(SQUID);
    let highestMv = -70;
    const middle = rig.axon.compartmentAt(50);
    expect(controller.command({ do: 'stimulate', at: [0, 100], strength: 8000 })).toBeUndefined();
    for (let n = 0; n < 80; n++) {
      pass(0.05);
      highestMv = Math.max(highestMv, rig.axon.potentialMv[middle]!);
    }
    // Where they meet the peak is higher than that of one spike, 25.6 mV.
    expect(highestMv).toBeGreaterThan(32);
  });

  it('has the strength that is set for presses, until a reset', () => {
    const { controller, press, pass, told } = watchedRig({ ...SQUID, stimuli: [squidPulse(0)] });
    expect(controller.snapshot()).toMatchObject({ strength: 8000, axon: { press: { unit: 'nA' } } });
    controller.command({ do: 'strength', strength: 1000 });
    expect(controller.snapshot().strength).toBe(1000);
    press();
    pass(10);
    expect(told).toMatchObject([[1, { kind: 'too-weak' }]]);
    controller.command({ do: 'reset' });
    expect(controller.snapshot().strength).toBe(8000);
  });

  it.each([
    ['a cable of 100 mm', SQUID, { at: 150 }, 'stimulate: at: expected a number from 0 to 100 mm, got 150'],
    ['60 sites', LESSON, { at: 1.5 }, 'stimulate: at: expected a whole number from 0 to 59, got 1.5'],
    ['41 nodes', FROG, { at: [0, 41] }, 'stimulate: at: expected a whole number from 0 to 40, got 41'],
    [
      'a patch',
      PATCH,
      { strength: 1e9 },
      'stimulate: currentUaPerCm2: expected a number from -1000000 to 1000000 µA/cm², got 1000000000',
    ],
    [
      'a cable without stimuli',
      { ...SQUID, stimuli: [] },
      {},
      'stimulate: this experiment has no stimulus; say how strong one is',
    ],
  ] as const)('is refused in words on %s', (_, experiment, fields, words) => {
    const { rig, controller, pass, activity } = watchedRig(experiment);
    expect(controller.command({ do: 'stimulate', ...fields })).toBe(words);
    pass(2);
    expect(activity()).toBe('none');
    expect(controller.command({ do: 'stimulate', strength: 1 })).toBeUndefined();
    expect(rig.crashes).toEqual([]);
  });

  it.each([
    ['a cable', SQUID, [-1e9, 1e9], [-1.1e9, 1.1e9], 'from -1000000000 to 1000000000 nA'],
    ['a patch', PATCH, [-1e6, 1e6], [-1e9, 1e9], 'from -1000000 to 1000000 µA/cm²'],
    ['a lattice that lets sodium in', SODIUM, [0, 1000], [-1, 1e9], 'from 0 to 1000 mS'],
    // The weaker of the two is a conductance; it can have 1000 mS, a 200th of the current.
    ['a lattice with both', BOTH, [0, 200_000], [-1, 200_001], 'from 0 to 200000 µA'],
  ] as const)('can be set to what %s takes, and to nothing else', (_, experiment, good, bad, range) => {
    const { rig, controller } = watchedRig(experiment);
    for (const strength of bad)
      expect(controller.command({ do: 'strength', strength })).toBe(
        `strength: expected null, or ${range}, got ${strength}`,
      );
    for (const strength of good) {
      expect(controller.command({ do: 'strength', strength })).toBeUndefined();
      expect(controller.command({ do: 'stimulate' })).toBeUndefined();
    }
    expect(controller.command({ do: 'strength', strength: null })).toBeUndefined();
    expect(rig.crashes).toEqual([]);
  });

  it('puts none of its stimuli in if one is refused', () => {
    const stimuli = [squidPulse(0), squidPulse(200)];
    const { rig, controller, pass } = watchedRig({ ...SQUID, stimuli });
    expect(controller.command({ do: 'stimulate' })).toMatch(/^stimulate: at: expected/);
    pass(2);
    expect(Math.max(...rig.axon.potentialMv)).toBeLessThan(-64.5);
  });

  it('of 1000 places by 100 presses a second piles up nothing: 64 run at a time', () => {
    const { rig, controller } = watchedRig({ ...SQUID, roomMsPerAxonMs: 5000 });
    let ended = 0;
    const inject = rig.axon.inject.bind(rig.axon);
    rig.axon.inject = (spec) => {
      ended++;
      return inject(spec);
    };
    for (let n = 0; n < 100; n++) controller.command({ do: 'stimulate', at: n, strength: 1 });
    expect(ended).toBe(64);
    rig.timers.advance(2000);
    controller.command({ do: 'stimulate', at: 99, strength: 1 });
    expect(ended).toBe(65);
  });
});

describe('the length of a step', () => {
  it.each([
    ['squid', SQUID, 500, 4],
    ['squid', SQUID, 5000, 3],
    ['squid', SQUID, 100, 17],
    ['frog', FROG, 1500, 3],
    ['frog', FROG, 100, 34],
    ['patch', PATCH, 200, 9],
    ['lesson', LESSON, 500, 3],
    ['lesson', LESSON, 1, 32],
  ] as const)(
    'is one for an experiment and a lens: of %s at 1:%i %i fall into a picture',
    (_, experiment, lens, steps) => {
      const electrodes = { blue: 0, yellow: 'bath' } as const;
      const rig = createBenchRig({ experiments: [{ ...experiment, electrodes, roomMsPerAxonMs: lens }] });
      rig.controller.start();
      const lengths = new Set<number>();
      let count = 0;
      const step = rig.axon.step.bind(rig.axon);
      rig.axon.step = () => {
        step();
        count++;
        lengths.add(rig.axon.stepMs);
      };
      rig.timers.advance(1000);
      expect(count).toBeGreaterThanOrEqual(59 * steps);
      expect(count).toBeLessThanOrEqual(61 * steps);
      expect([...lengths]).toEqual([expect.closeTo(1000 / 60 / lens / steps, 9)]);
    },
  );
});
