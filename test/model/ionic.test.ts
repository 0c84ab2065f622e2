import { describe, expect, it } from 'vitest';
import {
  createAxon,
  FRANKENHAEUSER_HUXLEY,
  type Geometry,
  HODGKIN_HUXLEY,
  type MembraneSpec,
  SET_A,
  SET_B,
  SET_M2,
  SQUID_AXON,
  type StimulusSpec,
  type Treatment,
} from '../../src/model/index.js';

const pulse = (current: object): StimulusSpec =>
  ({ kind: 'pulse', at: 0, startMs: 0.5, durationMs: 0.25, ...current }) as unknown as StimulusSpec;

interface Case {
  readonly name: string;
  readonly geometry: Geometry;
  readonly membrane: MembraneSpec;
  readonly stimulus: StimulusSpec;
  /** [µA; µA/cm²] */
  readonly injected: number;
  readonly treatments?: readonly Treatment[];
  readonly stepMs: number;
}

const cable = { ...SQUID_AXON.axon, lengthMm: 20, compartments: 40 };
const patch = (capacitanceUfPerCm2: number): Geometry => ({ kind: 'patch', capacitanceUfPerCm2 });
const squid = pulse({ currentNa: 8000 });

const cases: readonly Case[] = [
  {
    name: 'a patch of squid membrane',
    geometry: patch(1.3),
    membrane: HODGKIN_HUXLEY,
    stimulus: pulse({ currentUaPerCm2: 60 }),
    injected: 60,
    stepMs: 0.002,
  },
  {
    name: 'a frog node as a patch',
    geometry: patch(2),
    membrane: FRANKENHAEUSER_HUXLEY,
    stimulus: pulse({ currentUaPerCm2: 900 }),
    injected: 900,
    stepMs: 0.0005,
  },
  {
    name: 'a passive cable',
    geometry: cable,
    membrane: { kind: 'passive', leakConductanceMsPerCm2: 0.3, leakReversalMv: -70 },
    stimulus: squid,
    injected: 8,
    stepMs: 0.002,
  },
  {
    name: 'the squid axon',
    geometry: cable,
    membrane: SQUID_AXON.membrane,
    stimulus: squid,
    injected: 8,
    stepMs: 0.002,
  },
  {
    name: 'a squid axon under every treatment',
    geometry: cable,
    membrane: SQUID_AXON.membrane,
    stimulus: squid,
    injected: 8,
    stepMs: 0.001,
    treatments: [
      { kind: 'ttx', from: 0, to: 4, sodiumFraction: 0.7 },
      { kind: 'tea', from: 3, to: 9, potassiumFraction: 0.6 },
      { kind: 'temperature', from: 8, to: 12, temperatureC: 25 },
      { kind: 'dead', from: 13, to: 14 },
      { kind: 'potassium', from: 0, to: 6, outsideMillimolar: 14 },
      { kind: 'rest', from: 15, shiftMv: 2 },
    ],
  },
  {
    name: 'a myelinated axon with a bare internode',
    geometry: { ...SET_M2.axon, nodes: 4 },
    membrane: SET_M2.membrane,
    stimulus: pulse({ currentNa: 2 }),
    injected: 0.002,
    stepMs: 0.0005,
    treatments: [{ kind: 'bare', from: 1, to: 2 }],
  },
  {
    name: 'set A',
    geometry: SET_A.axon,
    membrane: SET_A.membrane,
    stimulus: pulse({ currentUa: 200 }),
    injected: 200,
    stepMs: 0.001,
  },
  {
    name: 'set B with a dead stretch and half of its sodium channels elsewhere',
    geometry: SET_B.axon,
    membrane: SET_B.membrane,
    stimulus: pulse({ currentUa: 400 }),
    injected: 400,
    stepMs: 0.001,
    treatments: [
      { kind: 'ttx', from: 0, to: 9, sodiumFraction: 0.5 },
      { kind: 'dead', from: 10, to: 11 },
    ],
  },
];

describe('the ionic current', () => {
  it.each(cases)('of $name is what the charge of the whole axon loses, less what is put in', (of) => {
    const { geometry, membrane, stimulus, injected, stepMs, treatments = [] } = of;
    const axon = createAxon(geometry, membrane, { stepMs, treatments });
    axon.inject(stimulus);
    const all = [...axon.potentialMv.keys()];
    const capacitanceUf = all.map((i) => axon.membraneAt(i).capacitanceUf);
    const charge = () => all.reduce((sum, i) => sum + capacitanceUf[i]! * axon.potentialMv[i]!, 0);
    const outward = () => all.reduce((sum, i) => sum + axon.ionicUa(i), 0);
    const start = charge();
    let atUa = outward();
    let lost = 0;
    let crossed = 0;
    while (axon.modelMs < 2.5) {
      axon.step();
      const nextUa = outward();
      lost += ((atUa + nextUa) / 2) * stepMs;
      crossed += (Math.abs(atUa + nextUa) / 2) * stepMs;
      atUa = nextUa;
    }
    expect(crossed).toBeGreaterThan(0.2 * injected * 0.25);
    expect(Math.abs(charge() - start + lost - injected * 0.25) / crossed).toBeLessThan(0.002);
  });

  it('is none at rest, and inward in the upswing of a spike: −230 µA/cm² or more on a patch', () => {
    const axon = createAxon(patch(1), HODGKIN_HUXLEY, { stepMs: 0.01 });
    expect(Math.abs(axon.ionicUa(0))).toBeLessThan(1e-9);
    axon.inject(pulse({ currentUaPerCm2: 30 }));
    let most = 0;
    while (axon.modelMs < 5) {
      axon.step();
      most = Math.min(most, axon.ionicUa(0));
    }
    expect(most).toBeLessThan(-230);
  });

  it('of a gated site is that of its channels from the very instant of their switch', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 1 });
    axon.inject(pulse({ currentUa: 200 }));
    const told: [string, number][] = [];
    axon.onGate = ({ site, state }) => {
      if (site === 30) told.push([state, axon.ionicUa(site)]);
    };
    axon.advanceTo(12);
    expect(told.map(([state]) => state)).toEqual(['sodium-open', 'potassium-open', 'refractory', 'rest']);
    const leak = (mv: number) => 0.1 * (mv + 70);
    expect(told[0]![1]).toBeCloseTo(8 * (-55 - 60) + leak(-55), 6);
    expect(told[1]![1]).toBeCloseTo(2 * (40 + 90) + leak(40), 6);
    expect(told[2]![1]).toBeCloseTo(leak(-80), 6);
  });

  it('of a gated site counts potassium that stays open beyond its time, and that opens again after a recovery', () => {
    const stepMs = 0.001;
    const axon = createAxon({ ...SET_A.axon, siteCount: 1 }, SET_A.membrane, { stepMs });
    const told: string[] = [];
    axon.onGate = ({ timeMs, state }) => told.push(`${state} ${timeMs.toFixed(1)}`);
    // 70 µA keep the site above −60 mV, but for 1 ms without them.
    axon.inject({ kind: 'step', at: 0, startMs: 1, currentUa: 70 });
    axon.inject({ kind: 'pulse', at: 0, startMs: 10, durationMs: 1, currentUa: -70 });
    const putInUaMs = (ms: number) => 70 * (Math.max(0, ms - 1) - Math.min(1, Math.max(0, ms - 10)));
    const { capacitanceUf } = axon.membraneAt(0);
    let lost = 0;
    for (const untilMs of [6, 9, 12, 16]) {
      while (axon.modelMs < untilMs - stepMs / 2) {
        const before = axon.ionicUa(0);
        axon.step();
        lost += ((before + axon.ionicUa(0)) / 2) * stepMs;
      }
      const charge = capacitanceUf * (axon.potentialMv[0]! + 70);
      expect(Math.abs(charge + lost - putInUaMs(untilMs))).toBeLessThan(0.3);
      if (untilMs === 9 || untilMs === 16) {
        const mv = axon.potentialMv[0]!;
        expect(mv).toBeGreaterThan(-60);
        expect(axon.ionicUa(0)).toBeCloseTo(2 * (mv + 90) + 0.1 * (mv + 70), 9);
      }
    }
    expect(told).toEqual(['sodium-open 1.2', 'potassium-open 1.4', 'refractory 10.1', 'potassium-open 13.1']);
  });

  it('of a compartment that is not there is refused', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 });
    for (const wrong of [-1, 60, 0.5, Number.NaN]) {
      expect(() => axon.ionicUa(wrong)).toThrow(/^compartment: expected a whole number from 0 to 59/);
      expect(() => axon.membraneAt(wrong)).toThrow(RangeError);
    }
  });
});

describe('working sodium channels', () => {
  const at = (geometry: Geometry, membrane: MembraneSpec, treatments: readonly Treatment[] = []) => {
    const axon = createAxon(geometry, membrane, { stepMs: 0.01, treatments });
    return (place: number) => axon.membraneAt(axon.compartmentAt(place)).canFire;
  };

  it('are at every channel site, not between them, not where it is dead or fully blocked', () => {
    const sodium = at(SET_B.axon, SET_B.membrane, [
      { kind: 'dead', from: 10, to: 12 },
      { kind: 'ttx', from: 20, to: 22, sodiumFraction: 0 },
      { kind: 'ttx', from: 24, to: 26, sodiumFraction: 0.01 },
    ]);
    expect([0, 1, 10, 20, 24].map(sodium)).toEqual([true, false, false, false, true]);
  });

  it('are at nodes and not under myelin, and on no passive membrane', () => {
    const sodium = at(SET_M2.axon, SET_M2.membrane, [{ kind: 'bare', from: 4, to: 5 }]);
    expect([3, 3.5, 4.5].map(sodium)).toEqual([true, false, false]);
    expect(at(cable, { kind: 'passive', leakConductanceMsPerCm2: 0.1, leakReversalMv: -70 })(5)).toBe(false);
    expect(at(cable, { ...SQUID_AXON.membrane, sodiumConductanceMsPerCm2: 0 })(5)).toBe(false);
  });

  it('are as before where a treatment is refused', () => {
    const axon = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.025 });
    expect(() => axon.treat([{ kind: 'rest', shiftMv: 30 }, { kind: 'dead' }])).toThrow(RangeError);
    expect(axon.membraneAt(5).canFire).toBe(true);
  });
});
