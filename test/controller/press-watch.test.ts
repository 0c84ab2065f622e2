import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PressOutcome } from '../../src/controller/index.js';
import { type AxonSet, createAxon, type GatedMembraneSpec, SET_A, SET_B } from '../../src/model/index.js';
import { createBenchRig, PULSE, pulse } from './bench-rig.js';

/** A running rig with this axon, and what was told of each press, once per telling. */
function watchedRig(
  set: AxonSet,
  channels: Partial<GatedMembraneSpec> = {},
  changes: Parameters<typeof createBenchRig>[0] = {},
) {
  const rig = createBenchRig({
    geometry: set.axon,
    membrane: { ...set.membrane, ...channels },
    ...changes,
  });
  const told: [press: number, outcome: PressOutcome][] = [];
  rig.controller.observe({
    change() {
      const { lastPress } = rig.controller.snapshot();
      if (lastPress && lastPress.outcome !== told.at(-1)?.[1])
        told.push([lastPress.press, lastPress.outcome]);
    },
  });
  rig.controller.start();
  rig.timers.advance(100);
  return {
    ...rig,
    axon: rig.axon,
    told,
    activity: () => rig.controller.snapshot().activity,
    press() {
      rig.device.press(1);
      rig.device.release(1);
    },
    /** Lets this much of the axon's time pass [ms]. */
    pass: (axonMs: number) => rig.timers.advance(axonMs * rig.controller.snapshot().roomMsPerAxonMs),
  };
}

const BOTH = { blue: true, yellow: true };
const REACHED = expect.any(Number);
const NONE = { blue: false, yellow: false };

describe('what a press did', () => {
  it.each([1, 50, 1000])('is told once, at 1:%d: the signal ran to site 59, past both electrodes', (lens) => {
    const { press, pass, told, activity, controller } = watchedRig(SET_A, {}, { roomMsPerAxonMs: lens });
    expect(activity()).toBe('none');
    press();
    expect(activity()).not.toBe('none');
    pass(60);
    const { atMs } = controller.snapshot().presses[0]!;
    const reachedMs = expect.closeTo(atMs + 11.43, 1);
    expect(told).toEqual([[1, { kind: 'signal', end: 'ran-out', lastPlace: 59, reachedMs, reached: BOTH }]]);
    expect(activity()).toBe('none');
  });

  it.each(['gated', 'passive'] as const)(
    'leaves the axon returning, %s, until every site is within 0.5 mV of rest, and only then at rest',
    (kind) => {
      const { axon, controller, press, pass, told, activity } = watchedRig(
        SET_A,
        {},
        { roomMsPerAxonMs: 50 },
      );
      controller.command({ do: 'membrane', kind });
      press();
      const afterMv: number[] = [];
      for (let ms = 0; ms < 90; ms++) {
        pass(1);
        const farthestMv = Math.max(
          ...Array.from(axon.potentialMv, (mv, site) => Math.abs(mv - axon.restMv[site]!)),
        );
        if (activity() === 'none') expect(farthestMv).toBeLessThanOrEqual(0.5);
        if (activity() === 'returning') afterMv.push(farthestMv);
      }
      expect(told).toHaveLength(1);
      expect(activity()).toBe('none');
      expect(Math.max(...afterMv)).toBeGreaterThan(1);
      expect(Math.min(...afterMv)).toBeGreaterThan(0.5);
    },
  );

  it.each([
    ['A', SET_A, 1, { end: 'ran-out', lastPlace: 59, reached: BOTH }],
    ['A', SET_A, 2, { end: 'died', lastPlace: 0, reached: NONE }],
    ['B', SET_B, 1, { end: 'ran-out', lastPlace: 120, reached: BOTH }],
    ['B', SET_B, 3, { end: 'ran-out', lastPlace: 120, reached: BOTH }],
    ['B', SET_B, 8, { end: 'died', lastPlace: 0, reached: NONE }],
  ] as const)(
    'on set %s with channels at every n-th site is what the model does',
    (_, set, every, outcome) => {
      const { press, pass, told } = watchedRig(set, { channelEvery: every });
      press();
      pass(45);
      expect(told).toMatchObject([[1, { kind: 'signal', ...outcome }]]);
    },
  );

  it('is nothing for a press 2 ms later: site 0 is refractory, and the first signal runs on', () => {
    const { press, pass, told } = watchedRig(SET_A);
    press();
    pass(2);
    press();
    pass(20);
    expect(told).toEqual([
      [2, { kind: 'refractory', place: 0 }],
      [1, { kind: 'signal', end: 'ran-out', lastPlace: 59, reachedMs: REACHED, reached: BOTH }],
    ]);
  });

  it('is nothing for a press within the pulse of the first: after 0.2 ms site 0 has fired, before 0.05 ms not', () => {
    for (const [pauseMs, outcome] of [
      [0.04, { kind: 'overlapped' }],
      [0.2, { kind: 'refractory', place: 0 }],
    ] as const) {
      const { press, pass, told } = watchedRig(SET_A);
      press();
      pass(pauseMs);
      press();
      expect(told).toEqual([[2, outcome]]);
    }
  });

  it('is nothing for 20 µA, which do not lift site 0 to its threshold', () => {
    const { controller, pass, told } = watchedRig(SET_A, {}, { stimulus: { ...PULSE, currentUa: 20 } });
    controller.command({ do: 'stimulate' });
    pass(5);
    expect(told).toEqual([[1, { kind: 'too-weak', place: 0, highestMv: expect.closeTo(-62.374, 3) }]]);
  });

  it.each([500, 20, 1])(
    'tells at %i × slower how high 30 µA for 0.5 ms lift site 0, as steps of 1 µs do',
    (lens) => {
      const stimulus = { ...PULSE, currentUa: 30 };
      const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.001 });
      axon.inject(pulse(stimulus));
      let highestMv = Number.NEGATIVE_INFINITY;
      while (axon.modelMs < 2) {
        axon.step();
        highestMv = Math.max(highestMv, axon.potentialMv[0]!);
      }
      expect(highestMv).toBeLessThan(-55);
      const { controller, told, timers } = watchedRig(SET_A, {}, { stimulus, roomMsPerAxonMs: lens });
      controller.command({ do: 'stimulate' });
      timers.advance(5000);
      expect(told).toEqual([[1, { kind: 'too-weak', place: 0, highestMv: expect.closeTo(highestMv, 2) }]]);
    },
  );

  it('with channels off is a rise of 9.42 mV at site 3 and of 1.385 mV at site 8', () => {
    const { controller, press, pass, told, activity } = watchedRig(SET_A);
    controller.command({ do: 'membrane', kind: 'passive' });
    press();
    pass(1);
    expect(activity()).toBe('stimulus');
    pass(20);
    expect(told).toHaveLength(1);
    const outcome = told[0]![1];
    expect(outcome.kind === 'spread' && outcome.riseMv.blue).toBeCloseTo(9.42, 2);
    expect(outcome.kind === 'spread' && outcome.riseMv.yellow).toBeCloseTo(1.385, 2);
    expect(activity()).toBe('returning');
    pass(40);
    expect(activity()).toBe('none');
  });

  it('leaves out an electrode that is in the bath, and one that was moved meanwhile', () => {
    const { controller, press, pass, told } = watchedRig(SET_A);
    controller.command({ do: 'membrane', kind: 'passive' });
    controller.command({ do: 'electrode', name: 'blue', at: 'bath' });
    press();
    pass(1);
    controller.command({ do: 'electrode', name: 'yellow', at: 9 });
    pass(20);
    expect(told[0]![1]).toEqual({ kind: 'spread', riseMv: { blue: null, yellow: null } });
  });

  it('with both electrodes in the bath is told as soon as the pulse is over: there is nothing to wait for', () => {
    const { controller, press, pass, told } = watchedRig(SET_A);
    controller.command({ do: 'membrane', kind: 'passive' });
    for (const name of ['blue', 'yellow'] as const) controller.command({ do: 'electrode', name, at: 'bath' });
    press();
    pass(1);
    expect(told).toEqual([[1, { kind: 'spread', riseMv: { blue: null, yellow: null } }]]);
  });

  it('is cut off where the channels are switched off, and says how far it had come', () => {
    const { controller, press, pass, told, activity } = watchedRig(SET_A);
    press();
    pass(3);
    controller.command({ do: 'membrane', kind: 'passive' });
    expect(told).toEqual([[1, { kind: 'signal', end: 'switched-off', lastPlace: 15, reached: BOTH }]]);
    expect(activity()).toBe('returning');
  });

  it('tells of two signals that meet in the middle: each was blocked there', () => {
    const { device, press, pass, told } = watchedRig(
      SET_A,
      {},
      {
        buttons: {
          1: { do: 'stimulate', ...PULSE },
          2: { do: 'stimulate', stimuli: [pulse({ ...PULSE, at: 59 })] },
        },
        electrodes: { blue: 3, yellow: 50 },
      },
    );
    press();
    device.press(2);
    pass(20);
    expect(told.sort(([a], [b]) => a - b)).toEqual([
      [1, { kind: 'signal', end: 'blocked', lastPlace: 30, reached: { blue: true, yellow: false } }],
      [2, { kind: 'signal', end: 'blocked', lastPlace: 31, reached: { blue: false, yellow: true } }],
    ]);
  });

  it('runs to both sides of a press in the middle', () => {
    const at30 = { ...PULSE, at: 30 };
    const { press, pass, told } = watchedRig(SET_A, {}, { buttons: { 1: { do: 'stimulate', ...at30 } } });
    press();
    pass(20);
    expect(told).toEqual([
      [
        1,
        { kind: 'signal', end: 'ran-out', lastPlace: 59, reachedMs: REACHED, reached: BOTH, bothEnds: true },
      ],
    ]);
  });

  it.each([
    ['A', SET_A, 1, 59, { end: 'ran-out', lastPlace: 0 }],
    ['B', SET_B, 8, 120, { end: 'died', lastPlace: 120 }],
  ] as const)(
    'on set %s runs to the left from a press at the far end, or dies there',
    (_, set, every, at, outcome) => {
      const { press, pass, told } = watchedRig(
        set,
        { channelEvery: every },
        { buttons: { 1: { do: 'stimulate', ...PULSE, at } } },
      );
      press();
      pass(45);
      expect(told).toHaveLength(1);
      expect(told[0]![1]).toMatchObject({ kind: 'signal', ...outcome });
    },
  );

  it.each([
    [1, { end: 'ran-out', lastPlace: 59 }],
    [3, { end: 'died', lastPlace: 29 }],
  ])('is one signal that jumps %i dead site at 30, or dies before 3 of them', (dead, outcome) => {
    const treatments = [{ kind: 'dead', from: 30, to: 29 + dead }] as const;
    const { press, pass, told } = watchedRig(SET_A, {}, { treatments, roomMsPerAxonMs: 50 });
    press();
    pass(30);
    expect(told).toHaveLength(1);
    expect(told[0]![1]).toMatchObject({ kind: 'signal', ...outcome });
  });

  it.each([
    ['before', 25, 29, 59],
    ['behind', 31, 35, 0],
  ])('runs to one end alone where the sites %s the press are dead', (_, from, to, lastPlace) => {
    const treatments = [{ kind: 'dead', from, to }] as const;
    const buttons = { 1: { do: 'stimulate', at: 30 } } as const;
    const { press, pass, told } = watchedRig(SET_A, {}, { treatments, buttons, roomMsPerAxonMs: 50 });
    press();
    pass(30);
    expect(told).toHaveLength(1);
    expect(told[0]![1]).toMatchObject({ kind: 'signal', end: 'ran-out', lastPlace });
  });

  it('is one signal where channels close before the next ones open', () => {
    const brief = {
      channelEvery: 3,
      sodiumMaxOpenMs: 0.15,
      potassiumMaxOpenMs: 0.01,
      sodiumConductanceMs: 60,
    };
    const { press, pass, told } = watchedRig(SET_B, brief, { roomMsPerAxonMs: 50 });
    press();
    pass(60);
    expect(told).toHaveLength(1);
  });

  it('of a pulse that hyperpolarises, −50 µA for 2 ms, is told when the pulse is over', () => {
    const stimulus = { at: 0, currentUa: -50, durationMs: 2 };
    const { controller, pass, told, activity } = watchedRig(SET_A, {}, { stimulus });
    controller.command({ do: 'stimulate' });
    pass(1.9);
    expect(activity()).toBe('stimulus');
    expect(told).toEqual([]);
    pass(0.2);
    expect(told).toEqual([[1, { kind: 'too-weak', place: 0, highestMv: -70 }]]);
  });

  it('of a weak press that a signal from the other end overtakes is nothing: site 0 fires for that one', () => {
    const { controller, device, pass, told } = watchedRig(
      SET_A,
      {},
      {
        stimulus: { ...PULSE, currentUa: 10 },
        buttons: { 2: { do: 'stimulate', stimuli: [pulse({ ...PULSE, at: 59 })] } },
      },
    );
    device.press(2);
    pass(11.2);
    controller.command({ do: 'stimulate' });
    pass(20);
    expect(told.sort(([a], [b]) => a - b)).toMatchObject([
      [1, { kind: 'signal', end: 'ran-out', lastPlace: 0 }],
      [2, { kind: 'refractory', place: 0 }],
    ]);
  });

  it('at real time is told soon of a weak press 8 ms after a signal, while the potential still recovers', () => {
    const { controller, press, pass, told } = watchedRig(
      SET_A,
      {},
      {
        stimulus: { ...PULSE, currentUa: 20 },
        buttons: { 1: { do: 'stimulate', stimuli: [pulse(PULSE)] } },
        roomMsPerAxonMs: 1,
      },
    );
    press();
    pass(8);
    controller.command({ do: 'stimulate' });
    pass(60);
    expect(told.map(([number, { kind }]) => [number, kind])).toEqual([
      [1, 'signal'],
      [2, 'too-weak'],
    ]);
  });

  it('names the nearest channels where a press falls between two: site 4 for a weak one at 3', () => {
    const { controller, pass, told } = watchedRig(
      SET_A,
      { channelEvery: 4 },
      { stimulus: { at: 3, currentUa: 10, durationMs: 0.5 } },
    );
    controller.command({ do: 'stimulate' });
    pass(10);
    expect(told).toMatchObject([[1, { kind: 'too-weak', place: 4 }]]);
  });

  it('names the nearest channels that can open: under 10 µA at site 3 those of site 0, where 4 is dead', () => {
    const { controller, pass, told } = watchedRig(
      SET_A,
      { channelEvery: 4 },
      { stimulus: { at: 3, currentUa: 10, durationMs: 0.5 }, treatments: [{ kind: 'dead', from: 4, to: 4 }] },
    );
    controller.command({ do: 'stimulate' });
    pass(10);
    expect(told).toMatchObject([[1, { kind: 'too-weak', place: 0 }]]);
  });

  it('waits for channels that the potential of a press reaches only after its pulse', () => {
    // Two sites from the channels the crest comes 0.3 ms after the end of the pulse.
    const { controller, pass, told, activity } = watchedRig(
      SET_B,
      { channelEvery: 4 },
      { stimulus: { at: 2, currentUa: 400, durationMs: 0.05 } },
    );
    controller.command({ do: 'stimulate' });
    pass(0.1);
    expect(activity()).toBe('stimulus');
    expect(told).toEqual([]);
    pass(30);
    expect(told).toHaveLength(1);
  });

  it('counts an electrode behind the last channels as passed: site 119, the last channels at 117', () => {
    const set = { ...SET_B, axon: { ...SET_B.axon, siteCount: 120 } };
    const electrodes = { blue: 0, yellow: 119 } as const;
    const { press, pass, told } = watchedRig(set, { channelEvery: 3 }, { electrodes, roomMsPerAxonMs: 50 });
    press();
    pass(45);
    expect(told).toEqual([
      [1, { kind: 'signal', end: 'ran-out', lastPlace: 117, reachedMs: REACHED, reached: BOTH }],
    ]);
  });

  it.each([0.05, 3])('is forgotten by a reset %f ms later', (pauseMs) => {
    const { controller, press, pass, told, activity } = watchedRig(SET_A);
    press();
    pass(pauseMs);
    controller.command({ do: 'reset' });
    pass(30);
    expect(told).toEqual([]);
    expect(activity()).toBe('none');
    expect(controller.snapshot().lastPress).toBeNull();
  });

  it.each([
    ['dead', { kind: 'dead' }],
    ['under tetrodotoxin', { kind: 'ttx', sodiumFraction: 0 }],
  ] as const)(
    'of an axon that is %s is that its channels do not work, though the potential comes above −55 mV',
    (_, treatment) => {
      const { axon, press, pass, told } = watchedRig(SET_A, {}, { treatments: [treatment] });
      press();
      pass(0.3);
      expect(axon.potentialMv[0]).toBeGreaterThan(-55);
      pass(40);
      expect(told).toEqual([[1, { kind: 'cannot-fire', place: 0 }]]);
    },
  );

  it('of tetrodotoxin from site 20 to the end dies at 19, though sites 20 and 21 reach −55 mV', () => {
    const treatments = [{ kind: 'ttx', from: 20, to: 59, sodiumFraction: 0 }] as const;
    const electrodes = { blue: 10, yellow: 21 };
    const { press, pass, told } = watchedRig(SET_A, {}, { treatments, electrodes });
    press();
    pass(30);
    expect(told).toEqual([
      [1, { kind: 'signal', end: 'died', lastPlace: 19, reached: { blue: true, yellow: false } }],
    ]);
  });

  it('is not the signal of a train that goes on 50 sites away', () => {
    const train = {
      kind: 'train',
      at: 0,
      startMs: 0,
      durationMs: 0.5,
      intervalMs: 20,
      count: 3,
      currentUa: 200,
    } as const;
    const weak = pulse({ at: 50, currentUa: 5, durationMs: 0.3 });
    const buttons = { 1: { do: 'stimulate' }, 2: { do: 'stimulate', stimuli: [weak] } } as const;
    const { device, press, pass, told } = watchedRig(
      SET_A,
      {},
      { stimuli: [train], buttons, roomMsPerAxonMs: 50 },
    );
    press();
    pass(19.8);
    device.press(2);
    pass(60);
    expect(told).toMatchObject([
      [1, { end: 'ran-out', reached: BOTH }],
      [2, { kind: 'too-weak', place: 50 }],
    ]);
  });

  it('of 5 µA for 40 ms, begun 3 ms after a signal, is too weak: the channels were at rest again long before its end', () => {
    const { controller, press, pass, told } = watchedRig(SET_A, {}, { roomMsPerAxonMs: 50 });
    press();
    pass(3);
    controller.command({ do: 'stimulate', strength: 5, durationMs: 40 });
    pass(60);
    expect(told).toMatchObject([
      [1, { end: 'ran-out' }],
      [2, { kind: 'too-weak', place: 0 }],
    ]);
  });

  it('at both ends is told with the electrodes of both its signals', () => {
    const stimuli = [pulse(PULSE), pulse({ ...PULSE, at: 59 })];
    const { press, pass, told } = watchedRig(SET_A, {}, { stimuli, electrodes: { blue: 3, yellow: 57 } });
    press();
    pass(20);
    expect(told).toMatchObject([[1, { kind: 'signal', end: 'blocked', reached: BOTH }]]);
  });

  it('after a run-on knows the signal that runs: a weak press is too weak, one at its place refractory', () => {
    const { controller, press, pass, told, activity } = watchedRig(SET_A, {}, { roomMsPerAxonMs: 100 });
    press();
    pass(6);
    controller.command({ do: 'seek', axonMs: 3 });
    controller.command({ do: 'runOn' });
    expect(activity()).toBe('signal');
    controller.command({ do: 'stimulate', at: 55, strength: 5 });
    press();
    pass(20);
    expect(told.sort(([a], [b]) => a - b)).toEqual([
      [2, { kind: 'too-weak', place: 55, highestMv: expect.closeTo(-68.47, 2) }],
      [3, { kind: 'refractory', place: 0 }],
    ]);
  });

  it('is told of each of 1 to 8 presses exactly once, however they follow each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.05, max: 9, noNaN: true }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(3, 40),
        (pausesMs, lens) => {
          const { press, pass, told, activity } = watchedRig(SET_A, {}, { roomMsPerAxonMs: lens });
          for (const pauseMs of pausesMs) {
            press();
            pass(pauseMs);
          }
          pass(60);
          const numbers = told.map(([number]) => number).sort((a, b) => a - b);
          expect(numbers).toEqual(pausesMs.map((__, i) => i + 1));
          // A signal of set A runs to the end, or into sites that are still refractory from the one before.
          for (const [press, outcome] of told)
            if (outcome.kind === 'signal' && outcome.end !== 'ran-out')
              expect([press > 1, outcome.end]).toEqual([true, 'blocked']);
          expect(told.find(([press]) => press === 1)?.[1]).toMatchObject({ end: 'ran-out', lastPlace: 59 });
          expect(activity()).toBe('none');
        },
      ),
      {
        numRuns: 8,
        examples: [
          [[2.083333506944449, 0.05, 0.05], 3],
          [[2.203394822375673, 2.9738758941700567, 0.05, 0.05], 3],
        ],
      },
    );
  });
});
