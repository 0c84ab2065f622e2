import { describe, expect, it } from 'vitest';
import { DEFAULT_BRIGHTNESS, paletteStops } from '../../src/display/palette.js';
import { createStage } from '../../src/display/stage.js';
import { ledMap } from '../../src/experiment/led-map.js';
import type { LiveExperiment } from '../../src/experiment/live-experiment.js';
import { FROG, PATCH, SQUID, squidPulse, watchedRig } from './live-axons.js';

const REACHED = expect.any(Number);
const BOTH = { blue: true, yellow: true };

function squid(changes: Partial<LiveExperiment>): LiveExperiment {
  return { ...SQUID, ...changes };
}

describe('what a press did on membranes whose gates obey rates', () => {
  it.each([50, 500, 5000])('is told once, at 1:%d: the signal ran along the squid’s axon', (lens) => {
    const { press, pass, told, activity, controller } = watchedRig(squid({ roomMsPerAxonMs: lens }));
    expect(activity()).toBe('none');
    press();
    pass(0.1);
    expect(activity()).toBe('stimulus');
    pass(2);
    expect(activity()).toBe('signal');
    pass(9);
    const reachedMs = expect.closeTo(controller.snapshot().presses[0]!.atMs + 5.6, 1);
    const lastPlace = expect.closeTo(99.7, 1);
    expect(told).toEqual([[1, { kind: 'signal', end: 'ran-out', lastPlace, reachedMs, reached: BOTH }]]);
    pass(12);
    expect(activity()).toBe('none');
  });

  it('runs along the frog’s fibre to its last node, 40', () => {
    const { press, pass, told } = watchedRig(FROG);
    press();
    pass(6);
    expect(told).toEqual([
      [1, { kind: 'signal', end: 'ran-out', lastPlace: 40, reachedMs: REACHED, reached: BOTH }],
    ]);
  });

  it('runs out on a patch, which has no other place', () => {
    const { press, pass, told } = watchedRig(PATCH);
    press();
    pass(15);
    expect(told).toEqual([
      [
        1,
        {
          kind: 'signal',
          end: 'ran-out',
          lastPlace: 0,
          reachedMs: REACHED,
          reached: { blue: true, yellow: null },
        },
      ],
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
    const [place, highestMv] = [expect.closeTo(0.28, 2), expect.closeTo(-53.98, 2)];
    expect(told).toEqual([[1, { kind: 'too-weak', place, highestMv }]]);
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

  it.each([50, 500, 2000])(
    'finds the squid’s axon refractory 1.5, 2 and 3 ms after a spike, at 1:%d',
    (lens) => {
      for (const gapMs of [1.5, 2, 3]) {
        const { press, pass, told } = watchedRig(squid({ roomMsPerAxonMs: lens }));
        press();
        pass(gapMs);
        press();
        pass(12);
        expect(told.find(([number]) => number === 2)?.[1].kind).toBe('refractory');
      }
    },
  );

  it.each([
    [9, 30, 'refractory'],
    [12, 20, 'refractory'],
    [20, 9, 'too-weak'],
    [20, 12, 'signal'],
  ])('of a patch %d ms after a spike, of %d µA/cm² where 13.24 fire at rest: %s', (gapMs, strength, kind) => {
    const stimuli = [{ kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUaPerCm2: 26.49 }] as const;
    const { controller, press, pass, told } = watchedRig({ ...PATCH, stimuli });
    press();
    pass(gapMs);
    controller.command({ do: 'stimulate', strength });
    pass(30);
    expect(told.at(-1)).toMatchObject([2, { kind }]);
  });

  it('blames what had fired only if that lasts as long as the stimulus: 1 nA for 40 ms is too weak', () => {
    const { controller, press, pass, told } = watchedRig(squid({ roomMsPerAxonMs: 50 }));
    press();
    pass(1.5);
    controller.command({ do: 'stimulate', strength: 1, durationMs: 40 });
    pass(60);
    expect(told).toMatchObject([
      [1, { end: 'ran-out' }],
      [2, { kind: 'too-weak' }],
    ]);
  });

  it.each([
    ['squid’s axon', squid({ treatments: [{ kind: 'ttx', from: 50, sodiumFraction: 0 }] }), 49, 50],
    ['frog’s fibre', { ...FROG, treatments: [{ kind: 'dead', from: 20, to: 40 }] } as LiveExperiment, 19, 19],
  ] as const)(
    'dies where the %s cannot fire up to its end, before the yellow electrode',
    (_, experiment, from, to) => {
      const { press, pass, told } = watchedRig(experiment);
      press();
      pass(8);
      expect(told).toMatchObject([[1, { end: 'died', reached: { blue: true, yellow: false } }]]);
      const { lastPlace } = told[0]![1] as { lastPlace: number };
      expect(lastPlace).toBeGreaterThanOrEqual(from);
      expect(lastPlace).toBeLessThanOrEqual(to);
    },
  );

  it('is that no channels work, where tetrodotoxin blocks all, and a signal again once it is washed out', () => {
    const treatments = [{ kind: 'ttx', sodiumFraction: 0, endMs: 5 }] as const;
    const { press, pass, told } = watchedRig(squid({ treatments }));
    press();
    pass(6);
    press();
    pass(12);
    expect(told).toMatchObject([
      [1, { kind: 'cannot-fire', place: expect.closeTo(0.28, 2) }],
      [2, { kind: 'signal', end: 'ran-out', reached: BOTH }],
    ]);
  });

  it('is not a signal that another press began 80 mm away: its train goes on beginning them', () => {
    const train = {
      kind: 'train',
      at: 0,
      startMs: 0,
      durationMs: 0.2,
      intervalMs: 15,
      count: 3,
      currentNa: 8000,
    };
    const buttons = {
      1: { do: 'stimulate' },
      2: { do: 'stimulate', stimuli: [squidPulse(80, 10)] },
    } as const;
    const { device, press, pass, told } = watchedRig(
      squid({ stimuli: [train as LiveExperiment['stimuli'][number]], roomMsPerAxonMs: 50 }),
      { buttons },
    );
    press();
    pass(14.9);
    device.press(2);
    pass(40);
    expect(told).toMatchObject([
      [1, { end: 'ran-out', reached: BOTH }],
      [2, { kind: 'too-weak', place: expect.closeTo(80.3, 1) }],
    ]);
  });

  it('at two places is told with the electrodes of both its signals, which meet between them', () => {
    const stimuli = [squidPulse(0), squidPulse(100)];
    const { press, pass, told } = watchedRig(squid({ stimuli, electrodes: { blue: 25, yellow: 75 } }));
    press();
    pass(12);
    expect(told).toMatchObject([[1, { end: 'blocked', reached: BOTH }]]);
  });

  it.each([1, 3, 144])('is the same whatever shows it: %d LEDs', (ledCount) => {
    const treatments = [{ kind: 'ttx', from: 40, to: 46, sodiumFraction: 0 }] as const;
    const { press, pass, told } = watchedRig(squid({ treatments, electrodes: { blue: 38, yellow: 41 } }), {
      mapOf: (geometry) => {
        const map = ledMap(geometry, ledCount);
        return { ...map, map };
      },
      stage: createStage({ ledCount, stops: paletteStops(DEFAULT_BRIGHTNESS), currentLimitMa: 200 }),
    });
    press();
    pass(12);
    expect(told).toMatchObject([
      [1, { end: 'died', lastPlace: expect.closeTo(39.7, 1), reached: { blue: true, yellow: false } }],
    ]);
  });

  it.each([500, 15])('at 34 °C, 1:%d, dies where its last small spikes are, 30 to 33 mm', (lens) => {
    const { press, pass, told } = watchedRig(
      squid({
        geometry: { ...SQUID.geometry, compartments: 540 } as LiveExperiment['geometry'],
        membrane: { ...SQUID.membrane, temperatureC: 34 } as LiveExperiment['membrane'],
        stimuli: [squidPulse(0, 20_000)],
        electrodes: { blue: 10, yellow: 20 },
        stepMs: 0.004,
        roomMsPerAxonMs: lens,
      }),
    );
    press();
    pass(8);
    expect(told).toMatchObject([[1, { kind: 'signal', end: 'died', reached: BOTH }]]);
    const { lastPlace } = told[0]![1] as { lastPlace: number };
    expect(lastPlace).toBeGreaterThan(30);
    expect(lastPlace).toBeLessThan(33);
  });

  it('after a run-on knows the signal that runs: a weak press is too weak, one at its place refractory', () => {
    const { controller, press, pass, told, activity } = watchedRig(squid({ roomMsPerAxonMs: 100 }));
    press();
    pass(2.5);
    controller.command({ do: 'seek', axonMs: 2 });
    controller.command({ do: 'runOn' });
    expect(activity()).toBe('signal');
    controller.command({ do: 'stimulate', at: 90, strength: 10 });
    controller.command({ do: 'stimulate' });
    pass(30);
    expect(told.map(([number, { kind }]) => [number, kind]).sort()).toEqual([
      [2, 'too-weak'],
      [3, 'refractory'],
    ]);
    expect(activity()).toBe('none');
  });

  it('tells the potential of rest that a wash-in has made: −61.3 mV with 14 mM of potassium from 2 ms on', () => {
    const treatments = [{ kind: 'potassium', outsideMillimolar: 14, startMs: 2 }] as const;
    const { rig, controller, pass } = watchedRig({ ...PATCH, treatments });
    const told: number[] = [];
    controller.observe({ change: () => told.push(controller.snapshot().axon.restMv) });
    pass(4);
    expect(told.at(-1)).toBeCloseTo(-61.34, 2);
    expect(rig.axon.restMv[0]).toBe(told.at(-1));
  });
});

describe('a spike that comes on late', () => {
  const ice = (axonC: number, temperatureC: number) =>
    watchedRig(
      squid({
        membrane: { ...SQUID.membrane, temperatureC: axonC } as LiveExperiment['membrane'],
        treatments: [{ kind: 'temperature', from: 40, to: 60, temperatureC }],
        electrodes: { blue: 30, yellow: 80 },
        stepMs: 0.005,
      }),
    );

  it.each([
    [18.5, 0],
    [18.5, 5],
    [28, 5],
  ])('on an axon of %f °C with %f °C on 20 mm runs on, past the yellow electrode', (axonC, iceC) => {
    const { press, pass, told } = ice(axonC, iceC);
    press();
    pass(40);
    expect(told).toMatchObject([[1, { end: 'ran-out', reached: BOTH }]]);
  });

  it('but stays before 20 mm of ice at 0 °C on an axon of 28 °C, and is told as died within 12 ms', () => {
    const { press, pass, told } = ice(28, 0);
    press();
    pass(12);
    expect(told).toMatchObject([[1, { end: 'died', reached: { blue: true, yellow: false } }]]);
  });
});
