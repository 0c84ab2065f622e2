/** The axon pauses where a voltmeter comes through a level. */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/controller/contract.js';
import { createBenchRig, recordPictures } from './bench-rig.js';

const RISING = { do: 'pauseWhen', name: 'yellow', crossesMv: -55, rising: true } as const;
const FALLING = { ...RISING, rising: false } as const;

function armed(command: typeof RISING | typeof FALLING = RISING) {
  const rig = createBenchRig();
  rig.controller.start();
  expect(rig.controller.command(command)).toBeUndefined();
  rig.controller.command({ do: 'stimulate' });
  return rig;
}

describe('pause at a level', () => {
  it('stops the lesson in the step in which site 8 comes to −55 mV, and says so', () => {
    const { controller, timers, axon } = armed();
    const told: Snapshot[] = [];
    controller.observe({ change: () => told.push(controller.snapshot()) });
    timers.advance(20 * 500);
    const { running, pauseWhen } = controller.snapshot();
    expect(running).toBe(false);
    expect(pauseWhen).toEqual({ name: 'yellow', crossesMv: -55, rising: true, crossed: true });
    expect(told.some((snapshot) => !snapshot.running && snapshot.pauseWhen?.crossed)).toBe(true);
    // One step of a picture at 1:500 is 0.011 ms, in which a site whose channels have just opened rises by some 10 mV.
    expect(axon.potentialMv[8]).toBeGreaterThanOrEqual(-55);
    expect(axon.potentialMv[8]).toBeLessThan(-40);
    const heldMs = axon.modelMs;
    timers.advance(10_000);
    expect(axon.modelMs).toBe(heldMs);
    expect(controller.snapshot().droppedMs).toBe(0);
  });

  it('stops on the way down at −55 mV, about a millisecond later', () => {
    const up = armed(RISING);
    const down = armed(FALLING);
    for (const { timers } of [up, down]) timers.advance(20 * 500);
    expect(down.axon.potentialMv[8]).toBeLessThanOrEqual(-55);
    expect(down.axon.potentialMv[8]).toBeGreaterThan(-60);
    expect(down.axon.modelMs - up.axon.modelMs).toBeGreaterThan(0.8);
    expect(down.axon.modelMs - up.axon.modelMs).toBeLessThan(1.6);
  });

  it('goes on when it is told to, and stops again at the next spike', () => {
    const { controller, timers, axon } = armed();
    timers.advance(20 * 500);
    const firstMs = axon.modelMs;
    controller.command({ do: 'run', running: true });
    expect(controller.snapshot().pauseWhen).toMatchObject({ crossed: false });
    timers.advance(20 * 500);
    expect(controller.snapshot().running).toBe(true);
    controller.command({ do: 'stimulate' });
    timers.advance(20 * 500);
    expect(controller.snapshot()).toMatchObject({ running: false, pauseWhen: { crossed: true } });
    expect(axon.modelMs - firstMs).toBeGreaterThan(15);
  });

  it('changes nothing of what the axon does: every sample is that of a rig without it, to the bit', () => {
    const samplesOf = (waits: boolean) => {
      const { controller, timers } = createBenchRig();
      const pictures = recordPictures(controller);
      controller.start();
      if (waits) controller.command(RISING);
      controller.command({ do: 'stimulate' });
      timers.advance(12 * 500);
      controller.command({ do: 'run', running: true });
      timers.advance(4 * 500);
      return pictures.flatMap(({ samples }) => samples);
    };
    const paused = samplesOf(true);
    expect(paused.length).toBeGreaterThan(500);
    expect(samplesOf(false).slice(0, paused.length)).toEqual(paused);
  });

  it('does not stop where its electrode is moved across the level, nor once it is off', () => {
    const { controller, timers, axon } = armed();
    const untilSpikeAt = (site: number): void => {
      while (axon.potentialMv[site]! < 0) timers.advance(5);
    };
    untilSpikeAt(4);
    controller.command({ do: 'electrode', name: 'yellow', at: 4 });
    timers.advance(100);
    expect(controller.snapshot().running).toBe(true);
    controller.command({ do: 'pauseWhen', off: true });
    expect(controller.snapshot().pauseWhen).toBeNull();
    controller.command({ do: 'electrode', name: 'yellow', at: 50 });
    timers.advance(20 * 500);
    expect(controller.snapshot().running).toBe(true);
  });

  it('sees the crest between two steps: +39.9 mV, at real time', () => {
    const { controller, timers } = createBenchRig({ roomMsPerAxonMs: 1 });
    controller.start();
    controller.command({ ...RISING, crossesMv: 39.9 });
    controller.command({ do: 'stimulate' });
    timers.advance(40);
    expect(controller.snapshot()).toMatchObject({ running: false, pauseWhen: { crossed: true } });
  });

  it('stops a single step short where it crosses within it', () => {
    const { controller, timers, axon } = createBenchRig();
    controller.start();
    controller.command({ do: 'run', running: false });
    controller.command(RISING);
    controller.command({ do: 'stimulate' });
    let steps = 0;
    while (!controller.snapshot().pauseWhen?.crossed && steps++ < 100) controller.command({ do: 'step' });
    expect(axon.potentialMv[8]).toBeLessThan(-20);
    expect(steps).toBeLessThan(40);
    timers.advance(100);
    controller.command({ do: 'step' });
    expect(controller.snapshot().pauseWhen).toMatchObject({ crossed: false });
  });

  it('takes a press that crosses at once for begun, not for one that waits', () => {
    const { controller, timers } = createBenchRig({ electrodes: { blue: 0, yellow: 8 }, roomMsPerAxonMs: 1 });
    controller.start();
    timers.advance(5);
    controller.command({ ...RISING, name: 'blue' });
    timers.advance(10);
    controller.command({ do: 'stimulate' });
    timers.advance(20);
    expect(controller.snapshot()).toMatchObject({ running: false, stimulusWaits: false });
  });

  it('refuses the bath and half a command, in words', () => {
    const { controller } = createBenchRig();
    controller.start();
    controller.command({ do: 'electrode', name: 'yellow', at: 'bath' });
    expect(controller.command(RISING)).toMatch(/^pauseWhen: the yellow electrode is in the bath/);
    expect(controller.command({ do: 'pauseWhen', name: 'blue' })).toBe(
      'pauseWhen: expected name and crossesMv, or off true',
    );
    expect(controller.snapshot().pauseWhen).toBeNull();
  });

  it.each([{ do: 'reset' } as const, { do: 'load', name: 'lesson' } as const])(
    'is called off by %j',
    (command) => {
      const { controller } = armed();
      controller.command(command);
      expect(controller.snapshot().pauseWhen).toBeNull();
    },
  );
});

describe('measures in the snapshot', () => {
  it('of the lesson: 40 mV, the velocity of its file, and the time between two presses', () => {
    const { controller, timers } = createBenchRig({
      electrodes: { blue: 15, yellow: 45 },
      roomMsPerAxonMs: 200,
    });
    controller.start();
    controller.command({ do: 'stimulate' });
    timers.advance(20 * 200);
    const { blue, velocity, gap, lit } = controller.snapshot().measures;
    expect(blue.peak).toEqual({ value: expect.closeTo(40, 3), unit: 'mV' });
    expect(blue.halfWidth).toEqual({ value: expect.closeTo(0.521, 2), unit: 'ms' });
    expect(velocity).toEqual({ value: expect.closeTo(5.186, 2), unit: 'sites/ms' });
    expect([gap, lit]).toEqual([
      { value: null, because: 'only one press so far' },
      { value: null, because: 'no spike on the axon' },
    ]);
    controller.command({ do: 'stimulate' });
    expect(controller.snapshot().measures.gap.value).toBeCloseTo(20, 0);
  });

  it('of a pause in mid-spike: 22 or 23 sites are locked, 24 behind the front', () => {
    const { controller, timers } = createBenchRig({ electrodes: { blue: 3, yellow: 40 } });
    controller.start();
    controller.command({ ...RISING });
    controller.command({ do: 'stimulate' });
    timers.advance(20 * 500);
    const { locked, front } = controller.snapshot().measures;
    expect([22, 23]).toContain(locked.value);
    expect(front.value).toBeCloseTo(40, 0);
  });

  it('know which sites are locked also where the axon was made to run on from a moment of the past', () => {
    const { controller, timers } = createBenchRig({ electrodes: { blue: 3, yellow: 40 } });
    controller.start();
    controller.command(RISING);
    controller.command({ do: 'stimulate' });
    timers.advance(20 * 500);
    expect(controller.snapshot().running).toBe(false);
    controller.command({ do: 'seek', backMs: 500 });
    controller.command({ do: 'runOn' });
    controller.command({ do: 'run', running: false });
    const { locked, front, gap } = controller.snapshot().measures;
    expect([22, 23]).toContain(locked.value);
    expect(front.value).toBeCloseTo(35, 0);
    expect(gap).toEqual({ value: null, because: 'nothing has been pressed' });
  });

  it('forget what was read where an electrode is moved, the channels are switched, or all is reset', () => {
    for (const command of [
      { do: 'electrode', name: 'blue', at: 20 },
      { do: 'channels', on: false },
      { do: 'reset' },
      { do: 'treat', id: 'ttx', treatment: { kind: 'dead', from: 50, to: 59 } },
    ] as const) {
      const { controller, timers } = createBenchRig();
      controller.start();
      controller.command({ do: 'stimulate' });
      timers.advance(20 * 500);
      expect(controller.snapshot().measures.yellow.peak.value).not.toBeNull();
      controller.command(command);
      expect(controller.snapshot().measures.yellow.peak.value).toBeNull();
    }
  });
});
