import { describe, expect, it } from 'vitest';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { FROG, PATCH, SQUID, squidPulse, watchedRig } from './live-axons.js';

const BOTH = { blue: true, yellow: true };

function squid(changes: Partial<LiveExperiment>): LiveExperiment {
  return { ...SQUID, ...changes };
}

describe('what a press did on membranes whose gates obey rates', () => {
  it.each([50, 500, 5000])('is told once, at 1:%d: the signal ran along the squid’s axon', (lens) => {
    const { press, pass, told, activity } = watchedRig(squid({ roomMsPerAxonMs: lens }));
    expect(activity()).toBe('none');
    press();
    pass(0.1);
    expect(activity()).toBe('stimulus');
    pass(2);
    expect(activity()).toBe('signal');
    pass(9);
    expect(told).toEqual([
      [1, { kind: 'signal', end: 'ran-out', lastPlace: expect.closeTo(99.7, 1), reached: BOTH }],
    ]);
    pass(12);
    expect(activity()).toBe('none');
  });

  it('runs along the frog’s fibre to its last node, 40', () => {
    const { press, pass, told } = watchedRig(FROG);
    press();
    pass(6);
    expect(told).toEqual([[1, { kind: 'signal', end: 'ran-out', lastPlace: 40, reached: BOTH }]]);
  });

  it('runs out on a patch, which has no other place', () => {
    const { press, pass, told } = watchedRig(PATCH);
    press();
    pass(15);
    expect(told).toEqual([
      [1, { kind: 'signal', end: 'ran-out', lastPlace: 0, reached: { blue: true, yellow: null } }],
    ]);
  });

  it('dies before 6 mm of tetrodotoxin from 40 mm on, between both electrodes', () => {
    const treatments = [{ kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 }] as const;
    const electrodes = { blue: 38, yellow: 60 } as const;
    const { press, pass, told } = watchedRig(squid({ treatments, electrodes }));
    press();
    pass(12);
    expect(told).toHaveLength(1);
    expect(told[0]![1]).toMatchObject({
      kind: 'signal',
      end: 'died',
      reached: { blue: true, yellow: false },
    });
    const { lastPlace } = told[0]![1] as { lastPlace: number };
    expect(lastPlace).toBeGreaterThan(37);
    expect(lastPlace).toBeLessThan(40);
  });

  it('is blocked by another spike that comes from the other end: both meet in the middle', () => {
    const { press, pass, told } = watchedRig(squid({ stimuli: [squidPulse(0), squidPulse(100)] }));
    press();
    pass(12);
    expect(told).toHaveLength(1);
    expect(told[0]![1]).toMatchObject({ kind: 'signal', end: 'blocked' });
    const { lastPlace } = told[0]![1] as { lastPlace: number };
    expect(Math.abs(lastPlace - 50)).toBeLessThan(3);
  });

  it('is too weak at 60 % of the threshold, and nothing fires', () => {
    const { press, pass, told, activity } = watchedRig(squid({ stimuli: [squidPulse(0, 2100)] }));
    press();
    pass(10);
    expect(told).toEqual([[1, { kind: 'too-weak', place: expect.closeTo(0.28, 2) }]]);
    expect(activity()).toBe('none');
  });

  it('that hyperpolarises for 30 ms fires when it ends: an anode break, told as the signal that it is', () => {
    const stimuli = [{ kind: 'pulse', at: 0, startMs: 5, durationMs: 30, currentUaPerCm2: -3 }] as const;
    const { press, pass, told } = watchedRig({ ...PATCH, stimuli });
    press();
    pass(29);
    expect(told).toEqual([]);
    pass(31);
    expect(told).toMatchObject([[1, { kind: 'signal' }]]);
  });

  it('finds the axon refractory 2 ms after a spike, and overlaps while the stimulus before it lasts', () => {
    const { press, pass, told } = watchedRig(squid({ roomMsPerAxonMs: 100 }));
    press();
    pass(0.1);
    press();
    pass(2);
    press();
    pass(30);
    expect(told.map(([number, { kind }]) => [number, kind])).toEqual([
      [2, 'overlapped'],
      [3, 'refractory'],
      [1, 'signal'],
    ]);
  });

  it('with channels off spreads: 0.6 mV at 10 mm and less at 20', () => {
    const { controller, press, pass, told } = watchedRig(squid({ electrodes: { blue: 10, yellow: 20 } }));
    controller.command({ do: 'channels', on: false });
    press();
    pass(10);
    expect(told).toHaveLength(1);
    const { riseMv } = told[0]![1] as { riseMv: { blue: number; yellow: number } };
    expect(riseMv.blue).toBeGreaterThan(0.2);
    expect(riseMv.yellow).toBeGreaterThan(0);
    expect(riseMv.yellow).toBeLessThan(riseMv.blue / 3);
  });

  it('is told at once when the channels are switched off while a signal runs', () => {
    const { controller, press, pass, told, activity } = watchedRig(squid({}));
    press();
    pass(2);
    expect(activity()).toBe('signal');
    controller.command({ do: 'channels', on: false });
    pass(1);
    expect(told).toMatchObject([[1, { kind: 'signal', end: 'switched-off' }]]);
  });

  it('of a steady current is told once, though the patch fires again and again', () => {
    const stimuli = [{ kind: 'step', at: 0, startMs: 1, currentUaPerCm2: 10 }] as const;
    const { device, pass, told, activity } = watchedRig({ ...PATCH, stimuli });
    device.press(1);
    pass(100);
    expect(told).toMatchObject([[1, { kind: 'signal', end: 'ran-out' }]]);
    device.release(1);
    pass(60);
    expect(told).toHaveLength(1);
    expect(activity()).toBe('none');
  });

  it('follows a treatment: with all channels dead from 20 to 30 mm a signal stops there, lifted it runs on', () => {
    const { controller, press, pass, told } = watchedRig(squid({}));
    const treatment = { kind: 'dead', from: 20, to: 30 } as const;
    controller.command({ do: 'treat', id: 'dead', treatment });
    press();
    pass(15);
    controller.command({ do: 'treat', id: 'dead', treatment: null });
    pass(10);
    press();
    pass(15);
    expect(told).toMatchObject([
      [1, { kind: 'signal', end: 'died' }],
      [2, { kind: 'signal', end: 'ran-out' }],
    ]);
  });

  it('looks where channels work again: tetrodotoxin from 40 mm to the end, lifted, lets a signal run to 99.7 mm', () => {
    const treatments = [{ kind: 'ttx', from: 40, sodiumFraction: 0 }] as const;
    const { controller, press, pass, told } = watchedRig(squid({ treatments }));
    controller.command({ do: 'treat', id: '1', treatment: null });
    press();
    pass(12);
    expect(told).toMatchObject([[1, { end: 'ran-out', lastPlace: expect.closeTo(99.7, 1), reached: BOTH }]]);
  });

  it('and so it does once tetrodotoxin has washed out by itself, at 10 ms', () => {
    const treatments = [{ kind: 'ttx', from: 40, sodiumFraction: 0, endMs: 10 }] as const;
    const { press, pass, told } = watchedRig(squid({ treatments }));
    pass(12);
    press();
    pass(12);
    expect(told).toMatchObject([[1, { end: 'ran-out', lastPlace: expect.closeTo(99.2, 0), reached: BOTH }]]);
  });
});
