import { describe, expect, it } from 'vitest';
import {
  type Axon,
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  SET_A,
  SET_M1,
  SET_M2,
  SQUID_AXON,
  type Treatment,
} from '../../src/model/index.js';
import { actionOf, Dice, fresh, KINDS, watched } from './random-play.js';
import { inject } from './support.js';

const PATCH: Geometry = { kind: 'patch', capacitanceUfPerCm2: 1 };
const patch = (
  membrane: MembraneSpec = HODGKIN_HUXLEY,
  treatments: readonly Treatment[] = [],
  stepMs = 0.01,
) => createAxon(PATCH, membrane, { stepMs, treatments });
const lattice = (treatments: readonly Treatment[] = []) =>
  createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025, treatments });
const gate = (axon: Axon, name: string, at = 0) =>
  axon.inside(at).gates.find((each) => each.name === name)!.value;
const ua = (axon: Axon, ion: string, at = 0) => axon.inside(at).currents.find((each) => each.ion === ion)!.ua;

describe('the currents', () => {
  it.each(KINDS.map((kind) => [kind.name, kind] as const))(
    'of %s add up to ionicUa, within rounding, whatever is done',
    (_name, kind) => {
      for (let seed = 0; seed < 4; seed++) {
        const dice = new Dice(seed + 77);
        const axon = fresh(kind);
        const played = watched(axon);
        for (let k = 0; k < 6; k++) actionOf(kind, dice)(played);
        for (let i = 0; i < axon.compartmentCount; i++) {
          const { currents } = axon.inside(i);
          const largest = Math.max(...currents.map((each) => Math.abs(each.ua)));
          const sum = currents.reduce((total, each) => total + each.ua, 0);
          expect(Math.abs(sum - axon.ionicUa(i))).toBeLessThanOrEqual(1e-12 * Math.max(1, largest));
        }
      }
    },
  );

  it('of the squid at rest: 1.23 µA/cm² of sodium in, 4.43 of potassium out, and the leak cancels them', () => {
    const axon = patch();
    expect(ua(axon, 'sodium')).toBeCloseTo(-1.23, 2);
    expect(ua(axon, 'potassium')).toBeCloseTo(4.43, 2);
    expect(ua(axon, 'leak')).toBeCloseTo(-3.2, 1);
    expect(axon.inside(0).words).toBe('At rest: what flows in and what flows out cancel.');
  });

  it('of a frog node are four: the unspecific one is by itself', () => {
    const axon = patch(FRANKENHAEUSER_HUXLEY, [], 0.005);
    expect(axon.inside(0).currents.map(({ ion }) => ion)).toEqual([
      'sodium',
      'potassium',
      'unspecific',
      'leak',
    ]);
    expect(axon.inside(0).gates.map(({ name }) => name)).toEqual(['m', 'h', 'n', 'p']);
  });
});

describe('the gates', () => {
  it('of the squid at −65 mV are 0.0529, 0.5961 and 0.3177', () => {
    const axon = patch({ ...HODGKIN_HUXLEY, leakReversalMv: -54.387 });
    for (const [name, value] of [
      ['m', 0.0529],
      ['h', 0.5961],
      ['n', 0.3177],
    ] as const)
      expect(gate(axon, name)).toBeCloseTo(value, 3);
  });

  it('are those of the instant of the potential, not half a step late: in steps of 0.02 and 0.0025 ms the same within 0.002', () => {
    const at = (stepMs: number) => {
      const axon = patch(HODGKIN_HUXLEY, [], stepMs);
      axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 1, currentUaPerCm2: 20 });
      axon.advanceTo(1.8);
      return gate(axon, 'm');
    };
    expect(at(0.02)).toBeGreaterThan(0.5);
    expect(Math.abs(at(0.02) - at(0.0025))).toBeLessThan(0.002);
  });

  it('tell of the refractory period: after a spike most sodium channels are locked', () => {
    const axon = patch();
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 1, currentUaPerCm2: 20 });
    const words: string[] = [];
    while (axon.modelMs < 40) {
      axon.step();
      const now = axon.inside(0).words;
      if (now !== words.at(-1)) words.push(now);
    }
    expect(words).toContain('Mostly sodium flows in: the potential is driven up.');
    expect(words).toContain(
      'Mostly potassium flows out: the potential is brought down. Most sodium channels are locked.',
    );
    expect(words.at(-1)).toBe('At rest: what flows in and what flows out cancel.');
  });
});

describe('the channels of the lesson', () => {
  const shut = { state: 'shut', leftMs: null };

  it('open, shut and lock in turn, with the time that is left', () => {
    const axon = lattice();
    inject(axon, [0, 0, 0.5, 200]);
    const seen: string[] = [];
    const told = new Map<string, ReturnType<Axon['inside']>>();
    while (axon.modelMs < 12) {
      axon.step();
      const inside = axon.inside(20);
      const { sodium, potassium } = inside.switching!;
      const now = `${sodium.state} ${potassium.state}`;
      if (now === seen.at(-1)) continue;
      seen.push(now);
      told.set(now, inside);
    }
    expect(seen).toEqual(['shut shut', 'open shut', 'locked open', 'locked shut', 'shut shut']);
    const leftMs = (state: string, ion: 'sodium' | 'potassium') => told.get(state)!.switching![ion].leftMs!;
    for (const [state, ion, mostMs] of [
      ['open shut', 'sodium', 1],
      ['locked open', 'potassium', 5],
      ['locked shut', 'sodium', 3],
    ] as const) {
      expect(leftMs(state, ion)).toBeGreaterThan(mostMs - 0.0251);
      expect(leftMs(state, ion)).toBeLessThanOrEqual(mostMs);
    }
    expect(told.get('open shut')!.words).toBe(
      'Sodium channels are open: sodium flows in and drives the potential up.',
    );
    expect(told.get('open shut')!.currents.find(({ ion }) => ion === 'sodium')!.ua).toBeLessThan(-100);
    expect(told.get('locked shut')!.words).toBe(
      'All channels are shut, and sodium channels are locked for another 3.0 ms at least: no signal can begin here.',
    );
  });

  it('stay locked for at least the time that is told: longer where a current holds the potential up', () => {
    const axon = createAxon({ ...SET_A.axon, siteCount: 3 }, SET_A.membrane, { stepMs: 0.01 });
    inject(axon, [0, 0, 0.5, 200]);
    const sodium = () => axon.inside(0).switching!.sodium;
    const stepUntil = (told: () => boolean) => {
      while (axon.modelMs < 20 && !told()) axon.step();
      return axon.modelMs;
    };
    const lockedMs = stepUntil(() => sodium().leftMs !== null && sodium().state === 'locked');
    expect(sodium().leftMs).toBeCloseTo(3, 1);
    axon.inject({ kind: 'step', at: 0, startMs: axon.modelMs, currentUa: 60 });
    expect(stepUntil(() => sodium().state !== 'locked') - lockedMs).toBeCloseTo(5.09, 2);
  });

  it('are none between channel sites', () => {
    const axon = createAxon(SET_A.axon, { ...SET_A.membrane, channelEvery: 2 } as MembraneSpec, {
      stepMs: 0.025,
    });
    expect(axon.inside(2).switching).toEqual({ sodium: shut, potassium: shut });
    expect(axon.inside(3).switching).toBeNull();
    expect(axon.inside(3).words).toBe('There are no channels here: only the leak.');
  });
});

describe('in words', () => {
  it.each<[string, Axon, number, string]>([
    [
      'a dead site',
      lattice([{ kind: 'dead', from: 3, to: 4 }]),
      3,
      'All channels are shut for good: only the leak is left.',
    ],
    [
      'a dead squid',
      patch(HODGKIN_HUXLEY, [{ kind: 'dead' }]),
      0,
      'All channels are shut for good: only the leak is left.',
    ],
    [
      'TTX',
      lattice([{ kind: 'ttx', sodiumFraction: 0 }]),
      3,
      'All channels are shut. TTX blocks all sodium channels.',
    ],
    [
      'some TTX and TEA',
      patch(HODGKIN_HUXLEY, [
        { kind: 'ttx', nanomolar: 3 },
        { kind: 'tea', potassiumFraction: 0.5 },
      ]),
      0,
      'At rest: what flows in and what flows out cancel. TTX leaves 25 % of the sodium channels. TEA leaves 50 % of the potassium channels.',
    ],
    [
      'a membrane without channels',
      createAxon(SET_A.axon, { kind: 'passive' }, { stepMs: 0.025 }),
      3,
      'There are no channels here: only the leak.',
    ],
    [
      'an internode',
      createAxon(SET_M2.axon, SET_M2.membrane, { stepMs: 0.005 }),
      3,
      'Myelin: there are no channels here, and hardly any current passes.',
    ],
    [
      'a bare internode',
      createAxon(SET_M2.axon, SET_M2.membrane, {
        stepMs: 0.005,
        treatments: [{ kind: 'bare', from: 0, to: 1 }],
      }),
      3,
      'The myelin is gone: much leaks out here, and there are no channels.',
    ],
    [
      'frozen channels',
      createAxon(SQUID_AXON.axon, SQUID_AXON.membrane, { stepMs: 0.01, channelsFrozen: true }),
      3,
      'The channels are frozen: they stay as they are at rest, and nothing answers.',
    ],
    [
      'frozen channels of the lesson',
      createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.01, channelsFrozen: true }),
      3,
      'The channels are frozen: they stay as they are at rest, and nothing answers.',
    ],
    [
      'a node',
      createAxon(SET_M1.axon, SET_M1.membrane, { stepMs: 0.005 }),
      3,
      'At rest: what flows in and what flows out cancel.',
    ],
  ])('%s', (_name, axon, at, words) => {
    expect(axon.inside(at).words).toBe(words);
  });
});

it.each([
  [
    { kind: 'ttx', sodiumFraction: 0 },
    0.3,
    'Sodium channels are open, but no sodium flows. TTX blocks all sodium channels.',
  ],
  [
    { kind: 'tea', potassiumFraction: 0 },
    1.5,
    'Potassium channels are open, but no potassium flows. Sodium channels are locked. TEA blocks all potassium channels.',
  ],
] as const)(
  'with %o the words %f ms after a press are those of the current: 0 µA',
  (treatment, ms, words) => {
    const axon = lattice([treatment]);
    inject(axon, [0, 0, 0.5, 200]);
    axon.advanceTo(ms);
    expect(ua(axon, treatment.kind === 'ttx' ? 'sodium' : 'potassium')).toBeCloseTo(0, 12);
    expect(axon.inside(0).words).toBe(words);
  },
);

it('who asks for a compartment that is not there is refused, and so is who asks within onGate', () => {
  const axon = lattice();
  expect(() => axon.inside(60)).toThrow('compartment: expected a whole number from 0 to 59, got 60');
  let message = '';
  axon.onGate = () => {
    try {
      axon.inside(0);
    } catch (error) {
      message = (error as Error).message;
    }
  };
  inject(axon, [0, 0, 0.5, 200]);
  axon.advanceTo(1);
  expect(message).toMatch(/^inside: expected no call of it by onGate or onEdge/);
});

it('asking changes nothing: no bit of a run differs', () => {
  const [asked, not] = [patch(), patch()];
  for (const axon of [asked, not])
    axon.inject({ kind: 'pulse', at: 0, startMs: 0, durationMs: 1, currentUaPerCm2: 20 });
  while (asked.modelMs < 10) {
    asked.step();
    asked.inside(0);
    not.step();
  }
  expect(asked.potentialMv).toEqual(not.potentialMv);
});
