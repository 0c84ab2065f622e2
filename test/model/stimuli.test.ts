import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CurrentStimulus, createAxon, HODGKIN_HUXLEY, SET_A, SET_M1 } from '../../src/model/index.js';
import { squid } from './measure.js';
import { PASSIVE } from './support.js';

/** A patch of 1 µF that leaks next to nothing: its potential is the charge it was given. */
const bucket = (stepMs = 0.1) =>
  createAxon(
    { kind: 'patch', capacitanceUfPerCm2: 1 },
    { kind: 'passive', leakConductanceMsPerCm2: 1e-6, leakReversalMv: 0 },
    { stepMs },
  );

const KINDS: readonly (readonly [string, CurrentStimulus, number])[] = [
  ['a pulse', { kind: 'pulse', at: 0, startMs: 0.33, durationMs: 2, currentUaPerCm2: 3 }, 6],
  ['a step', { kind: 'step', at: 0, startMs: 7.77, currentUaPerCm2: 3 }, 6.69],
  [
    'a ramp',
    { kind: 'ramp', at: 0, startMs: 0.33, riseMs: 2.222, durationMs: 5, currentUaPerCm2: 3 },
    11.667,
  ],
  [
    'a train',
    { kind: 'train', at: 0, startMs: 0.33, durationMs: 0.25, intervalMs: 0.7, count: 5, currentUaPerCm2: 3 },
    3.75,
  ],
];

describe('every kind of stimulus', () => {
  it.each(KINDS)('%s delivers its whole charge, cut by steps or not', (_name, stimulus, charge) => {
    for (const stepMs of [0.01, 0.1, 1]) {
      const axon = bucket(stepMs);
      axon.inject(stimulus);
      axon.advanceTo(10);
      expect(axon.potentialMv[0]).toBeCloseTo(charge, 3);
    }
  });

  it.each(KINDS)('%s acts alike on a membrane with gates at dt 0.02 and 0.005', (_name, stimulus) => {
    const run = (stepMs: number) => {
      const axon = createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, HODGKIN_HUXLEY, { stepMs });
      axon.inject(stimulus);
      axon.advanceTo(10);
      return axon.potentialMv[0]!;
    };
    expect(Math.abs(run(0.02) - run(0.005))).toBeLessThan(0.01);
  });

  it.each(KINDS)('%s with its sign turned is an anode and hyperpolarises', (_name, stimulus) => {
    const axon = createAxon({ kind: 'patch', capacitanceUfPerCm2: 1 }, HODGKIN_HUXLEY, { stepMs: 0.01 });
    axon.inject({ ...stimulus, currentUaPerCm2: -3 });
    let lowest = 0;
    while (axon.modelMs < 10) {
      axon.step();
      lowest = Math.min(lowest, axon.potentialMv[0]!);
    }
    expect(lowest).toBeLessThan(axon.restMv[0]! - 1);
  });

  it('a train is the same as its pulses one by one', () => {
    const [train, pulses] = [bucket(), bucket()];
    train.inject({
      kind: 'train',
      at: 0,
      startMs: 1,
      durationMs: 0.5,
      intervalMs: 2,
      count: 3,
      currentUaPerCm2: 2,
    });
    for (const startMs of [1, 3, 5]) {
      pulses.inject({ kind: 'pulse', at: 0, startMs, durationMs: 0.5, currentUaPerCm2: 2 });
    }
    for (let ms = 0.5; ms <= 8; ms += 0.5) {
      train.advanceTo(ms);
      pulses.advanceTo(ms);
      expect(train.potentialMv[0]).toBeCloseTo(pulses.potentialMv[0]!, 12);
    }
  });

  it('several places each get the whole current', () => {
    const [together, apart] = [
      squid({ axon: { compartments: 100 } }),
      squid({ axon: { compartments: 100 } }),
    ];
    together.inject({ kind: 'pulse', at: [10, 90], startMs: 0.5, durationMs: 0.2, currentNa: 9000 });
    for (const at of [10, 90])
      apart.inject({ kind: 'pulse', at, startMs: 0.5, durationMs: 0.2, currentNa: 9000 });
    together.advanceTo(0.9);
    apart.advanceTo(0.9);
    expect(together.potentialMv).toEqual(apart.potentialMv);
    expect(together.potentialMv[11]!).toBeGreaterThan(-40);
  });

  it('ramps through the gated lattice as through many short pulses', () => {
    const [ramp, pulses] = [0, 1].map(() => createAxon(SET_A.axon, PASSIVE, { stepMs: 0.05 }));
    ramp!.inject({ kind: 'ramp', at: 5, startMs: 0, riseMs: 2, durationMs: 4, currentUa: 50 });
    for (let k = 0; k < 200; k++) {
      pulses!.inject({
        kind: 'pulse',
        at: 5,
        startMs: k / 100,
        durationMs: 0.01,
        currentUa: (50 * (k + 0.5)) / 200,
      });
    }
    pulses!.inject({ kind: 'pulse', at: 5, startMs: 2, durationMs: 2, currentUa: 50 });
    ramp!.advanceTo(3);
    pulses!.advanceTo(3);
    for (const i of [5, 6, 10])
      expect(Math.abs(ramp!.potentialMv[i]! - pulses!.potentialMv[i]!)).toBeLessThan(1e-3);
  });
});

describe('a stimulus is refused', () => {
  const pulse = { kind: 'pulse', startMs: 0, durationMs: 1 } as const;
  it.each([
    [
      'in nA on a lattice',
      createAxon(SET_A.axon, PASSIVE, { stepMs: 0.1 }),
      { ...pulse, at: 0, currentNa: 1 },
      'stimulus.currentNa: expected currentUa',
    ],
    [
      'in µA on a cable',
      squid(),
      { ...pulse, at: 0, currentUa: 1 },
      'stimulus.currentUa: expected currentNa',
    ],
    [
      'in nA on a patch',
      bucket(),
      { ...pulse, at: 0, currentNa: 1 },
      'stimulus.currentNa: expected currentUaPerCm2',
    ],
    [
      'beyond the end',
      squid(),
      { ...pulse, at: 100.5, currentNa: 1 },
      'stimulus.at: expected a number from 0 to 100 mm',
    ],
    [
      'at one of its places beyond the end',
      squid(),
      { ...pulse, at: [3, 101], currentNa: 1 },
      'stimulus.at[1]',
    ],
    ['nowhere', squid(), { ...pulse, at: [], currentNa: 1 }, 'stimulus.at: expected at least one place'],
    [
      'inside a perfectly insulated internode',
      createAxon(SET_M1.axon, SET_M1.membrane, { stepMs: 0.005 }),
      { ...pulse, at: 2.5, currentNa: 1 },
      'stimulus.at',
    ],
    ['as NaN', squid(), { ...pulse, at: 0, currentNa: Number.NaN }, 'stimulus.currentNa'],
    [
      'rising for longer than it lasts',
      squid(),
      { ...pulse, kind: 'ramp', riseMs: 2, at: 0, currentNa: 1 },
      'stimulus.riseMs',
    ],
    [
      'as a train whose pulses overlap',
      squid(),
      { ...pulse, kind: 'train', intervalMs: 0.5, count: 2, at: 0, currentNa: 1 },
      'stimulus.intervalMs',
    ],
    [
      'as half a train',
      squid(),
      { ...pulse, kind: 'train', intervalMs: 2, count: 1.5, at: 0, currentNa: 1 },
      'stimulus.count',
    ],
    [
      'as a train of 10 000 pulses in a step',
      squid(),
      { ...pulse, kind: 'train', durationMs: 1e-6, intervalMs: 2e-6, count: 1e6, at: 0, currentNa: 1 },
      'stimulus.intervalMs: expected trains to start and stop at most 1000 times in a step of',
    ],
    [
      'of an unknown kind',
      squid(),
      { ...pulse, kind: 'sine' as 'pulse', at: 0, currentNa: 1 },
      "stimulus.kind: expected 'pulse', 'step', 'ramp', 'train' or 'conductance', got sine",
    ],
  ] as const)('%s', (_name, axon, stimulus, message) => {
    expect(() => axon.inject(stimulus as CurrentStimulus)).toThrow(RangeError);
    expect(() => axon.inject(stimulus as CurrentStimulus)).toThrow(message);
  });
});

describe('trains', () => {
  const train = (intervalMs: number): CurrentStimulus => ({
    kind: 'train',
    at: 0,
    startMs: 0,
    durationMs: intervalMs / 2,
    intervalMs,
    count: 1e6,
    currentUa: 1,
  });
  const lattice = () => createAxon({ ...SET_A.axon, siteCount: 2 }, SET_A.membrane, { stepMs: 0.01 });

  it('that are taken cut a step into 1004 pieces at most, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -6, max: -2 }), { minLength: 1, maxLength: 4 }), (powers) => {
        const axon = lattice();
        for (const power of powers) {
          try {
            axon.inject(train(Math.max(1e-6, 10 ** power)));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
        let edges = 0;
        axon.onEdge = () => edges++;
        axon.step();
        expect(edges).toBeLessThanOrEqual(1004);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('of 1000 starts and stops in a step are taken; a longer step is refused then, and the step stays', () => {
    const axon = lattice();
    axon.inject(train(0.01 / 500));
    axon.stepMs = 0.005;
    axon.stepMs = 0.01;
    expect(() => {
      axon.stepMs = 0.02;
    }).toThrow(
      /^stepMs: expected trains to start and stop at most 1000 times in a step, got \d+ times in 0.02 ms/,
    );
    expect(axon.stepMs).toBe(0.01);
  });
});
